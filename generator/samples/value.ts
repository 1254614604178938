/**
 * Example values made from schemas: the document's own where they fit, else by type and format. Always the same for the
 * same schema.
 */
import type { Direction, Json, JsonObject, Pointer } from "../contract/index.js";
import { digitsOf } from "../lib/exact-json.js";
import { child, isObject } from "../lib/pointer.js";
import { list, number, object, texts } from "../lib/read.js";
import { isNullOnly, membersOf, restKeyword } from "../lib/schema-shape.js";
import { conforms } from "./conforms.js";
import { exampleNumber, exampleText, firstMeant, kindOfValue } from "./scalar.js";
import { another } from "./another.js";
import type { ExampleScope } from "./scope.js";
import { membersOnly, withTags } from "./tags.js";
import { schemaExamples } from "./explicit.js";
import { discriminatorValue } from "./discriminator.js";

export interface ExampleOptions {
  readonly direction: Direction;
  /**
   * Optional properties: `none` for the smallest value, `explicit` for those that the document has an example of, `all`
   * for the whole value (two levels deep).
   */
  readonly optional: "none" | "explicit" | "all";
}

interface Build extends ExampleOptions, ExampleScope {
  /** Schemas that are being built: a schema inside itself ends there. */
  readonly path: readonly Pointer[];
  /** Shared by one example: its size is bounded whatever the schema is. */
  readonly budget: { left: number };
  /** Name of the property that the value is for. */
  readonly name: string;
  /** Properties that the whole requires of this part of it; `null`: the schema is no part of another. */
  readonly asked: readonly string[] | null;
}

const MAX_VALUES = 200;
const MAX_DEPTH = 24;
const ALL_LEVELS = 2;

/** `undefined` where there is no finite value. */
export function exampleOf(
  scope: ExampleScope,
  pointer: Pointer,
  options: ExampleOptions,
  name = "value",
): Json | undefined {
  const { document, schemas } = scope;
  const known = scope.known.examples;
  const own = document.at(pointer);
  const isReference = isObject(own) && Object.keys(own).length === 1 && own["$ref"] !== undefined;
  const shared = isReference ? (schemas.located(pointer)?.pointer ?? pointer) : pointer;
  const key = [options.direction, options.optional, name, shared].join(" ");
  if (!known.has(key)) {
    const state = { ...options, ...scope, path: [], budget: { left: MAX_VALUES }, name };
    known.set(key, build({ ...state, asked: null }, pointer));
  }
  return known.get(key);
}

function build(state: Build, pointer: Pointer): Json | undefined {
  const placed = state.schemas.located(pointer);
  const schema = state.schemas.resolved(pointer);
  state.budget.left--;
  if (placed === undefined || schema === undefined)
    return placed?.schema === false ? undefined : {};
  if (state.path.includes(placed.pointer) || state.path.length > MAX_DEPTH) return undefined;
  const given = givenValue(state, schema, placed.pointer);
  const lacks = (state.asked ?? []).some(
    (name) =>
      isObject(given) && given[name] === undefined && isOwn(state, schema, placed.pointer, name),
  );
  if (given !== undefined && !lacks) return given;
  const inside = { ...state, path: [...state.path, placed.pointer] };
  const composed = memberOf(state, placed.pointer) ?? compose(inside, schema, placed.pointer);
  if (!isObject(composed)) return composed;
  const tagged = withTags(state, composed, placed.pointer, state.direction);
  return isObject(given) ? { ...tagged, ...given } : tagged;
}

/** Of a base that only its members can be: the first that has a value. A part of a member is the base itself. */
function memberOf(state: Build, pointer: Pointer): Json | undefined {
  if (state.asked !== null) return undefined;
  for (const member of membersOnly(state, pointer)) {
    const value = build(state, member);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** A property that the schema itself describes, and that stands in the value. */
function isOwn(state: Build, schema: JsonObject, pointer: Pointer, name: string): boolean {
  return (
    Object.hasOwn(object(schema["properties"]), name) &&
    !isHidden(state, child(pointer, "properties", name))
  );
}

/** What the schema states as a value: example, constant, default, first of an enum. */
function givenValue(state: Build, schema: JsonObject, pointer: Pointer): Json | undefined {
  const stated = schemaExamples(state, schema);
  const constant = schema["const"] === undefined ? [] : [schema["const"]];
  const preset =
    schema["default"] === undefined || schema["default"] === null ? [] : [schema["default"]];
  const listed = list(schema["enum"]);
  const values = [
    ...stated,
    ...constant,
    ...preset,
    ...listed.filter((value) => value !== null),
    ...listed,
  ];
  // The smallest value is made of the document's own leaves, not of its examples of wholes.
  const isSmall = (value: Json) =>
    state.optional !== "none" ||
    value === null ||
    typeof value !== "object" ||
    digitsOf(value) !== null ||
    value === schema["const"];
  const fitting = values.find(
    (value) => isSmall(value) && conforms(state, value, pointer, state.direction),
  );
  return fitting ?? firstMeant(schema, listed);
}

/** Its own properties and those of its parts. What one of them requires, another may describe. */
function compose(state: Build, schema: JsonObject, pointer: Pointer): Json | undefined {
  const members = membersOf(schema, "allOf").map((_, index) => child(pointer, "allOf", index));
  const keywords = (["oneOf", "anyOf"] as const).filter((key) => membersOf(schema, key).length > 0);
  if (members.length + keywords.length === 0) return plainValue(state, schema, pointer);
  const shapeAt = (at: Pointer) => state.survey.objects.described(at);
  const asked = [...(state.asked ?? []), ...shapeAt(pointer).required];
  const chosen = keywords.map((key) => firstMember({ ...state, asked }, schema, key, pointer));
  if (chosen.includes(undefined)) return undefined;
  const choices = chosen.map((choice) => choice?.pointer ?? pointer);
  const composed = {
    ...state,
    asked: [...asked, ...choices.flatMap((at) => [...shapeAt(at).required])],
  };
  const parts = members.map((member) => build(composed, member));
  parts.push(...chosen.map((choice) => choice?.value));
  if (parts.includes(undefined)) return undefined;
  const own =
    schema["properties"] === undefined
      ? {}
      : plainValue(composed, { ...schema, type: "object" }, pointer);
  const objects = parts.filter(isObject);
  if (objects.length < parts.length || !isObject(own))
    return parts.find((part) => !isObject(part)) ?? parts[0];
  const merged = Object.fromEntries([own, ...objects].flatMap(Object.entries<Json>));
  if (state.asked !== null) return merged;
  const described = new Set(
    [pointer, ...choices].flatMap((at) => [...shapeAt(at).properties.keys()]),
  );
  for (const name of composed.asked)
    if (!described.has(name) && !Object.hasOwn(merged, name)) merged[name] = {};
  return merged;
}

/** The first member that is not null and has a finite value; a discriminated one says which it is. */
function firstMember(
  state: Build,
  schema: JsonObject,
  keyword: "oneOf" | "anyOf",
  pointer: Pointer,
): { readonly pointer: Pointer; readonly value: Json } | undefined {
  const members = membersOf(schema, keyword);
  const order = [...members.keys()].sort(
    (a, b) => Number(isNullOnly(members[a] ?? true)) - Number(isNullOnly(members[b] ?? true)),
  );
  for (const index of order) {
    const member = child(pointer, keyword, index);
    const value = build(state, member);
    if (value === undefined) continue;
    const mark = isObject(value) ? discriminatorValue(state.document, schema, member) : null;
    const isMarked = mark !== null && isObject(value);
    return { pointer: member, value: isMarked ? { ...value, [mark.property]: mark.value } : value };
  }
  return undefined;
}

function plainValue(state: Build, schema: JsonObject, pointer: Pointer): Json | undefined {
  switch (kindOfValue(schema)) {
    case "object":
      return exampleObject(state, schema, pointer);
    case "array":
      return exampleArray(state, schema, pointer);
    case "integer":
    case "number":
      return exampleNumber(schema);
    case "boolean":
      return true;
    case "null":
      return null;
    case "string":
      return exampleText(schema, state.name);
    default:
      return {};
  }
}

function exampleObject(state: Build, schema: JsonObject, pointer: Pointer): Json | undefined {
  const required = new Set([...texts(schema["required"]), ...(state.asked ?? [])]);
  const properties = Object.keys(object(schema["properties"])).filter(
    (name) => !isHidden(state, child(pointer, "properties", name)),
  );
  const value: Record<string, Json> = {};
  const add = (name: string): boolean => {
    const member = build({ ...state, name, asked: null }, child(pointer, "properties", name));
    if (member !== undefined) value[name] = member;
    return member !== undefined;
  };
  for (const name of properties) {
    if (!required.has(name) && !wanted(state, child(pointer, "properties", name))) continue;
    if (!add(name) && required.has(name)) return undefined;
  }
  const least = number(schema["minProperties"]) ?? 0;
  for (const name of properties)
    if (Object.keys(value).length < least && !Object.hasOwn(value, name)) add(name);
  const undescribed = texts(schema["required"]).filter(
    (name) => !Object.hasOwn(value, name) && !Object.hasOwn(object(schema["properties"]), name),
  );
  return fillRest(state, schema, pointer, value, undescribed);
}

/** Properties that are required without being described, and a sample of a map's. */
function fillRest(
  state: Build,
  schema: JsonObject,
  pointer: Pointer,
  value: Record<string, Json>,
  names: readonly string[],
): Json | undefined {
  const keyword = restKeyword(schema);
  const rest = schema[keyword];
  const isMap = isObject(rest) && schema["properties"] === undefined;
  const sample =
    isMap &&
    (state.optional !== "none" || (number(schema["minProperties"]) ?? 0) > 0) &&
    names.length === 0
      ? ["key"]
      : [];
  for (const name of [...names, ...sample]) {
    const member = isObject(rest)
      ? build({ ...state, name, asked: null }, child(pointer, keyword))
      : undefined;
    if (member !== undefined) value[name] = member;
    else if (!isObject(rest) && names.includes(name) && state.asked === null) value[name] = {};
  }
  return value;
}

function isHidden(state: Build, pointer: Pointer): boolean {
  return (
    state.schemas.resolved(pointer)?.[state.direction === "request" ? "readOnly" : "writeOnly"] ===
    true
  );
}

/** Whether an optional property is part of the example. */
function wanted(state: Build, pointer: Pointer): boolean {
  const schema = state.schemas.resolved(pointer);
  if (
    state.optional === "none" ||
    state.budget.left <= 0 ||
    schema === undefined ||
    schema["deprecated"] === true
  )
    return false;
  return state.optional === "all"
    ? state.path.length <= ALL_LEVELS
    : schemaExamples(state, schema).length > 0;
}

function exampleArray(outer: Build, schema: JsonObject, pointer: Pointer): Json | undefined {
  const state = { ...outer, asked: null };
  const least = number(schema["minItems"]) ?? 0;
  const prefix = list(schema["prefixItems"]).map((_, index) =>
    build(state, child(pointer, "prefixItems", index)),
  );
  if (prefix.some((item) => item === undefined)) return least === 0 ? [] : undefined;
  const items = prefix.filter((item) => item !== undefined);
  const count = prefix.length > 0 ? least : Math.max(least, state.optional === "none" ? 0 : 1);
  while (items.length < Math.min(count, MAX_VALUES) && schema["items"] !== false) {
    const item = schema["items"] === undefined ? {} : build(state, child(pointer, "items"));
    if (item === undefined) return least === 0 ? items : undefined;
    items.push(
      schema["uniqueItems"] === true && items.length > 0
        ? another(state.schemas, item, items.length, child(pointer, "items"))
        : item,
    );
  }
  return items;
}
