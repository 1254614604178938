/** What lowering needs beside the schema at hand: the document, its names, and the direction. */
import type {
  Direction,
  Json,
  JsonObject,
  LoadedDocument,
  NameTable,
  Pointer,
  Property,
  Report,
  ResolvedConfig,
  Schema,
  Survey,
  Type,
} from "../contract/index.js";
import { finding, type Finding } from "../lib/finding.js";
import { isObject, valueAt } from "../lib/pointer.js";
import { allowsNull, describesObject } from "../lib/schema-shape.js";
import { BLOB, named, NULL, UNDEFINED, unionOf, UPLOADABLE } from "../lib/type.js";

export interface Scopes {
  readonly request: Scope;
  readonly response: Scope;
  /** Of declarations that requests and responses share: as `response`, and a caller may pass `undefined`. */
  readonly shared: Scope;
}

/** A property but for its name and its place. */
export type PropertyValue = Pick<Property, "type" | "doc" | "constraints">;

export interface Scope {
  readonly survey: Survey;
  readonly document: LoadedDocument;
  readonly names: NameTable;
  readonly direction: Direction;
  /** True where a caller makes values of the types: an optional property takes `undefined` as well as being left out. */
  readonly isSent: boolean;
  readonly declared: ReadonlyMap<Pointer, Declared>;
  /** Everything that is declared: of most schemas this says, without their pointers, that they are not. */
  readonly declaredSchemas: ReadonlySet<JsonObject>;
  readonly settings: ResolvedConfig["types"];
  /** Properties found so far, by what their schema says; `null` for what the direction does not have. */
  readonly properties: Map<string, PropertyValue | null>;
  /** The schema at a place of use: a name, where it is declared. */
  lower(schema: Schema, pointer: Pointer): Type;
  report(found: Finding): void;
  /** How many findings were reported, repeats included. */
  reportCount(): number;
}

/** A schema that has a declaration. */
export interface Declared {
  /** In this direction. */
  readonly name: string;
  readonly schema: Json | undefined;
}

type ScopeInputs = Pick<Scope, "survey" | "names" | "settings">;
type Lower = (scope: Scope, schema: Schema, pointer: Pointer) => Type;

export function createScopes(given: ScopeInputs, report: Report, lower: Lower): Scopes {
  const { names } = given;
  const { document } = given.survey;
  const response = new Map(
    Object.entries(names.types).map(([pointer, name]): [Pointer, Declared] => [
      pointer,
      { name, schema: document.at(pointer) },
    ]),
  );
  const request = new Map(response);
  for (const [pointer, { input }] of Object.entries(names.variants)) {
    const declared = response.get(pointer);
    if (input !== undefined && declared !== undefined)
      request.set(pointer, { ...declared, name: input });
  }
  for (const declared of [response, request]) addCopies(declared, document, names.copies);
  const schemas = [...response.values()].map(({ schema }) => schema);
  const shared = {
    ...given,
    document,
    ...createReporter(document, report),
    declaredSchemas: new Set(schemas.filter(isObject)),
  };
  const outgoing = { ...shared, direction: "request", declared: request, isSent: true } as const;
  const incoming = { ...shared, direction: "response", declared: response, isSent: false } as const;
  return {
    request: createScope(outgoing, lower),
    response: createScope(incoming, lower),
    shared: createScope({ ...incoming, isSent: true }, lower),
  };
}

/** Reports each finding once: several declarations inherit a property, and most are in requests and in responses. */
function createReporter(
  document: LoadedDocument,
  report: Report,
): Pick<Scope, "report" | "reportCount"> {
  const reported = new Set<string>();
  let count = 0;
  return {
    reportCount: () => count,
    report(found) {
      count += 1;
      const key = `${found.rule} ${found.pointer} ${found.message}`;
      if (reported.has(key)) return;
      reported.add(key);
      report(finding(document, found));
    },
  };
}

function createScope(given: Omit<Scope, "properties" | "lower">, lower: Lower): Scope {
  const scope: Scope = {
    ...given,
    properties: new Map(),
    lower: (schema, pointer) => lower(scope, schema, pointer),
  };
  return scope;
}

/**
 * A schema below a content that repeats another one (`names.copies`) has the name of the same schema there: where the content of
 * `text/json` repeats that of `application/json`, `.../text~1json/schema/items` is called what `.../application~1json/schema/items` is.
 */
function addCopies(
  declared: Map<Pointer, Declared>,
  { root }: LoadedDocument,
  copies: NameTable["copies"],
): void {
  const byOriginal = new Map<Pointer, Pointer[]>();
  for (const [copy, original] of Object.entries(copies))
    byOriginal.set(original, [...(byOriginal.get(original) ?? []), copy]);
  if (byOriginal.size === 0) return;
  for (const [pointer, { name }] of declared) {
    const [whole = ""] = /^.*?\/content\/[^/]+\/(?:schema|itemSchema)(?=\/|$)/.exec(pointer) ?? [];
    for (const copy of byOriginal.get(whole) ?? []) {
      const place = `${copy}${pointer.slice(whole.length)}`;
      declared.set(place, { name, schema: valueAt(root, place) });
    }
  }
}

/** The name of a declared schema in this direction. */
export function declaredName(scope: Scope, pointer: Pointer): string | undefined {
  return scope.declared.get(pointer)?.name;
}

/** A declared schema, or whatever stands there. */
export function schemaAt(scope: Scope, pointer: Pointer): Json | undefined {
  return scope.declared.get(pointer)?.schema ?? scope.document.at(pointer);
}

/** The name to extend: of the base of a discriminated union not the union, but what its members share. */
export function heritageName(scope: Scope, pointer: Pointer): string | undefined {
  const variants = scope.names.variants[pointer];
  const base =
    scope.direction === "request" ? (variants?.baseInput ?? variants?.base) : variants?.base;
  return base ?? declaredName(scope, pointer);
}

/** A reference to a declaration. A nullable object is declared as an interface, so that `null` stands where it is used. */
export function use(scope: Scope, name: string, pointer: Pointer): Type {
  const schema = schemaAt(scope, pointer);
  return isObject(schema) && liftsNull(schema) ? unionOf([named(name), NULL]) : named(name);
}

export function liftsNull(schema: JsonObject): boolean {
  return describesObject(schema) && allowsNull(schema);
}

/** True where the schema's one declaration is of values that are sent, whichever else it is of. */
export function isShared({ names, survey, document }: Scope, pointer: Pointer): boolean {
  const schema = document.at(pointer);
  return (
    names.variants[pointer]?.input === undefined &&
    isObject(schema) &&
    survey.reach.isReached(schema, "request")
  );
}

/** As a caller may pass it: `top_n: undefined` is as good as none, with `exactOptionalPropertyTypes`, too. */
export function passable({ isSent }: Scope, property: Property): Property {
  if (property.required || !isSent) return property;
  return { ...property, type: unionOf([property.type, UNDEFINED]) };
}

/** Bytes: what a caller may hand over in any form that a runtime has them in, and what a response brings. */
export function bytes({ direction }: Scope): Type {
  return direction === "request" ? UPLOADABLE : BLOB;
}
