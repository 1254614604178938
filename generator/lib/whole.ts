/** What only a walk over the whole document finds: references, and unions with a discriminator. One walk for both. */
import type { Json, JsonObject } from "../contract/index.js";
import { isObject } from "./pointer.js";

export interface Whole {
  /** Every `$ref`, as it is written. */
  readonly refs: ReadonlySet<string>;
  /** Every object that has a discriminator, in document order. */
  readonly discriminated: readonly JsonObject[];
}

const cache = new WeakMap<JsonObject, Whole>();

/** Examples and extensions are data, not schemas: what looks like a reference there is none. */
const DATA = new Set(["example", "examples", "default", "enum", "const"]);

export function wholeOf(root: JsonObject): Whole {
  const known = cache.get(root);
  if (known !== undefined) return known;
  const refs = new Set<string>();
  const discriminated: JsonObject[] = [];
  const seen = new Set<object>();
  const waiting: object[] = [root];
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    if (seen.has(value)) continue;
    seen.add(value);
    if (Array.isArray(value)) {
      for (const part of value as readonly Json[]) if (isContainer(part)) waiting.push(part);
      continue;
    }
    const object = value as JsonObject;
    if (object["discriminator"] !== undefined) discriminated.push(object);
    for (const key of Object.keys(object)) {
      const part = object[key];
      if (key === "$ref" && typeof part === "string") refs.add(part);
      else if (isContainer(part) && !isData(key, part)) waiting.push(part);
    }
  }
  const whole = { refs, discriminated: discriminated.reverse() };
  cache.set(root, whole);
  return whole;
}

function isContainer(value: Json | undefined): value is JsonObject | readonly Json[] {
  return typeof value === "object" && value !== null;
}

/** A property may be called `example`: data stands there only if it is not a schema, and a schema is always an object. */
function isData(key: string, value: Json): boolean {
  return key.startsWith("x-") || (DATA.has(key) && !isObject(value));
}
