/** Types where operations use schemas. */
import type { JsonObject, Pointer, SchemaUse, Type } from "../contract/index.js";
import { child, isObject, pointerOfRef } from "../lib/pointer.js";
import { isAbsent } from "../lib/direction.js";
import { typesOf } from "../lib/schema-shape.js";
import { bytes, schemaAt, type Scope } from "./scope.js";

/** Media types whose bytes are no text. */
const BINARY =
  /^(image|audio|video|font)\/|^application\/(octet-stream|pdf|zip|gzip|x-tar|x-gzip|vnd\.openxmlformats|vnd\.ms-)/;

export function expressionFor(scope: Scope, use: SchemaUse): Type {
  return isBinaryUse(use) ? bytes(scope) : scope.lower(use.schema, use.pointer);
}

/** Since 3.1 a file may have no schema at all: the media type says it. */
function isBinaryUse({ schema, mediaType, item }: SchemaUse): boolean {
  if (mediaType === null || item || !BINARY.test(mediaType.toLowerCase())) return false;
  if (!isObject(schema)) return schema;
  if (
    schema["$ref"] !== undefined ||
    schema["contentEncoding"] !== undefined ||
    schema["enum"] !== undefined
  )
    return false;
  const types = typesOf(schema).filter((type) => type !== "null");
  const isComposed = ["oneOf", "anyOf", "allOf", "properties"].some(
    (keyword) => schema[keyword] !== undefined,
  );
  return !isComposed && types.every((type) => type === "string");
}

/** Each property of an object that is a body, by the pointer of its schema: a flat argument lists them one by one. */
export function propertyExpressions(
  scope: Scope,
  use: SchemaUse,
): readonly (readonly [Pointer, Type])[] {
  const found = new Map<Pointer, Type>();
  const seen = new Set<Pointer>();
  const visit = (pointer: Pointer, schema: unknown): void => {
    if (!isObject(schema) || seen.has(pointer)) return;
    seen.add(pointer);
    if (typeof schema["$ref"] === "string") {
      const target = pointerOfRef(schema["$ref"]);
      visit(target, schemaAt(scope, target));
    }
    addOwn(scope, schema, pointer, found);
    const { allOf } = schema;
    if (Array.isArray(allOf))
      for (const [index, member] of allOf.entries()) visit(child(pointer, "allOf", index), member);
  };
  visit(use.pointer, use.schema);
  return [...found];
}

function addOwn(
  scope: Scope,
  schema: JsonObject,
  pointer: Pointer,
  found: Map<Pointer, Type>,
): void {
  const { own } = scope.survey.objects.compose({ properties: schema["properties"] ?? {} }, pointer);
  for (const slots of own.properties.values()) {
    for (const slot of slots) {
      if (!isAbsent(scope.document, slot.schema, scope.direction))
        found.set(slot.pointer, scope.lower(slot.schema, slot.pointer));
    }
  }
}
