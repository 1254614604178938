/** Keywords that describe a value and do not restrict it. */
import type { Origins, Place } from "../references/origins.js";
import { become, put, type Node } from "../value.js";

const annotations = new Set([
  "title",
  "description",
  "summary",
  "default",
  "example",
  "examples",
  "deprecated",
  "readOnly",
  "writeOnly",
  "externalDocs",
]);

export function isAnnotation(key: string): boolean {
  return annotations.has(key) || key.startsWith("x-");
}

/** Moves all but the annotations of `schema` into a schema of its own, which is given. */
export function takeConstraints(schema: Node, place: Place, origins: Origins): Node {
  const inner: Node = {};
  const outer: Node = {};
  for (const [key, value] of Object.entries(schema))
    put(isAnnotation(key) ? outer : inner, key, value);
  become(schema, outer);
  origins.set(inner, place);
  return inner;
}
