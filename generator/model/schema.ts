/** Questions about schemas: what they allow, whatever references and compositions they are made of. */
import type { Json, JsonObject, LoadedDocument, Pointer, Schema } from "../contract/index.js";
import { child, isObject, pointerOfRef } from "../lib/pointer.js";
import { polymorphismOf } from "../lib/polymorphism.js";
import { list, object, texts } from "../lib/read.js";
import { allowsNull, membersOf, typesOf } from "../lib/schema-shape.js";

const MAX_HOPS = 32;

export interface PlacedSchema {
  readonly schema: Schema;
  readonly pointer: Pointer;
}

interface Resolved {
  readonly placed: PlacedSchema | undefined;
  /** The target with the keywords that stand beside the `$ref` laid over it. */
  readonly whole: JsonObject | undefined;
}

/** Schemas are looked up many times, always by pointer; a loaded document does not change. */
const resolvedByDocument = new WeakMap<LoadedDocument, Map<Pointer, Resolved>>();

function resolve(document: LoadedDocument, pointer: Pointer): Resolved {
  const known = resolvedByDocument.get(document) ?? new Map<Pointer, Resolved>();
  resolvedByDocument.set(document, known);
  let resolved = known.get(pointer);
  if (resolved === undefined) known.set(pointer, (resolved = resolveAnew(document, pointer)));
  return resolved;
}

function resolveAnew(document: LoadedDocument, pointer: Pointer): Resolved {
  const own = document.at(pointer);
  let here = pointer;
  let value = own;
  for (let hops = 0; hops < MAX_HOPS; hops++) {
    if (typeof value === "boolean")
      return { placed: { schema: value, pointer: here }, whole: undefined };
    if (!isObject(value)) break;
    const ref = value["$ref"];
    if (typeof ref !== "string") {
      return { placed: { schema: value, pointer: here }, whole: layOver(value, own) };
    }
    here = pointerOfRef(ref);
    value = document.at(here);
  }
  return { placed: undefined, whole: undefined };
}

function layOver(target: JsonObject, own: Json | undefined): JsonObject {
  if (own === target || !isObject(own)) return target;
  const { $ref: _, ...beside } = own;
  return { ...target, ...beside };
}

/** The schema at `pointer` after its own references, with the place where it stands. Keywords beside a `$ref` are left aside. */
export function placeSchema(document: LoadedDocument, pointer: Pointer): PlacedSchema | undefined {
  return resolve(document, pointer).placed;
}

/** As `placeSchema`, with the keywords that stand beside a `$ref` laid over its target; `undefined` for a boolean schema. */
export function resolvedSchema(
  document: LoadedDocument,
  pointer: Pointer | null,
): JsonObject | undefined {
  return pointer === null ? undefined : resolve(document, pointer).whole;
}

const PRIMITIVES: ReadonlySet<string> = new Set(["string", "number", "integer", "boolean", "null"]);

/** True where only strings, numbers, booleans and null can stand. Where the schema does not say, false. */
export function isPrimitive(document: LoadedDocument, pointer: Pointer | null, depth = 0): boolean {
  const placed = pointer === null || depth > MAX_HOPS ? undefined : placeSchema(document, pointer);
  if (placed === undefined || !isObject(placed.schema)) return false;
  const { schema } = placed;
  const types = typesOf(schema);
  if (types.length > 0) return types.every((type) => PRIMITIVES.has(type));
  if (schema["const"] !== undefined) return isScalar(schema["const"]);
  if (Array.isArray(schema["enum"])) return list(schema["enum"]).every(isScalar);
  for (const keyword of ["oneOf", "anyOf"] as const) {
    const members = membersOf(schema, keyword);
    if (members.length > 0)
      return members.every((_, index) =>
        isPrimitive(document, child(placed.pointer, keyword, index), depth + 1),
      );
  }
  return membersOf(schema, "allOf").some((_, index) =>
    isPrimitive(document, child(placed.pointer, "allOf", index), depth + 1),
  );
}

function isScalar(value: Json): boolean {
  return value === null || typeof value !== "object";
}

/** One property of an object schema, wherever in its `allOf` it comes from. */
export interface PropertySite {
  readonly name: string;
  readonly pointer: Pointer;
  readonly required: boolean;
}

/**
 * The properties of a plain object: one with `properties`, or an `allOf` of such. `null` for anything else: unions, arrays, maps, what
 * may be null, and the base of a discriminated union.
 */
export function plainObject(
  document: LoadedDocument,
  pointer: Pointer,
): readonly PropertySite[] | null {
  const found = standsForOthers(document, pointer) ? null : collect(document, pointer, []);
  if (found === null || found.properties.size === 0) return null;
  // Required though never described: the type asks for it, so the argument does.
  for (const name of found.required) {
    if (!found.properties.has(name)) found.properties.set(name, child(pointer, "properties", name));
  }
  return [...found.properties].map(([name, site]) => ({
    name,
    pointer: site,
    required: found.required.has(name),
  }));
}

function standsForOthers(document: LoadedDocument, pointer: Pointer): boolean {
  const place = placeSchema(document, pointer)?.pointer ?? pointer;
  return polymorphismOf(document.root).bases.has(place);
}

interface Collected {
  readonly properties: Map<string, Pointer>;
  readonly required: Set<string>;
}

/** Keywords that make more of an object than its properties. */
const NOT_PLAIN = [
  "oneOf",
  "anyOf",
  "not",
  "if",
  "items",
  "prefixItems",
  "enum",
  "const",
  "patternProperties",
  "discriminator",
] as const;

function collect(
  document: LoadedDocument,
  pointer: Pointer,
  path: readonly Pointer[],
): Collected | null {
  const placed = placeSchema(document, pointer);
  if (placed === undefined || !isObject(placed.schema) || path.includes(placed.pointer))
    return null;
  const { schema } = placed;
  const isMember = path.length > 0;
  if (NOT_PLAIN.some((key) => schema[key] !== undefined && !(isMember && key === "discriminator")))
    return null;
  if (
    allowsNull(schema) ||
    typesOf(schema).some((type) => type !== "object") ||
    hasTypedRest(schema)
  )
    return null;
  const found: Collected = { properties: new Map(), required: new Set(texts(schema["required"])) };
  for (const [index] of membersOf(schema, "allOf").entries()) {
    const member = child(placed.pointer, "allOf", index);
    const part = isAnnotation(document, member)
      ? undefined
      : collect(document, member, [...path, placed.pointer]);
    if (part === null) return null;
    part?.properties.forEach((site, name) => found.properties.set(name, site));
    (part?.required ?? texts(resolvedSchema(document, member)?.["required"])).forEach((name) =>
      found.required.add(name),
    );
  }
  for (const name of Object.keys(object(schema["properties"])))
    found.properties.set(name, child(placed.pointer, "properties", name));
  return found;
}

/** Values of a given type beside the properties: a parameter of another type could not stand next to them. */
function hasTypedRest(schema: JsonObject): boolean {
  const rest = schema["additionalProperties"];
  return isObject(rest) && Object.keys(rest).length > 0;
}

/** An `allOf` member that adds a description, an example or `required` only. */
function isAnnotation(document: LoadedDocument, pointer: Pointer): boolean {
  const schema = document.at(pointer);
  if (!isObject(schema)) return schema === true;
  const says = ["type", "$ref", "properties", "additionalProperties", "allOf", ...NOT_PLAIN];
  return !says.some((key) => schema[key] !== undefined);
}

/** True where only strings can stand (`null` aside), enums included. */
export function isTextual(document: LoadedDocument, pointer: Pointer): boolean {
  const schema = resolvedSchema(document, pointer);
  if (schema === undefined) return false;
  const types = typesOf(schema).filter((type) => type !== "null");
  if (types.length > 0) return types.every((type) => type === "string");
  return (
    Array.isArray(schema["enum"]) &&
    list(schema["enum"]).every((value) => typeof value === "string")
  );
}
