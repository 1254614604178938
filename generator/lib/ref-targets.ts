/** Every pointer that a `$ref` of the document means. */
import type { Json, JsonObject, Pointer } from "../contract/index.js";
import { isObject, pointerOfRef } from "./pointer.js";

const cache = new WeakMap<JsonObject, ReadonlySet<Pointer>>();

/** Examples and extensions are data, not schemas: what looks like a reference there is none. */
const DATA = new Set(["example", "examples", "default", "enum", "const"]);

export function refTargetsOf(root: JsonObject): ReadonlySet<Pointer> {
  const known = cache.get(root);
  if (known !== undefined) return known;
  const found = new Set<Pointer>();
  const seen = new Set<object>();
  const waiting: Json[] = [root];
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    if (typeof value !== "object" || value === null || seen.has(value)) continue;
    seen.add(value);
    if (isObject(value)) visit(value, found, waiting);
    else waiting.push(...value);
  }
  cache.set(root, found);
  return found;
}

function visit(object: JsonObject, found: Set<Pointer>, waiting: Json[]): void {
  for (const [key, value] of Object.entries(object)) {
    if (key === "$ref" && typeof value === "string") found.add(pointerOfRef(value));
    // A property may be called `example`: data stands there only if it is not a schema, and a schema is always an object.
    else if (!key.startsWith("x-") && !(DATA.has(key) && !isObject(value))) waiting.push(value);
  }
}
