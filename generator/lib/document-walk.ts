/** What only a walk over the whole document finds: references, and schemas with a discriminator. One walk for both. */
import type { Json, JsonObject } from "../contract/index.js";
import { isObject } from "./pointer.js";

export interface Found {
  /** Every `$ref`, as it is written. */
  readonly refs: ReadonlySet<string>;
  /** Every object that has a discriminator, in document order. */
  readonly discriminated: readonly JsonObject[];
}

export function walkDocument(root: JsonObject): Found {
  const refs = new Set<string>();
  const discriminated: JsonObject[] = [];
  const seen = new Set<object>();
  const waiting: Container[] = [root];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    if (isObject(next)) {
      if (typeof next["$ref"] === "string") refs.add(next["$ref"]);
      if (next["discriminator"] !== undefined) discriminated.push(next);
    }
    addMembers(next, waiting);
  }
  return { refs, discriminated: discriminated.reverse() };
}

type Container = JsonObject | readonly Json[];

function addMembers(container: Container, waiting: Container[]): void {
  if (isObject(container)) {
    for (const key of Object.keys(container)) {
      const member = container[key];
      if (isContainer(member) && !isData(key, member)) waiting.push(member);
    }
  } else for (const member of container) if (isContainer(member)) waiting.push(member);
}

function isContainer(value: Json | undefined): value is Container {
  return typeof value === "object" && value !== null;
}

/** Examples and extensions are data, not schemas: what looks like a reference there is none. */
const DATA = new Set(["example", "examples", "default", "enum", "const"]);

/**
 * A property may be called `example`: data stands there only if it is not a schema, and a schema is always an object.
 */
function isData(key: string, value: Json): boolean {
  return key.startsWith("x-") || (DATA.has(key) && !isObject(value));
}
