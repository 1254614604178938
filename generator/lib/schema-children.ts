/** The subschemas of a schema, as JSON Schema 2020-12 and OpenAPI 3.1 have them. */
import type { JsonObject, Pointer, Schema } from "../contract/index.js";
import { child, isObject } from "./pointer.js";

export interface SubSchema {
  readonly schema: Schema;
  /** The keyword that holds it: `properties`, `items`, `oneOf`, ... */
  readonly keyword: string;
  /** Its key below that keyword: a property name or an index; `null` where the keyword holds one schema. */
  readonly key: string | null;
}

const SINGLE = [
  "items",
  "additionalProperties",
  "not",
  "if",
  "then",
  "else",
  "contains",
  "propertyNames",
  "unevaluatedItems",
  "unevaluatedProperties",
];
const LISTS = ["prefixItems", "allOf", "oneOf", "anyOf"];
const MAPS = ["properties", "patternProperties", "$defs", "definitions", "dependentSchemas"];
const KEYWORDS = new Map<string, "single" | "list" | "map">([
  ...SINGLE.map((keyword) => [keyword, "single"] as const),
  ...LISTS.map((keyword) => [keyword, "list"] as const),
  ...MAPS.map((keyword) => [keyword, "map"] as const),
]);

/** True where some keyword of the schema holds schemas. */
export function holdsSchemas(schema: JsonObject): boolean {
  for (const keyword of Object.keys(schema)) if (KEYWORDS.has(keyword)) return true;
  return false;
}

/** Direct subschemas in document order. */
export function subSchemas(schema: JsonObject): readonly SubSchema[] {
  const found: SubSchema[] = [];
  for (const keyword of Object.keys(schema)) {
    const shape = KEYWORDS.get(keyword);
    if (shape === undefined) continue;
    const value = schema[keyword];
    if (shape === "single") add(found, value, keyword, null);
    else if (shape === "list" && Array.isArray(value)) {
      for (const [index, member] of value.entries()) add(found, member, keyword, String(index));
    } else if (shape === "map" && isObject(value)) {
      for (const key of Object.keys(value)) add(found, value[key], keyword, key);
    }
  }
  return found;
}

/** Where a subschema stands. Most are looked at without that. */
export function pointerOf(parent: Pointer, { keyword, key }: SubSchema): Pointer {
  return key === null ? child(parent, keyword) : child(parent, keyword, key);
}

function add(found: SubSchema[], value: unknown, keyword: string, key: string | null): void {
  if (isObject(value) || typeof value === "boolean") found.push({ schema: value, keyword, key });
}
