/** What a schema asks of values beyond their type. @see https://json-schema.org/draft/2020-12/json-schema-validation#section-6 */
import type { Constraints, Json, JsonObject } from "../contract/index.js";

const KEYWORDS: ReadonlySet<string> = new Set([
  "format",
  "minimum",
  "exclusiveMinimum",
  "maximum",
  "exclusiveMaximum",
  "multipleOf",
  "minLength",
  "maxLength",
  "pattern",
  "minItems",
  "maxItems",
  "uniqueItems",
  "minProperties",
  "maxProperties",
  "contentEncoding",
  "contentMediaType",
]);

/** Of several schemas that describe the value together a later one wins; `null` where none asks for anything. */
export function constraintsOf(...schemas: readonly JsonObject[]): Constraints | null {
  let found: Record<string, Json> | null = null;
  for (const schema of schemas)
    for (const [keyword, value] of Object.entries(schema))
      if (KEYWORDS.has(keyword)) (found ??= {})[keyword] = value;
  return found;
}
