/**
 * Parameters and headers: from a type of their own to a schema.
 * @see https://spec.openapis.org/oas/v2.0#parameter-object
 */
import type { Place } from "../../references/origins.js";
import { become, isNode, own, put, type Node } from "../../value.js";
import type { Swagger2Context } from "./context.js";

const schemaKeywords = new Set([
  "type",
  "format",
  "items",
  "default",
  "enum",
  "maximum",
  "exclusiveMaximum",
  "minimum",
  "exclusiveMinimum",
  "maxLength",
  "minLength",
  "pattern",
  "maxItems",
  "minItems",
  "uniqueItems",
  "multipleOf",
  "x-nullable",
  "x-enum-varnames",
  "x-enumNames",
  "x-enum-descriptions",
  "x-ms-enum",
]);

const respelt = new Set(["collectionFormat", "x-example", "x-ms-skip-url-encoding"]);

/** A query, path or header parameter, or a header of a response, in place. */
export function upgradeParameter(parameter: Node, place: Place, context: Swagger2Context): void {
  if (typeof parameter["$ref"] === "string" || isNode(own(parameter, "schema"))) return;
  const rest: Node = {};
  for (const [key, value] of Object.entries(parameter)) {
    if (!schemaKeywords.has(key) && !respelt.has(key)) put(rest, key, value);
  }
  const example = own(parameter, "x-example");
  if (example !== undefined && own(rest, "example") === undefined) rest["example"] = example;
  if (own(parameter, "x-ms-skip-url-encoding") === true) rest["allowReserved"] = true;
  const schema = takeSchema(parameter, place, context);
  become(parameter, { ...rest, ...serialization(parameter, place, context), schema });
}

/** The schema in the parameter's own keywords. */
export function takeSchema(parameter: Node, place: Place, context: Swagger2Context): Node {
  const schema: Node = {};
  for (const [key, value] of Object.entries(parameter))
    if (schemaKeywords.has(key)) put(schema, key, value);
  context.origins.set(schema, place);
  dropNestedFormats(schema, place, context);
  return schema;
}

/** `style` and `explode` of a list. */
function serialization(parameter: Node, place: Place, context: Swagger2Context): Node {
  if (parameter["type"] !== "array") return {};
  const format = String(own(parameter, "collectionFormat") ?? "csv");
  const inQuery = parameter["in"] === "query" || parameter["in"] === "formData";
  const style = inQuery
    ? queryStyles[format]
    : format === "csv" || format === "multi"
      ? { style: "simple", explode: false }
      : undefined;
  if (style !== undefined) return { ...style };
  context.reportAt(place, {
    rule: "collection-format-approximated",
    severity: "warning",
    message: `OpenAPI 3 cannot say \`collectionFormat: ${format}\` of this ${String(parameter["in"] ?? "header")} parameter; its values are sent with commas between them.`,
    hint: "Describe the parameter as one string if the server needs another separator.",
    fix: { remove: ["collectionFormat"], template: true },
  });
  return { style: inQuery ? "form" : "simple", explode: false, "x-collection-format": format };
}

export const queryStyles: Readonly<Record<string, Node>> = {
  csv: { style: "form", explode: false },
  multi: { style: "form", explode: true },
  ssv: { style: "spaceDelimited", explode: false },
  pipes: { style: "pipeDelimited", explode: false },
  // Another separator, which only the generator knows.
  tsv: { style: "form", explode: false, "x-collection-format": "tsv" },
};

/** Lists in lists had a separator of their own, which nothing in OpenAPI 3 can say. */
function dropNestedFormats(schema: Node, place: Place, context: Swagger2Context): void {
  const items = own(schema, "items");
  if (!isNode(items)) return;
  if (own(items, "collectionFormat") !== undefined) {
    if (items["type"] === "array") {
      context.reportAt(place, {
        rule: "collection-format-approximated",
        severity: "warning",
        message:
          "OpenAPI 3 has no separator for a list inside a list; the inner list is sent as its text.",
        hint: "Describe the inner list as one string.",
      });
    }
    delete items["collectionFormat"];
  }
  dropNestedFormats(items, place, context);
}
