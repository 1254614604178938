/** The properties of an object, wherever `allOf` gathers them from. */
import type {
  Composition,
  JsonObject,
  LoadedDocument,
  LocatedSchema,
  ObjectProperty,
  Objects,
  ObjectShape,
  Pointer,
  Polymorphism,
  Schema,
  Schemas,
} from "../contract/index.js";
import { joinShapes, mergedShape } from "../lib/object-shape.js";
import { child, isObject, pointerOfRef } from "../lib/pointer.js";
import { texts } from "../lib/read.js";
import {
  allowsNull,
  membersOf,
  restKeyword,
  saysMore,
  saysType,
  typesOf,
} from "../lib/schema-shape.js";
import { partsAt } from "./parts.js";

interface Lookup {
  readonly document: LoadedDocument;
  readonly schemas: Schemas;
  readonly bases: Polymorphism["bases"];
  /** Found so far; `null` for what is no plain object, or is being found. */
  readonly shapes: Map<Pointer, ObjectShape | null>;
  readonly described: Map<Pointer, ObjectShape>;
}

export function objectsIn(
  document: LoadedDocument,
  schemas: Schemas,
  { bases }: Polymorphism,
): Objects {
  const lookup: Lookup = { document, schemas, bases, shapes: new Map(), described: new Map() };
  return {
    at: (pointer) => shapeAt(lookup, pointer),
    flat: (pointer) => flatProperties(lookup, pointer),
    described: (pointer) => describedAt(lookup, pointer),
    parts: (pointer) => partsAt(document, pointer),
    compose: (schema, pointer) => compose(lookup, schema, pointer),
  };
}

function compose(lookup: Lookup, schema: JsonObject, pointer: Pointer): Composition {
  const own = ownShape(schema, pointer);
  const parts = membersOf(schema, "allOf").map((member, index) =>
    memberComposition(lookup, member, child(pointer, "allOf", index)),
  );
  const others = parts.flatMap((part) => part.others);
  const rest = others.length === 0 ? unevaluated(schema, pointer) : [];
  return withConditional(
    {
      own: joinShapes([own, ...parts.map((part) => part.own), { ...NOTHING.own, index: rest }]),
      bases: parts.flatMap((part) => part.bases),
      others,
    },
    schema,
    pointer,
  );
}

/**
 * What neither `properties` nor plain objects in `allOf` describe; beside other alternatives no index signature says
 * that.
 */
function unevaluated(schema: JsonObject, pointer: Pointer): readonly LocatedSchema[] {
  const rest = schema["unevaluatedProperties"];
  const isBesideObjects =
    schema["allOf"] !== undefined &&
    ["oneOf", "anyOf", "additionalProperties"].every((keyword) => schema[keyword] === undefined);
  return isBesideObjects && (isObject(rest) || rest === true)
    ? [{ schema: rest, pointer: child(pointer, "unevaluatedProperties") }]
    : [];
}

/** What a value has on a condition only is optional, and unknown where several conditions describe it. */
function withConditional(
  composition: Composition,
  schema: JsonObject,
  pointer: Pointer,
): Composition {
  const known = [composition.own, ...composition.bases.map(({ shape }) => shape)];
  const found = new Map<string, readonly LocatedSchema[]>();
  for (const { schema: part, pointer: at } of conditionalParts(schema, pointer)) {
    for (const [name, schemas] of ownShape(part, at).properties) {
      if (known.some(({ properties }) => properties.has(name))) continue;
      found.set(name, found.has(name) ? [{ schema: true, pointer: at }] : schemas);
    }
  }
  if (found.size === 0) return composition;
  const { own } = composition;
  return { ...composition, own: { ...own, properties: new Map([...own.properties, ...found]) } };
}

function conditionalParts(
  { then, else: otherwise, dependentSchemas }: JsonObject,
  pointer: Pointer,
): readonly { readonly schema: JsonObject; readonly pointer: Pointer }[] {
  const dependent = isObject(dependentSchemas) ? Object.entries(dependentSchemas) : [];
  const all = [
    [then, child(pointer, "then")],
    [otherwise, child(pointer, "else")],
    ...dependent.map(([name, part]) => [part, child(pointer, "dependentSchemas", name)] as const),
  ] as const;
  return all.flatMap(([part, at]) => (isObject(part) ? [{ schema: part, pointer: at }] : []));
}

/** Its own keywords, without `allOf`. */
function ownShape(schema: JsonObject, pointer: Pointer): ObjectShape {
  const { required } = schema;
  const keyword = restKeyword(schema);
  const rest = schema[keyword];
  const index = schemasIn(schema, "patternProperties", pointer).map(([, found]) => found);
  if (isObject(rest) || rest === true)
    index.unshift({ schema: rest, pointer: child(pointer, keyword) });
  return {
    properties: new Map(
      schemasIn(schema, "properties", pointer).map(([name, found]) => [name, [found]]),
    ),
    required: new Set(texts(required)),
    index,
    parts: [schema],
  };
}

function schemasIn(
  schema: JsonObject,
  keyword: string,
  pointer: Pointer,
): [string, LocatedSchema][] {
  const map = schema[keyword];
  if (!isObject(map)) return [];
  const here = child(pointer, keyword);
  return Object.entries(map).flatMap(([key, value]): [string, LocatedSchema][] =>
    isObject(value) || typeof value === "boolean"
      ? [[key, { schema: value, pointer: child(here, key) }]]
      : [],
  );
}

const NOTHING: Composition = {
  own: { properties: new Map(), required: new Set(), index: [], parts: [] },
  bases: [],
  others: [],
};

/** One member of an `allOf`. */
function memberComposition(lookup: Lookup, member: Schema, pointer: Pointer): Composition {
  if (!isObject(member))
    return member ? NOTHING : { ...NOTHING, others: [{ schema: false, pointer }] };
  if (typeof member["$ref"] === "string" && !("properties" in member)) {
    const target = pointerOfRef(member["$ref"]);
    const shape = isAlias(lookup, target) ? null : shapeAt(lookup, target);
    return shape === null
      ? { ...NOTHING, others: [{ schema: member, pointer }] }
      : { ...NOTHING, bases: [{ pointer: target, shape }] };
  }
  if (!saysType(member))
    return { ...NOTHING, own: ownShape({ required: member["required"] ?? [] }, pointer) };
  return isPlainObject(member)
    ? compose(lookup, member, pointer)
    : { ...NOTHING, others: [{ schema: member, pointer }] };
}

/** A place that is no component and is itself a reference: nothing is declared there that could be extended. */
function isAlias({ document }: Lookup, pointer: Pointer): boolean {
  const schema = document.at(pointer);
  const isReference = isObject(schema) && typeof schema["$ref"] === "string";
  return isReference && !/^\/components\/schemas\/[^/]+$/.test(pointer);
}

/** An object without alternatives: everything about it is properties. */
function isPlainObject(schema: JsonObject): boolean {
  const types = typesOf(schema).filter((type) => type !== "null");
  const isOther = ["oneOf", "anyOf", "enum", "const", "items", "prefixItems", "$ref"].some(
    (keyword) => schema[keyword] !== undefined,
  );
  return !isOther && types.every((type) => type === "object");
}

function shapeAt(lookup: Lookup, pointer: Pointer): ObjectShape | null {
  const known = lookup.shapes.get(pointer);
  if (known !== undefined) return known;
  lookup.shapes.set(pointer, null);
  const schema = lookup.document.at(pointer);
  const shape = isObject(schema) ? findShape(lookup, schema, pointer) : null;
  lookup.shapes.set(pointer, shape);
  return shape;
}

function findShape(lookup: Lookup, schema: JsonObject, pointer: Pointer): ObjectShape | null {
  if (typeof schema["$ref"] === "string")
    return saysMore(schema) ? null : shapeAt(lookup, pointerOfRef(schema["$ref"]));
  if (!lookup.bases.has(pointer) && !isPlainObject(schema)) return null;
  if (!saysType(schema)) return null;
  const { own, bases, others } = compose(lookup, schema, pointer);
  return others.length > 0 ? null : mergedShape({ own, bases });
}

function describedAt(
  lookup: Lookup,
  pointer: Pointer,
  above: readonly Pointer[] = [],
): ObjectShape {
  const located = lookup.schemas.located(pointer);
  if (located === undefined || !isObject(located.schema) || above.includes(located.pointer))
    return NOTHING.own;
  const { schema, pointer: here } = located;
  const known = lookup.described.get(here);
  if (known !== undefined) return known;
  const composition = compose(lookup, schema, here);
  const others = composition.others.map((other) =>
    describedAt(lookup, other.pointer, [...above, here]),
  );
  const shape = joinShapes([mergedShape(composition), ...others]);
  if (above.length === 0) lookup.described.set(here, shape);
  return shape;
}

/** Keywords that make more of an object than its properties. */
const NOT_FLAT = ["oneOf", "anyOf", "not", "if", "enum", "const", "patternProperties"] as const;

function flatProperties(lookup: Lookup, pointer: Pointer): readonly ObjectProperty[] | null {
  const located = lookup.schemas.located(pointer);
  if (located === undefined || lookup.bases.has(located.pointer)) return null;
  const shape = shapeAt(lookup, located.pointer);
  if (shape === null || shape.properties.size === 0) return null;
  const { schema } = located;
  if (isObject(schema) && schema["discriminator"] !== undefined) return null;
  if (!shape.parts.every(isFlat) || shape.index.some(isTyped)) return null;
  const here = child(located.pointer, "properties");
  // Required though never described: the type asks for it, so the argument does.
  const names = new Set([...shape.properties.keys(), ...shape.required]);
  return [...names].map((name) => {
    const own = child(here, name);
    const all = shape.properties.get(name) ?? [];
    const described = all.find((each) => each.pointer === own) ?? all.at(-1);
    return { name, pointer: described?.pointer ?? own, required: shape.required.has(name) };
  });
}

function isFlat(part: JsonObject): boolean {
  return !allowsNull(part) && NOT_FLAT.every((keyword) => part[keyword] === undefined);
}

/** Values of a given type beside the properties: a parameter of another type could not stand next to them. */
function isTyped({ schema }: LocatedSchema): boolean {
  return isObject(schema) && Object.keys(schema).length > 0;
}
