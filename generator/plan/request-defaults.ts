import type { SdkModel } from "../contract/index.js";
import type { OperationView, RequestDefaultsView } from "./contexts.js";
import { errorReader } from "./errors-view.js";
import { parametersValue } from "./operation-view.js";
import type { OperationScope } from "./scope.js";

/** What holds for an endpoint that the document does not have, going by those that it has. */
export function requestDefaults(
  model: SdkModel,
  views: readonly OperationView[],
  scope: Pick<OperationScope, "xml">,
): RequestDefaultsView {
  const { client, operations } = model;
  const globals = operations.flatMap(({ parameters }) =>
    parameters.filter((it) => it.global && it.in !== "path"),
  );
  const each = new Map(globals.map((it) => [`${it.in} ${it.wireName}`, it]));
  const errors = errorsOf(views, client.defaultErrorName);
  const classNames = errors.map(({ className }) => className);
  return {
    errors,
    errorTable: null,
    readError: errorReader(model, classNames, scope),
    security: securityOf(views),
    securityConstant: null,
    parameters: parametersValue([...each.values()]),
    idempotencyHeader: mostUsed(views.flatMap((view) => view.idempotencyHeader ?? []))[0] ?? null,
  };
}

/** A status that means the same class everywhere means it here. The class for all others is the documented one, where there is just one. */
function errorsOf(
  views: readonly OperationView[],
  defaultErrorName: string,
): RequestDefaultsView["errors"] {
  const classes = new Map<string, Set<string>>();
  for (const { status, className } of views.flatMap(({ errors }) => errors))
    classes.set(status, (classes.get(status) ?? new Set()).add(className));
  const agreed = [...classes].flatMap(([status, [className = "", ...others]]) =>
    others.length === 0 && status !== "default" ? [{ status, className }] : [],
  );
  const [onlyDefault = defaultErrorName, ...moreDefaults] = classes.get("default") ?? [];
  const className = moreDefaults.length === 0 ? onlyDefault : defaultErrorName;
  return [...agreed, { status: "default", className }];
}

/** The alternatives of all operations, the usual ones first. Without credentials where some operation needs none; `null` where none does. */
function securityOf(views: readonly OperationView[]): OperationView["security"] {
  const all = views.flatMap(({ security }) => security ?? [[]]);
  const texts = mostUsed(all.map((schemes) => JSON.stringify(schemes)));
  const alternatives = texts.map((text) => JSON.parse(text) as readonly string[]);
  const some = alternatives.filter((schemes) => schemes.length > 0);
  if (some.length === 0) return null;
  return some.length === alternatives.length ? some : [...some, []];
}

/** Each once, in falling order of how often it is there. */
function mostUsed(texts: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].sort(([, left], [, right]) => right - left).map(([text]) => text);
}
