/** Questions about schemas: what they allow, whatever references and compositions they are made of. */
import type { Json, JsonObject, Pointer, Schemas, Survey } from "../contract/index.js";
import { child, isObject } from "../lib/pointer.js";
import { list, object, texts } from "../lib/read.js";
import { allowsNull, membersOf, typesOf } from "../lib/schema-shape.js";

const PRIMITIVES: ReadonlySet<string> = new Set(["string", "number", "integer", "boolean", "null"]);

/** True where only strings, numbers, booleans and null can stand. Where the schema does not say, false. */
export function isPrimitive(
  schemas: Schemas,
  pointer: Pointer | null,
  above: readonly Pointer[] = [],
): boolean {
  const found = pointer === null ? undefined : schemas.located(pointer);
  if (found === undefined || !isObject(found.schema) || above.includes(found.pointer)) return false;
  const { schema, pointer: here } = found;
  const types = typesOf(schema);
  if (types.length > 0) return types.every((type) => PRIMITIVES.has(type));
  if (schema["const"] !== undefined) return isScalar(schema["const"]);
  if (Array.isArray(schema["enum"])) return list(schema["enum"]).every(isScalar);
  for (const keyword of ["oneOf", "anyOf"] as const) {
    const members = membersOf(schema, keyword);
    if (members.length > 0)
      return members.every((_, index) =>
        isPrimitive(schemas, child(here, keyword, index), [...above, here]),
      );
  }
  return membersOf(schema, "allOf").some((_, index) =>
    isPrimitive(schemas, child(here, "allOf", index), [...above, here]),
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
export function plainObject(survey: Survey, pointer: Pointer): readonly PropertySite[] | null {
  const found = standsForOthers(survey, pointer) ? null : collect(survey, pointer, []);
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

function standsForOthers({ schemas, polymorphism }: Survey, pointer: Pointer): boolean {
  return polymorphism.bases.has(schemas.located(pointer)?.pointer ?? pointer);
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

function collect(survey: Survey, pointer: Pointer, path: readonly Pointer[]): Collected | null {
  const placed = survey.schemas.located(pointer);
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
    const part = isAnnotation(survey, member)
      ? undefined
      : collect(survey, member, [...path, placed.pointer]);
    if (part === null) return null;
    part?.properties.forEach((site, name) => found.properties.set(name, site));
    (part?.required ?? texts(survey.schemas.resolved(member)?.["required"])).forEach((name) =>
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
function isAnnotation({ document }: Survey, pointer: Pointer): boolean {
  const schema = document.at(pointer);
  if (!isObject(schema)) return schema === true;
  const says = ["type", "$ref", "properties", "additionalProperties", "allOf", ...NOT_PLAIN];
  return !says.some((key) => schema[key] !== undefined);
}

/** True where only strings can stand (`null` aside), enums included. */
export function isTextual(schemas: Schemas, pointer: Pointer): boolean {
  const schema = schemas.resolved(pointer);
  if (schema === undefined) return false;
  const types = typesOf(schema).filter((type) => type !== "null");
  if (types.length > 0) return types.every((type) => type === "string");
  return (
    Array.isArray(schema["enum"]) &&
    list(schema["enum"]).every((value) => typeof value === "string")
  );
}
