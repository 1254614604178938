/** The properties of an object, wherever `allOf` gathers them from. */
import type { JsonObject, Pointer, Schema } from "../contract/index.js";
import { child, isObject, pointerOfRef } from "../lib/pointer.js";
import { texts } from "../lib/read.js";
import { membersOf, typesOf } from "../lib/schema-shape.js";
import { declaredName, schemaAt, type Scope } from "./scope.js";

export interface Slot {
  readonly schema: Schema;
  readonly pointer: Pointer;
}

export interface Shape {
  /** Several slots where several schemas describe one property: the value must be all of them. */
  readonly properties: Map<string, readonly Slot[]>;
  readonly required: Set<string>;
  /** Of other keys: `additionalProperties` and `patternProperties`. */
  readonly index: readonly Slot[];
}

export interface Composition {
  readonly own: Shape;
  /** Declared schemas that are plain objects themselves. */
  readonly bases: readonly { readonly pointer: Pointer; readonly shape: Shape }[];
  /** What is no plain object: the value must be that as well. */
  readonly others: readonly Slot[];
}

/** Keywords that say something about the type of a value, not only about which values are valid. */
const TYPE_KEYWORDS =
  "type properties additionalProperties patternProperties items prefixItems enum const allOf oneOf anyOf contentMediaType".split(
    " ",
  );

export function saysType(schema: JsonObject): boolean {
  return typeof schema["$ref"] === "string" || saysMore(schema);
}

/** The same, of what stands beside a `$ref`. */
export function saysMore(schema: JsonObject): boolean {
  return TYPE_KEYWORDS.some(
    (keyword) =>
      schema[keyword] !== undefined &&
      !(Array.isArray(schema[keyword]) && schema[keyword].length === 0),
  );
}

/** Own properties and those of `allOf`; unions beside them are left to the caller. */
export function compose(scope: Scope, schema: JsonObject, pointer: Pointer): Composition {
  let composition = ownComposition(schema, pointer);
  for (const [index, member] of membersOf(schema, "allOf").entries()) {
    composition = join(
      composition,
      memberComposition(scope, member, child(pointer, "allOf", index)),
    );
  }
  return withConditional(composition, schema, pointer);
}

/** What a value has on a condition only is optional, and unknown where several conditions describe it. */
function withConditional(
  composition: Composition,
  schema: JsonObject,
  pointer: Pointer,
): Composition {
  const known = [composition.own, ...composition.bases.map(({ shape }) => shape)];
  const found = new Map<string, readonly Slot[]>();
  for (const { schema: part, pointer: at } of conditionalParts(schema, pointer)) {
    for (const [name, slots] of ownComposition(part, at).own.properties) {
      if (known.some(({ properties }) => properties.has(name))) continue;
      found.set(name, found.has(name) ? [{ schema: true, pointer: at }] : slots);
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

function ownComposition(schema: JsonObject, pointer: Pointer): Composition {
  const { required, additionalProperties } = schema;
  const properties = new Map<string, readonly Slot[]>();
  for (const [key, slot] of slotsIn(schema, "properties", pointer)) properties.set(key, [slot]);
  const index = slotsIn(schema, "patternProperties", pointer).map(([, slot]) => slot);
  if (isObject(additionalProperties) || additionalProperties === true)
    index.unshift({
      schema: additionalProperties,
      pointer: child(pointer, "additionalProperties"),
    });
  return {
    own: {
      properties,
      required: new Set(texts(required)),
      index,
    },
    bases: [],
    others: [],
  };
}

function slotsIn(schema: JsonObject, keyword: string, pointer: Pointer): [string, Slot][] {
  const slots: [string, Slot][] = [];
  const map = schema[keyword];
  if (!isObject(map)) return slots;
  const here = child(pointer, keyword);
  for (const key of Object.keys(map)) {
    const value = map[key];
    if (isObject(value) || typeof value === "boolean")
      slots.push([key, { schema: value, pointer: child(here, key) }]);
  }
  return slots;
}

function memberComposition(scope: Scope, member: Schema, pointer: Pointer): Composition {
  const nothing = ownComposition({}, pointer);
  if (!isObject(member))
    return member ? nothing : { ...nothing, others: [{ schema: false, pointer }] };
  if (typeof member["$ref"] === "string" && !("properties" in member)) {
    const target = pointerOfRef(member["$ref"]);
    const shape = declaredName(scope, target) === undefined ? null : shapeOf(scope, target);
    return shape === null
      ? { ...nothing, others: [{ schema: member, pointer }] }
      : { ...nothing, bases: [{ pointer: target, shape }] };
  }
  if (!saysType(member)) return ownComposition({ required: member["required"] ?? [] }, pointer);
  return isPlainObject(member)
    ? compose(scope, member, pointer)
    : { ...nothing, others: [{ schema: member, pointer }] };
}

/** An object without alternatives: everything about it is properties. */
function isPlainObject(schema: JsonObject): boolean {
  const types = typesOf(schema).filter((type) => type !== "null");
  const isOther = ["oneOf", "anyOf", "enum", "const", "items", "prefixItems", "$ref"].some(
    (keyword) => schema[keyword] !== undefined,
  );
  return !isOther && types.every((type) => type === "object");
}

function join(left: Composition, right: Composition): Composition {
  return {
    own: merge(left.own, right.own),
    bases: [...left.bases, ...right.bases],
    others: [...left.others, ...right.others],
  };
}

export function merge(left: Shape, right: Shape): Shape {
  const properties = new Map(left.properties);
  for (const [name, slots] of right.properties)
    properties.set(name, [...(properties.get(name) ?? []), ...slots]);
  return {
    properties,
    required: new Set([...left.required, ...right.required]),
    index: [...left.index, ...right.index],
  };
}

/** All properties of a declared schema, inherited ones included; `null` where it is not simply an object. */
export function shapeOf(scope: Scope, pointer: Pointer): Shape | null {
  const known = scope.shapes.get(pointer);
  if (known !== undefined) return known;
  scope.shapes.set(pointer, null);
  const schema = schemaAt(scope, pointer);
  const shape = isObject(schema) ? findShape(scope, schema, pointer) : null;
  scope.shapes.set(pointer, shape);
  return shape;
}

function findShape(scope: Scope, schema: JsonObject, pointer: Pointer): Shape | null {
  if (typeof schema["$ref"] === "string")
    return saysMore(schema) ? null : shapeOf(scope, pointerOfRef(schema["$ref"]));
  const isBase = scope.names.variants[pointer]?.base !== undefined;
  if (!isBase && !isPlainObject(schema)) return null;
  if (!saysType(schema)) return null;
  const { own, bases, others } = compose(scope, schema, pointer);
  if (others.length > 0) return null;
  return [...bases.map(({ shape }) => shape), own].reduce(merge);
}
