/** Names of error classes: of the schema, the response, or the operation and its status, in that order. */
import type { OperationSite, Pointer, SchemaUse } from "../contract/index.js";
import { child, follow, isObject, pointerOfRef, segmentsOf } from "../lib/pointer.js";
import { capitalise } from "../lib/words.js";
import { typeName } from "./components.js";
import { give, type NamingContext } from "./context.js";
import { GLOBAL_NAMES, RUNTIME_NAMES } from "./reserved.js";
import { isErrorStatus, statusWords } from "./status.js";

const TAKEN = new Set([...GLOBAL_NAMES, ...RUNTIME_NAMES]);

export interface ErrorTable {
  readonly byPointer: Map<Pointer, string>;
  /** Classes of statuses that are documented without a schema. */
  readonly byStatus: Map<string, string>;
}

/** Component schemas that errors have for a body, with the natural name of their class; they come before the types of that name. */
export function errorSchemas(uses: Iterable<SchemaUse>): Map<Pointer, string> {
  const found = new Map<Pointer, string>();
  for (const use of uses) {
    const target = refTarget(use);
    if (!isErrorUse(use) || target === null || found.has(target)) continue;
    found.set(target, className(segmentsOf(target).at(-1) ?? ""));
  }
  return found;
}

/** `BadRequestResponse` -> `BadRequestResponseError`; `ValidationError` stays; `Error` -> `ErrorResponseError`. */
function className(schema: string): string {
  const name = typeName(schema);
  const natural = /(Error|Exception)$/.test(name) ? name : `${name}Error`;
  return TAKEN.has(natural)
    ? `${natural.replace(/(Error|Exception)$/, "")}ErrorResponseError`.replace(
        "ErrorErrorResponse",
        "ErrorResponse",
      )
    : natural;
}

export function nameErrorSchemas(
  context: NamingContext,
  schemas: ReadonlyMap<Pointer, string>,
  errors: ErrorTable,
): void {
  for (const [pointer, name] of schemas) {
    const because = `the schema \`${segmentsOf(pointer).at(-1) ?? ""}\` of an error response`;
    errors.byPointer.set(
      pointer,
      give(context, {
        kind: "error",
        pointer,
        candidates: [name, `${name}ResponseError`],
        because,
      }),
    );
  }
}

/** Classes of an operation's errors that are not a component schema's. `functionName` names those that are the operation's alone. */
export function nameOperationErrors(
  context: NamingContext,
  site: OperationSite,
  uses: readonly SchemaUse[],
  functionName: string,
  errors: ErrorTable,
): void {
  for (const use of uses) {
    if (!isErrorUse(use) || errors.byPointer.has(use.pointer)) continue;
    const target = refTarget(use);
    const named = target === null ? undefined : errors.byPointer.get(target);
    errors.byPointer.set(use.pointer, named ?? nameInlineError(context, use, functionName));
  }
  for (const [status, response] of Object.entries(responsesOf(site))) {
    const placed = follow(context.document, response, child(site.canonical, "responses", status));
    if (
      placed === undefined ||
      !isErrorStatus(status) ||
      !/^\d{3}$/.test(status) ||
      errors.byPointer.has(placed.pointer)
    )
      continue;
    if (uses.some((use) => use.role === "response" && use.owner === placed.pointer)) continue;
    errors.byPointer.set(
      placed.pointer,
      nameBareError(context, placed.pointer, status, errors.byStatus),
    );
  }
}

function nameInlineError(context: NamingContext, use: SchemaUse, functionName: string): string {
  const component = componentName(use.owner);
  const status = statusWords(use.status ?? "default");
  const [stem, because] =
    component === null
      ? [
          `${capitalise(functionName)}${status}`,
          `the ${use.status ?? ""} response of \`${functionName}\``,
        ]
      : [component, `the response component \`${component}\``];
  const first = /(Error|Exception)$/.test(stem) ? stem : `${stem}Error`;
  const candidates = [first, `${stem}ResponseError`];
  return give(context, { kind: "error", pointer: use.pointer, candidates, because });
}

/** A documented status without a schema: one class for the status, shared by all operations. */
function nameBareError(
  context: NamingContext,
  pointer: Pointer,
  status: string,
  byStatus: Map<string, string>,
): string {
  const known = byStatus.get(status);
  if (known !== undefined) return known;
  const stem = statusWords(status);
  const because = `the status ${status}, which responses without a schema share`;
  const name = give(context, {
    kind: "error",
    pointer,
    candidates: [`${stem}Error`, `${stem}StatusError`],
    because,
  });
  byStatus.set(status, name);
  return name;
}

function responsesOf(site: OperationSite): Readonly<Record<string, Parameters<typeof follow>[1]>> {
  const responses = site.operation["responses"];
  return site.kind === "operation" && isObject(responses) ? responses : {};
}

function componentName(pointer: Pointer): string | null {
  const [first, second, name] = segmentsOf(pointer);
  return first === "components" && second === "responses" && name !== undefined
    ? typeName(name)
    : null;
}

function isErrorUse(use: SchemaUse): boolean {
  return (
    use.role === "response" &&
    use.direction === "response" &&
    !use.item &&
    use.status !== null &&
    isErrorStatus(use.status)
  );
}

function refTarget(use: SchemaUse): Pointer | null {
  const ref = isObject(use.schema) ? use.schema["$ref"] : undefined;
  if (typeof ref !== "string") return null;
  const pointer = pointerOfRef(ref);
  return /^\/components\/schemas\/[^/]+$/.test(pointer) ? pointer : null;
}
