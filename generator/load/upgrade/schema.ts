/**
 * Brings one Schema Object to the JSON Schema 2020-12 that OpenAPI 3.1 uses. Subschemas are not its business: the
 * caller has them all.
 * @see https://spec.openapis.org/oas/v3.0.4#schema-object
 */
import type { Json } from "../../contract/index.js";
import type { Place } from "../references/origins.js";
import { own, type Node, type Value } from "../value.js";
import { dropSiblings } from "./siblings.js";
import { upgradeNullable } from "./nullable.js";
import type { SchemaContext } from "./context.js";
import type { ReportAt } from "./report-at.js";

export function upgradeSchema(schema: Node, place: Place, context: SchemaContext): void {
  if (typeof schema["$ref"] === "string" && context.legacy)
    dropSiblings(schema, place, context.reportAt);
  upgradeType(schema, place, context.reportAt);
  upgradeNullable(schema, place, context);
  upgradeBound(schema, "exclusiveMinimum", "minimum");
  upgradeBound(schema, "exclusiveMaximum", "maximum");
  upgradeTuple(schema);
  if (typeof schema["discriminator"] === "string")
    schema["discriminator"] = { propertyName: schema["discriminator"] };
  if (context.legacy) upgradeBinary(schema);
}

/** An unquoted `null` in YAML is the value null, not the name of a type. */
function upgradeType(schema: Node, place: Place, reportAt: ReportAt): void {
  const type = own(schema, "type");
  const hasNull = type === null || (Array.isArray(type) && type.includes(null));
  if (hasNull) {
    schema["type"] = Array.isArray(type) ? type.map((name) => name ?? "null") : "null";
    reportAt(place, {
      rule: "type-null-unquoted",
      severity: "info",
      message: 'The `type` has an unquoted null; it is read as the type "null".',
      hint: 'Write "null" with quotes.',
      fix: { remove: ["type"], update: { type: schema["type"] as Json } },
    });
  }
  if (type === "file") {
    schema["type"] = "string";
    schema["format"] = "binary";
  }
}

/** Draft 4's `exclusiveMinimum: true` beside a `minimum`. */
function upgradeBound(schema: Node, exclusive: string, inclusive: string): void {
  const flag = own(schema, exclusive);
  if (typeof flag !== "boolean") return;
  delete schema[exclusive];
  const bound = own(schema, inclusive);
  if (!flag || bound === undefined) return;
  schema[exclusive] = bound;
  delete schema[inclusive];
}

/** Draft 4's tuple: `items: [A, B]` and `additionalItems`. */
function upgradeTuple(schema: Node): void {
  const items = own(schema, "items");
  if (!Array.isArray(items)) return;
  const rest = own(schema, "additionalItems");
  schema["prefixItems"] = items;
  delete schema["items"];
  delete schema["additionalItems"];
  if (rest !== undefined) schema["items"] = rest;
}

/** `format` stays: it says the same, and some read only that. */
function upgradeBinary(schema: Node): void {
  if (!holdsString(own(schema, "type"))) return;
  const format = own(schema, "format");
  if (format === "byte" || format === "base64") schema["contentEncoding"] ??= "base64";
  if (format === "binary") schema["contentMediaType"] ??= "application/octet-stream";
}

function holdsString(type: Value | undefined): boolean {
  return type === "string" || (Array.isArray(type) && type.includes("string"));
}
