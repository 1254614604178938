/**
 * A document's schema as ajv 8 reads it. ajv knows neither OpenAPI 3.0's boolean `exclusiveMinimum` nor what `readOnly` means in a
 * request ("If the property is marked as readOnly being true and is in the required list, the required will take effect on the response
 * only"), and openapi-backend walks a schema without end where it holds itself: recursion is cut after one turn.
 */
import { data, list, type Data } from "./source.js";

const asItIs = [
  "type",
  "enum",
  "const",
  "pattern",
  "minLength",
  "maxLength",
  "multipleOf",
  "minItems",
  "maxItems",
  "uniqueItems",
];
const knownFormats = new Set([
  "int32",
  "int64",
  "float",
  "double",
  "date",
  "date-time",
  "uuid",
  "email",
  "byte",
  "binary",
  "password",
]);
const finished = new WeakMap<Data, object>();

export function requestSchema(schema: Data): object {
  return convert(schema, []);
}

function convert(schema: Data, above: readonly Data[]): object {
  const known = finished.get(schema);
  if (known !== undefined) return known;
  if (above.includes(schema)) return {};
  const inside = [...above, schema];
  const one = (value: unknown) =>
    typeof value === "boolean" ? value : convert(data(value), inside);
  const result: Record<string, unknown> = {};
  for (const key of asItIs)
    if (schema[key] !== undefined && schema[key] !== null)
      result[key] = structuredClone(schema[key]);
  if (knownFormats.has(String(schema["format"]))) result["format"] = schema["format"];
  // A file of Swagger 2 has no type that ajv knows.
  if (result["type"] === "file") result["type"] = "string";
  Object.assign(result, bounds(schema));
  for (const key of ["allOf", "anyOf", "oneOf"])
    if (Array.isArray(schema[key])) result[key] = list(schema[key]).map(one);
  for (const key of ["items", "additionalProperties", "not"])
    if (schema[key] !== undefined && !Array.isArray(schema[key])) result[key] = one(schema[key]);
  // Tuples are spelled by `items` in the JSON Schema that ajv reads by default.
  if (Array.isArray(schema["prefixItems"])) {
    if (result["items"] !== undefined) result["additionalItems"] = result["items"];
    result["items"] = list(schema["prefixItems"]).map(one);
  }
  if (schema["properties"] !== undefined) {
    const properties = Object.entries(data(schema["properties"]));
    result["properties"] = Object.fromEntries(
      properties.map(([name, value]) => [name, one(value)]),
    );
  }
  if (Array.isArray(schema["required"])) {
    const isSent = (name: unknown) =>
      data(data(schema["properties"])[String(name)])["readOnly"] !== true;
    result["required"] = schema["required"].filter(isSent);
  }
  const nullable = schema["nullable"] === true ? { anyOf: [result, { type: "null" }] } : result;
  finished.set(schema, nullable);
  return nullable;
}

function bounds(schema: Data): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const [bound, exclusive] of [
    ["minimum", "exclusiveMinimum"],
    ["maximum", "exclusiveMaximum"],
  ] as const) {
    const isExclusive = schema[exclusive] === true;
    if (schema[bound] !== undefined) result[isExclusive ? exclusive : bound] = schema[bound];
    if (typeof schema[exclusive] === "number") result[exclusive] = schema[exclusive];
  }
  return result;
}
