/** What operations were called before, as deprecated aliases: methods where they were, functions and types in their old modules. */
import type { FormerOperationNames, Operation, SdkModel } from "../contract/index.js";
import type { FormerOperationView, OperationView, RenamedView } from "./contexts.js";
import { operationView } from "./operation-view.js";
import type { OperationScope } from "./scope.js";

export interface FormerViews {
  /** Old modules below `src/operations/`. */
  readonly modules: readonly FormerOperationView[];
  /** Old methods of a group; of the client for an empty path. */
  methodsOf(group: readonly string[]): readonly OperationView[];
}

/** `views`: by id, as the operations are called now. */
export function formerViews(
  model: SdkModel,
  scope: OperationScope,
  views: ReadonlyMap<string, OperationView>,
): FormerViews {
  const modules: FormerOperationView[] = [];
  const methods = new Map<string, OperationView[]>();
  for (const operation of model.operations) {
    const view = views.get(operation.id);
    if (view === undefined) continue;
    const places = new Set(currentPlaces(operation));
    for (const former of operation.names.former) {
      const old = oldView(operation, former, model, scope);
      if (former.function !== operation.names.function)
        modules.push(formerModule(operation, former, { view, old }, scope));
      const place = placeText(former);
      if (places.has(place)) continue;
      places.add(place);
      const group = former.group.join(".");
      methods.set(group, [...(methods.get(group) ?? []), formerMethod(view, old)]);
    }
  }
  return { modules, methodsOf: (group) => methods.get(group.join(".")) ?? [] };
}

function currentPlaces({ names }: Operation): readonly string[] {
  return [names, ...names.aliases].map(placeText);
}

function placeText({ group, method }: Pick<FormerOperationNames, "group" | "method">): string {
  return [...group, method].join(".");
}

/** The operation under its old names: what follows from them, such as the name of a second method for a stream, does so again. */
function oldView(
  operation: Operation,
  { responseType, ...former }: FormerOperationNames,
  model: SdkModel,
  scope: OperationScope,
): OperationView {
  const { names } = operation;
  const old = { ...names, ...former, responseType: responseType ?? names.responseType };
  return operationView({ ...operation, names: old }, model, scope, "");
}

interface BothViews {
  readonly view: OperationView;
  readonly old: OperationView;
}

function formerModule(
  { names }: Operation,
  { file, responseType }: FormerOperationNames,
  { view, old }: BothViews,
  { declarations }: OperationScope,
): FormerOperationView {
  const response = view.response.alias ?? names.responseType;
  const isOwn = view.response.alias !== null || declarations.has(response);
  const types = [
    [old.request.typeName, view.request.typeName],
    ...old.request.variants.map(({ typeName }, index) => {
      return [typeName, view.request.variants[index]?.typeName ?? null] as const;
    }),
    // What is declared among the schemas has its alias there.
    ...(responseType !== null && isOwn && !declarations.has(responseType)
      ? [[responseType, response] as const]
      : []),
    [old.headers?.typeName ?? null, view.headers?.typeName ?? null],
    [old.errorType, view.errorType],
  ] as const;
  const functions = [
    [old.functionName, view.functionName],
    [old.stream?.functionName ?? null, view.stream?.functionName ?? null],
    ...old.alternatives.map(({ functionName }, index) => {
      return [functionName, view.alternatives[index]?.functionName ?? null] as const;
    }),
  ] as const;
  return { fileName: file, functions: renamed(functions), types: renamed(types) };
}

function renamed(
  pairs: readonly (readonly [string | null, string | null])[],
): readonly RenamedView[] {
  const found = new Map<string, RenamedView>();
  for (const [name, to] of pairs)
    if (name !== null && to !== null && name !== to && !found.has(name))
      found.set(name, { name, to });
  return [...found.values()];
}

/** The method as it is now, under its old name. */
function formerMethod(view: OperationView, old: OperationView): OperationView {
  return {
    ...view,
    methodName: old.methodName,
    access: old.access,
    receiver: old.receiver,
    replacement: view.access,
    deprecated: true,
    deprecation: `Use \`${view.access}\`.`,
    stream:
      view.stream === null || old.stream === null
        ? null
        : { ...view.stream, methodName: old.stream.methodName, access: old.stream.access },
    alternatives: view.alternatives.map((alternative, index) => {
      const { methodName, access } = old.alternatives[index] ?? alternative;
      return { ...alternative, methodName, access, replacement: alternative.access };
    }),
  };
}
