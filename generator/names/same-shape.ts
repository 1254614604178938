/** Whether inline schemas describe the same values, whatever they say about them. */
import type { Json, Schema } from "../contract/index.js";
import { isObject } from "../lib/pointer.js";

const WORDS = new Set(
  "title description summary example examples deprecated externalDocs default $comment xml".split(
    " ",
  ),
);
/** Their keys are names, not keywords. */
const NAMED = new Set("properties patternProperties $defs definitions dependentSchemas".split(" "));
/** What stands in them are values. */
const VALUES = new Set("enum const required".split(" "));

/** A text that is equal for schemas of the same values: without words about them, keys in order. */
export function shapeOf(schema: Schema): string {
  return JSON.stringify(plain(schema));
}

function plain(value: Json): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map(plain);
  if (!isObject(value)) return value;
  const entries = Object.entries(value)
    .filter(([key]) => !WORDS.has(key) && !key.startsWith("x-"))
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, item]): [string, Json] => [key, VALUES.has(key) ? item : within(key, item)]);
  return Object.fromEntries(entries);
}

function within(key: string, value: Json): Json {
  if (!NAMED.has(key) || !isObject(value)) return plain(value);
  const entries = Object.entries(value)
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, item]): [string, Json] => [name, plain(item)]);
  return Object.fromEntries(entries);
}
