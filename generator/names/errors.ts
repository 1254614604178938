/** Names of error classes: of the schema or the response component, or of the status, and where that is taken of the operation, too. */
import type { OperationSite, Pointer, Schema, SchemaUse } from "../contract/index.js";
import { extension } from "../lib/extensions.js";
import { child, follow, isObject, pointerOfRef, segmentsOf } from "../lib/pointer.js";
import { object, text } from "../lib/read.js";
import { capitalise } from "../lib/words.js";
import { typeName } from "./components.js";
import { assignName, type NamingContext } from "./context.js";
import { knownErrorSchemas, knownInlineErrors } from "./kept/known-errors.js";
import { GLOBAL_NAMES, RUNTIME_NAMES } from "./reserved.js";
import { shapeOf } from "./same-shape.js";
import { isErrorStatus, statusWords } from "./status.js";

const TAKEN = new Set([...GLOBAL_NAMES, ...RUNTIME_NAMES]);

export interface ErrorNames {
  /** Of classes that no component schema names: what recognises them, by name. */
  readonly inline: Map<string, ErrorClassBuilder>;
  readonly byPointer: Map<Pointer, string>;
  /** Of inline schemas that say what one before them says, for the same class: the pointer of that. */
  readonly copies: Map<Pointer, Pointer>;
  /** Of the first inline schema of each class that is named after a status: the class. */
  readonly ofStatus: Map<Pointer, string>;
}

/** Component schemas that errors have for a body, with the natural name of their class; they come before the types of that name. */
export function errorSchemas(
  { document }: NamingContext,
  uses: Iterable<SchemaUse>,
): Map<Pointer, string> {
  const found = new Map<Pointer, string>();
  for (const use of uses) {
    const target = refTarget(use);
    if (!isErrorUse(use) || target === null || found.has(target)) continue;
    const schema = object(document.at(target));
    found.set(target, className(askedName(schema) ?? segmentsOf(target).at(-1) ?? ""));
  }
  return found;
}

function askedName(schema: Schema): string | null {
  return isObject(schema) ? (extension(schema, "typeName", text)?.value ?? null) : null;
}

/** `BadRequestResponse` -> `BadRequestResponseError`; `ValidationError` stays; `Error` -> `ErrorResponseError`. */
function className(name: string): string {
  const stem = typeName(name);
  const natural = /(errors?|exceptions?)$/i.test(stem) ? stem : `${stem}Error`;
  if (/^errors?$/i.test(natural)) return "ErrorResponseError";
  return TAKEN.has(natural)
    ? `${natural.replace(/(Error|Exception)$/, "")}ErrorResponseError`
    : natural;
}

export function nameErrorSchemas(
  context: NamingContext,
  schemas: ReadonlyMap<Pointer, string>,
): ErrorNames {
  const byPointer = new Map<Pointer, string>();
  const known = knownErrorSchemas(context.known);
  for (const [pointer, name] of schemas) {
    const because = `the schema \`${segmentsOf(pointer).at(-1) ?? ""}\` of an error response`;
    const candidates = [name, `${name}ResponseError`];
    const thing = known.get(pointer);
    byPointer.set(
      pointer,
      assignName(context, {
        kind: "error",
        pointer,
        candidates,
        because,
        ...(thing === undefined ? {} : { thing }),
      }),
    );
  }
  return { byPointer, inline: new Map(), copies: new Map(), ofStatus: new Map() };
}

/** A class of errors that no component schema names, and where it is thrown. */
export interface ErrorClassBuilder {
  /** Its first place. */
  readonly pointer: Pointer;
  /** What names it; `null`: its status does. */
  readonly named: { readonly name: string; readonly because: string } | null;
  readonly status: string;
  readonly bare: boolean;
  /** Of the body; empty without one. */
  readonly shape: string;
  readonly places: Set<Pointer>;
  readonly functions: Set<string>;
  /** Pointers of the operations. */
  readonly operations: Set<Pointer>;
}

/** `functionOf`: the name of an operation's function, `undefined` where it has none. */
export function nameInlineErrors(
  context: NamingContext,
  sites: readonly (OperationSite & { readonly uses: readonly SchemaUse[] })[],
  functionOf: (site: OperationSite) => string | undefined,
  errors: ErrorNames,
): void {
  const builders = new Map<string, ErrorClassBuilder>();
  for (const site of sites) {
    const name = functionOf(site);
    if (name !== undefined) collect(context, site, name, errors, builders);
  }
  const ofStatus = new Map<string, ErrorClassBuilder>();
  for (const builder of builders.values()) {
    const first = ofStatus.get(builder.status);
    const isMore = first === undefined || builder.functions.size > first.functions.size;
    if (builder.named === null && isMore) ofStatus.set(builder.status, builder);
  }
  const known = knownInlineErrors(context.known, [...builders.values()]);
  for (const builder of builders.values()) {
    const isFirst = ofStatus.get(builder.status) === builder;
    const thing = known.get(builder);
    const name = assignName(context, {
      kind: "error",
      pointer: builder.pointer,
      ...wanted(builder, isFirst),
      ...(thing === undefined ? {} : { thing }),
    });
    errors.inline.set(name, builder);
    for (const place of builder.places) {
      errors.byPointer.set(place, name);
      if (!builder.bare && place !== builder.pointer) errors.copies.set(place, builder.pointer);
    }
    if (builder.named === null) errors.ofStatus.set(builder.pointer, name);
  }
}

function collect(
  context: NamingContext,
  site: OperationSite & { readonly uses: readonly SchemaUse[] },
  functionName: string,
  { byPointer }: ErrorNames,
  builders: Map<string, ErrorClassBuilder>,
): void {
  const add = (
    key: string,
    made: Omit<ErrorClassBuilder, "places" | "functions" | "operations">,
  ): void => {
    const sets = { places: new Set<Pointer>(), functions: new Set<string>() };
    const builder = builders.get(key) ?? { ...made, ...sets, operations: new Set<Pointer>() };
    builders.set(key, builder);
    builder.places.add(made.pointer);
    builder.functions.add(functionName);
    builder.operations.add(site.pointer);
  };
  for (const use of site.uses.filter(isErrorUse)) {
    const { pointer, schema } = use;
    const target = refTarget(use);
    const known = target === null ? undefined : byPointer.get(target);
    if (known !== undefined) byPointer.set(pointer, known);
    else {
      const named = nameIn(use);
      const status = use.status ?? "default";
      const shape = shapeOf(schema);
      const key = JSON.stringify([named?.name ?? status, shape]);
      add(key, { pointer, named, status, bare: false, shape });
    }
  }
  for (const { pointer, status } of bareResponses(context, site)) {
    add(JSON.stringify([status]), { pointer, named: null, status, bare: true, shape: "" });
  }
}

/** The name that the document has for an inline schema, or for the response that it belongs to. */
function nameIn({ schema, owner }: SchemaUse): ErrorClassBuilder["named"] {
  const asked = askedName(schema);
  if (asked !== null)
    return { name: className(asked), because: `the name \`${asked}\` of the schema` };
  const component = componentName(owner);
  return component === null
    ? null
    : { name: className(component), because: `the response component \`${component}\`` };
}

/** `NotFoundError` -> `NotFoundResponseError`. */
function otherName(name: string): string {
  return name.replace(/(Error|Exception)?$/, "ResponseError");
}

/** Of several classes for one status, the one of most operations is called after the status alone. */
function wanted({ named, status, bare, functions }: ErrorClassBuilder, isFirst: boolean) {
  if (named !== null)
    return { candidates: [named.name, otherName(named.name)], because: named.because };
  const words = status === "default" ? "DefaultResponse" : statusWords(status);
  const [only = ""] = functions;
  const own = `${capitalise(only)}${words}Error`;
  if (isFirst) return { candidates: [`${words}Error`, own], because: `the status ${status}` };
  return bare
    ? {
        candidates: [`${words}StatusError`, own],
        because: `the status ${status}, which responses without a schema share`,
      }
    : { candidates: [own], because: `the ${status} response of \`${only}\`` };
}

/** Documented statuses without a schema: one class for each. */
function bareResponses(
  { document }: NamingContext,
  site: OperationSite & { readonly uses: readonly SchemaUse[] },
): readonly { readonly pointer: Pointer; readonly status: string }[] {
  return Object.entries(object(site.operation["responses"])).flatMap(([status, response]) => {
    if (!/^[45]\d\d$/.test(status)) return [];
    const placed = follow(document, response, child(site.canonical, "responses", status));
    const isBare =
      placed !== undefined &&
      !site.uses.some((use) => use.role === "response" && use.owner === placed.pointer);
    return isBare ? [{ pointer: placed.pointer, status }] : [];
  });
}

/** The key of a response component, unless it is only a status: `NotFound`, but not `404`. */
function componentName(pointer: Pointer): string | null {
  const [first, second, name] = segmentsOf(pointer);
  const isComponent = first === "components" && second === "responses" && name !== undefined;
  return isComponent && !/^([1-5](\d\d|xx)|default|http[_-]?\d+)$/i.test(name) ? name : null;
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
