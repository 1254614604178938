/** A value that a schema describes, made of the schema alone. */
import type { Json, JsonObject, Pointer, Schema, Survey } from "../../generator/contract/index.js";
import { child, isObject, pointerOfRef } from "../../generator/lib/pointer.js";
import { membersOf, typesOf } from "../../generator/lib/schema-shape.js";

/** A value as a tree that remembers which schemas each of its parts is made by. */
export interface Node {
  readonly schemas: readonly JsonObject[];
  readonly value: string | number | boolean | null | readonly Node[] | ReadonlyMap<string, Node>;
  readonly required: ReadonlySet<string>;
}

interface Part {
  readonly schema: JsonObject;
  readonly pointer: Pointer;
}

export interface Scope {
  readonly survey: Survey;
  /** Optional properties as well. */
  readonly full: boolean;
  /** Which alternative of a union of the whole value; those inside it are the first. */
  readonly choice: number;
  /** How many more parts the value may have: a schema with many required ones, each an object, has no small value. */
  readonly budget: { left: number };
}

/** A keyword of ours: what a discriminator says of the properties of a schema. */
export const TAGS = "x-tags";

/** How many optional properties an object has, by how deep it stands: a value stays small, whatever its schema refers to. */
const OPTIONAL = [40, 4];
export interface Place {
  readonly pointer: Pointer;
}

/** What is around a part of a value. */
export interface Trail {
  /** Where the schemas stand that led here. */
  readonly above: readonly Pointer[];
  /** How many objects and lists. */
  readonly depth: number;
}

export function make(scope: Scope, places: readonly Place[], trail: Trail): Node | null {
  if ((scope.budget.left -= 1) < 0) return null;
  const parts = places.flatMap(({ pointer }) => partsAt(scope, pointer, trail));
  if (parts.some((part) => part === null)) return null;
  const all = parts.filter((part) => part !== null);
  const above = [...trail.above, ...all.map(({ pointer }) => pointer)];
  const inside = { above, depth: trail.depth + 1 };
  const schemas = all.map(({ schema }) => schema);
  const done = (value: Node["value"], required: Iterable<string> = []): Node => ({
    schemas,
    value,
    required: new Set(required),
  });
  const listed = listedValue(schemas);
  if (listed !== undefined) return isScalar(listed) ? done(listed) : null;
  switch (kindOf(schemas)) {
    case "object":
      return objectNode(scope, all, inside, done);
    case "array":
      return arrayNode(scope, all, inside, done);
    case "number":
    case "integer":
      return done(1);
    case "boolean":
      return done(true);
    case "null":
      return done(null);
    default:
      return done("text");
  }
}

function isScalar(value: Json): value is string | number | boolean | null {
  return value === null || typeof value !== "object";
}

/** A schema and all that hold beside it: its target, its `allOf`, one alternative. `null` in a circle that leads to itself. */
function partsAt(
  scope: Scope,
  pointer: Pointer,
  { above, depth }: Trail,
): readonly (Part | null)[] {
  const schema: Schema | undefined = scope.survey.document.at(pointer) as Schema | undefined;
  if (!isObject(schema)) return schema === false ? [null] : [];
  if (above.includes(pointer)) return [null];
  const own: Part = { schema: tagged(scope, schema, pointer), pointer };
  const inside = { above: [...above, pointer], depth };
  const ref = schema["$ref"];
  const members = (["oneOf", "anyOf"] as const).flatMap((keyword) => {
    const choices = membersOf(schema, keyword).flatMap((member, index) =>
      isObject(member) && member["type"] !== "null" ? [index] : [],
    );
    const chosen = choices[depth === 0 ? scope.choice : 0] ?? choices.at(-1);
    return chosen === undefined ? [] : [child(pointer, keyword, chosen)];
  });
  const heirs = scope.survey.polymorphism.bases.get(pointer) ?? [];
  const others = [
    ...(heirs.some((heir) => above.includes(heir)) ? [] : heirs.slice(0, 1)),
    ...(typeof ref === "string" ? [pointerOfRef(ref)] : []),
    ...membersOf(schema, "allOf").map((_, index) => child(pointer, "allOf", index)),
    ...members,
  ];
  return [own, ...others.flatMap((each) => partsAt(scope, each, inside))];
}

/** With the tag that a discriminator gives this schema, as a constant of its property. */
function tagged({ survey }: Scope, schema: JsonObject, pointer: Pointer): JsonObject {
  const tags = survey.polymorphism.tags.get(pointer);
  if (tags === undefined) return schema;
  const properties = Object.fromEntries(
    [...tags].map(([name, { values }]) => [name, { const: values[0] ?? "" }]),
  );
  return { ...schema, [TAGS]: properties };
}

export function listedValue(schemas: readonly JsonObject[]): Json | undefined {
  const constant = schemas.find((schema) => schema["const"] !== undefined);
  if (constant !== undefined) return constant["const"] as Json;
  const lists = schemas.flatMap((schema) =>
    Array.isArray(schema["enum"]) ? [schema["enum"] as readonly Json[]] : [],
  );
  return lists[0]?.find((value) => value !== null && lists.every((list) => list.includes(value)));
}

function kindOf(schemas: readonly JsonObject[]): string {
  const named = schemas.map((schema) => typesOf(schema).filter((type) => type !== "null"));
  const type = named.find((types) => types.length > 0)?.[0];
  if (type !== undefined) return type;
  if (schemas.some((schema) => typesOf(schema).includes("null"))) return "null";
  if (schemas.some((schema) => isObject(schema["properties"]) || schema["required"] !== undefined))
    return "object";
  if (schemas.some((schema) => isObject(schema["additionalProperties"]))) return "object";
  return schemas.some((schema) => schema["items"] !== undefined) ? "array" : "string";
}

type Done = (value: Node["value"], required?: Iterable<string>) => Node;

function objectNode(scope: Scope, parts: readonly Part[], inside: Trail, done: Done): Node | null {
  const places = new Map<string, Place[]>();
  for (const { schema, pointer } of parts)
    if (isObject(schema["properties"]))
      for (const name of Object.keys(schema["properties"]))
        places.set(name, [
          ...(places.get(name) ?? []),
          { pointer: child(pointer, "properties", name) },
        ]);
  const required = new Set(
    parts.flatMap(({ schema }) =>
      Array.isArray(schema["required"]) ? (schema["required"] as string[]) : [],
    ),
  );
  const tags = new Map(
    parts.flatMap(({ schema }) => Object.entries((schema[TAGS] ?? {}) as JsonObject)),
  );
  let left = scope.full ? (OPTIONAL[inside.depth - 1] ?? 0) : 0;
  const nodes = new Map<string, Node>();
  for (const name of new Set([...places.keys(), ...required, ...tags.keys()])) {
    const isRequired = required.has(name) || tags.has(name);
    if (!isRequired && (left -= 1) < 0) continue;
    const own = make(scope, places.get(name) ?? [], inside);
    const tag = tags.get(name);
    // What the schema itself says of its tag comes first.
    const isSaid = own !== null && listedValue(own.schemas) !== undefined;
    const node = isObject(tag) && !isSaid ? tagNode(tag) : own;
    if (node !== null) nodes.set(name, node);
    else if (isRequired) return null;
  }
  return done(nodes, required);
}

function tagNode(tag: JsonObject): Node {
  return { schemas: [tag], value: String(tag["const"]), required: new Set() };
}

function arrayNode(scope: Scope, parts: readonly Part[], inside: Trail, done: Done): Node | null {
  const [tuple] = parts.filter(({ schema }) => Array.isArray(schema["prefixItems"]));
  if (tuple !== undefined) {
    const items = (tuple.schema["prefixItems"] as readonly Json[]).map((_, index) =>
      make(scope, [{ pointer: child(tuple.pointer, "prefixItems", index) }], inside),
    );
    return items.every((item) => item !== null) ? done(items) : null;
  }
  const places = parts
    .filter(({ schema }) => schema["items"] !== undefined)
    .map(({ pointer }) => ({ pointer: child(pointer, "items") }));
  const least = Math.max(0, ...parts.map(({ schema }) => Number(schema["minItems"] ?? 0)));
  if (places.length === 0) return done([]);
  const item = make(scope, places, inside);
  if (item === null) return least === 0 ? done([]) : null;
  return done(Array.from({ length: Math.min(Math.max(1, least), 20) }, () => item));
}
