/** What a schema asks of values that no type can say, in words. */
import type { JsonObject, LoadedDocument, Pointer } from "../contract/index.js";
import { child } from "./pointer.js";
import { splitLines } from "./read.js";

/** Words before a bound, and what it counts. */
const BOUNDS: readonly (readonly [keyword: string, words: string, counted?: string])[] = [
  ["minimum", "at least"],
  ["exclusiveMinimum", "more than"],
  ["maximum", "at most"],
  ["exclusiveMaximum", "less than"],
  ["multipleOf", "a multiple of"],
  ["minLength", "at least", "character"],
  ["maxLength", "at most", "character"],
  ["minItems", "at least", "item"],
  ["maxItems", "at most", "item"],
  ["minProperties", "at least", "key"],
  ["maxProperties", "at most", "key"],
  ["pattern", "pattern"],
  ["contentEncoding", "encoding"],
  ["contentMediaType", "media type"],
];

const BOUNDED = new Set(BOUNDS.map(([keyword]) => keyword));

/** `Format uuid, at least 1 character.`; `null` where the type says it all. */
export function factsOf(
  schema: JsonObject,
  pointer: Pointer,
  digits: LoadedDocument["exactIntegers"],
): string | null {
  const facts: string[] = [];
  const { format, type } = schema;
  const isWhole = type === "integer" || (Array.isArray(type) && type.includes("integer"));
  if (typeof format === "string" && format !== "") facts.push(`format ${format}`);
  else if (isWhole) facts.push("a whole number");
  const bounds = Object.keys(schema).some((key) => BOUNDED.has(key)) ? BOUNDS : [];
  for (const [keyword, words, counted] of bounds) {
    const value = schema[keyword];
    if (typeof value !== "number" && typeof value !== "string") continue;
    const shown =
      typeof value === "string"
        ? `\`${splitLines(value).join(" ")}\``
        : (digits[child(pointer, keyword)] ?? String(value));
    const plural = shown === "1" ? "" : "s";
    facts.push([words, shown, ...(counted === undefined ? [] : [counted + plural])].join(" "));
  }
  if (schema["uniqueItems"] === true) facts.push("all different");
  const [first = "", ...rest] = facts;
  return facts.length === 0
    ? null
    : `${[first.charAt(0).toUpperCase() + first.slice(1), ...rest].join(", ")}.`;
}
