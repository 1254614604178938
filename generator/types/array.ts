/** Lists and tuples. */
import type { JsonObject, Pointer, Type } from "../contract/index.js";
import { child, isObject } from "../lib/pointer.js";
import { arrayOf, UNKNOWN } from "../lib/type.js";
import type { Scope } from "./scope.js";

export function lowerArray(scope: Scope, schema: JsonObject, pointer: Pointer): Type {
  const { items } = schema;
  const keyword = Array.isArray(schema["prefixItems"]) ? "prefixItems" : "items";
  const prefix = schema[keyword];
  if (!Array.isArray(prefix) || prefix.length === 0) {
    return arrayOf(
      isObject(items) || typeof items === "boolean"
        ? scope.lower(items, child(pointer, "items"))
        : UNKNOWN,
    );
  }
  const members = prefix.map((item: unknown, index) =>
    isObject(item) || typeof item === "boolean"
      ? scope.lower(item, child(pointer, keyword, index))
      : UNKNOWN,
  );
  const after = keyword === "items" ? "additionalItems" : "items";
  const rest = schema[after];
  const least = typeof schema["minItems"] === "number" ? schema["minItems"] : 0;
  const most =
    typeof schema["maxItems"] === "number" ? schema["maxItems"] : Number.POSITIVE_INFINITY;
  const tail = isObject(rest) || rest === true ? scope.lower(rest, child(pointer, after)) : UNKNOWN;
  return {
    kind: "tuple",
    items: members,
    required: Math.min(least, members.length),
    rest: rest === false || most <= members.length ? null : tail,
  };
}
