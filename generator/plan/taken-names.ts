/** Names that the package has already, before the plan gives any. */
import type { SdkModel } from "../contract/index.js";
import { allResources } from "./resource-views.js";

/** What the plan's own names must keep clear of. */
export function typeNames({
  types,
  operations,
  errors,
  errorAliases,
  client,
}: SdkModel): Set<string> {
  return new Set([
    ...types.map(({ name }) => name),
    ...errors.map(({ name }) => name),
    ...errorAliases.map(({ name }) => name),
    ...operations.flatMap(({ names }) =>
      [names, ...names.former].flatMap(({ requestType, responseType, errorType }) =>
        [requestType, responseType, errorType].filter((name) => name !== null),
      ),
    ),
    client.className,
    client.coreName,
    client.optionsName,
    client.baseErrorName,
  ]);
}

/** `group.method`, and `group.property` for the groups in it. */
export function methodNames({ operations, resources }: SdkModel): Set<string> {
  const methods = operations.flatMap(({ names }) =>
    [names, ...names.former].map(({ group, method }) => `${group.join(".")}.${method}`),
  );
  const groups = allResources(resources).map(
    ({ path, property }) => `${path.slice(0, -1).join(".")}.${property}`,
  );
  const aliases = allResources(resources).flatMap(({ path, aliases: own }) =>
    own.map(({ method }) => `${path.join(".")}.${method}`),
  );
  return new Set([...methods, ...groups, ...aliases]);
}

export function constantNames(model: SdkModel): ReadonlySet<string> {
  const functions = model.operations.map(({ names }) => names.function);
  return new Set([...typeNames(model), ...functions]);
}
