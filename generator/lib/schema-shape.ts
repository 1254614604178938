/** Questions about one schema that more than one stage asks. */
import type { JsonObject, Schema } from "../contract/index.js";
import { essence, isJson } from "./media-type.js";
import { isObject } from "./pointer.js";

/** The types that a schema names, `null` included; empty where it names none. 3.0's `nullable` counts as `null`. */
export function typesOf(schema: JsonObject): readonly string[] {
  const type = schema["type"];
  const named = Array.isArray(type)
    ? type.filter((name): name is string => typeof name === "string")
    : typeof type === "string"
      ? [type]
      : [];
  return schema["nullable"] === true && named.length > 0 && !named.includes("null")
    ? [...named, "null"]
    : named;
}

/** True where `null` is among the named types (or `nullable` says so), whatever else the schema is made of. */
export function allowsNull(schema: JsonObject): boolean {
  return schema["nullable"] === true || typesOf(schema).includes("null");
}

export function isNullOnly(schema: Schema): boolean {
  if (!isObject(schema)) return false;
  if (schema["const"] === null) return true;
  const values = schema["enum"];
  if (Array.isArray(values)) return values.length > 0 && values.every((value) => value === null);
  const types = typesOf(schema);
  return types.length === 1 && types[0] === "null";
}

export function membersOf(
  schema: JsonObject,
  keyword: "allOf" | "anyOf" | "oneOf",
): readonly Schema[] {
  const list = schema[keyword];
  return Array.isArray(list)
    ? list.filter((member): member is Schema => isObject(member) || typeof member === "boolean")
    : [];
}

export function hasProperties(schema: JsonObject): boolean {
  const properties = schema["properties"];
  return isObject(properties) && Object.keys(properties).length > 0;
}

/**
 * Properties of its own, brought in by an `allOf` member that stands inline, or inherited and required: what deserves a
 * declaration.
 */
export function describesObject(schema: JsonObject): boolean {
  const types = typesOf(schema);
  if (types.length > 0 && !types.includes("object")) return false;
  if (types.some((type) => type !== "object" && type !== "null")) return false;
  if (schema["enum"] !== undefined || schema["const"] !== undefined) return false;
  if (hasProperties(schema)) return true;
  const parts = membersOf(schema, "allOf").filter(isObject);
  const own = parts.filter((part) => part["$ref"] === undefined);
  if (own.some(describesObject)) return true;
  // What it inherits and requires stands in it once more.
  return own.length < parts.length && [schema, ...own].some(requiresSomething);
}

function requiresSomething({ required }: JsonObject): boolean {
  return Array.isArray(required) && required.length > 0;
}

/**
 * Bytes as they are: `format: binary` of 3.0, or a media type as in 3.1. With an encoding, such as base64, they are
 * text.
 */
export function isBinary(schema: JsonObject): boolean {
  const { contentEncoding: encoding, contentMediaType: mediaType } = schema;
  if (encoding !== undefined && encoding !== "binary") return false;
  return (
    schema["format"] === "binary" ||
    (typeof mediaType === "string" &&
      !isJson(mediaType) &&
      !/^text\/|[/+]xml$/.test(essence(mediaType)))
  );
}

/** True where the type is said to be an object, by the schema itself or by a part of it. */
export function saysObject(schema: JsonObject): boolean {
  const parts = membersOf(schema, "allOf").filter((member) => isObject(member));
  return typesOf(schema).includes("object") || parts.some(saysObject);
}

/** Keywords beside which `unevaluatedProperties` is about less than what `properties` leaves. */
const EVALUATING = "allOf oneOf anyOf if $ref $dynamicRef dependentSchemas".split(" ");

/**
 * The keyword that describes properties without a name: `unevaluatedProperties` where it says the same as
 * `additionalProperties`.
 */
export function restKeyword(schema: JsonObject): "additionalProperties" | "unevaluatedProperties" {
  const isAlone =
    schema["additionalProperties"] === undefined &&
    EVALUATING.every((keyword) => schema[keyword] === undefined);
  return isAlone && schema["unevaluatedProperties"] !== undefined
    ? "unevaluatedProperties"
    : "additionalProperties";
}

/** Keywords that say something about the type of a value, not only about which values are valid. */
const TYPE_KEYWORDS =
  "type properties additionalProperties unevaluatedProperties patternProperties items prefixItems enum const allOf oneOf anyOf contentMediaType".split(
    " ",
  );

export function saysType(schema: JsonObject): boolean {
  return typeof schema["$ref"] === "string" || saysMore(schema);
}

/** The same, of what stands beside a `$ref`. */
export function saysMore(schema: JsonObject): boolean {
  return TYPE_KEYWORDS.some((keyword) => {
    const value = schema[keyword];
    return value !== undefined && !(Array.isArray(value) && value.length === 0);
  });
}
