/**
 * Response headers: names, and how their texts are read.
 * @see https://spec.openapis.org/oas/v3.1.1#header-object
 */
import type { JsonObject, Pointer, ResponseHeader, TypeExpression } from "../../contract/index.js";
import { leafKind } from "../../lib/conversion.js";
import { deprecationOf } from "../../lib/extensions.js";
import { isJson } from "../../lib/media-type.js";
import { child, follow } from "../../lib/pointer.js";
import { flag, namedEntries, object, prose } from "../../lib/read.js";
import { typesOf } from "../../lib/schema-shape.js";
import { arrayOf } from "../../lib/type.js";
import { BLOB, isSameType, STRING, typeAt, type ModelContext } from "../context.js";
import { contentTypeOf, schemaPointerOf } from "../parameter/shape.js";
import { propertyName } from "../operation/property.js";

export function headersOf(
  context: ModelContext,
  response: JsonObject,
  pointer: Pointer,
): readonly ResponseHeader[] {
  return namedEntries(response["headers"]).flatMap(([name, value]): ResponseHeader[] => {
    const placed = follow(context.document, value, child(pointer, "headers", name));
    if (placed === undefined || name.toLowerCase() === "content-type") return [];
    return [
      {
        name,
        property: propertyName({}, name, "header"),
        ...readingOf(context, placed.value, placed.pointer),
        description: prose(placed.value["description"]),
        ...deprecationIn(context, placed.value, placed.pointer),
      },
    ];
  });
}

function deprecationIn(
  context: ModelContext,
  header: JsonObject,
  pointer: Pointer,
): Pick<ResponseHeader, "deprecated" | "deprecation"> {
  const schema = context.survey.schemas.resolved(schemaPointerOf(header, pointer)) ?? {};
  return {
    deprecated: flag(header["deprecated"]) || flag(schema["deprecated"]),
    deprecation: deprecationOf(header) ?? deprecationOf(schema),
  };
}

/** What the schema says, where the text can be read as that; else the text. */
function readingOf(
  context: ModelContext,
  header: JsonObject,
  pointer: Pointer,
): Pick<ResponseHeader, "kind" | "type"> {
  const schemaPointer = schemaPointerOf(header, pointer);
  const type = typeAt(context, schemaPointer);
  const mediaType = contentTypeOf(header);
  if (mediaType !== null) {
    return isJson(mediaType) ? { kind: "json", type } : { kind: "string", type: STRING };
  }
  const schema = context.survey.schemas.resolved(schemaPointer) ?? {};
  const [only, ...others] = typesOf(schema).filter((each) => each !== "null");
  if (others.length > 0) return { kind: "string", type: STRING };
  if (leafKind(type.conversion, context.conversions) !== null) return { kind: "string", type };
  if (only === "number" || only === "integer") return { kind: "number", type };
  if (only === "boolean") return { kind: "boolean", type };
  if (only === "array") return { kind: "strings", type: listType(context, schema, type) };
  return { kind: "string", type: only === "string" && !isBytes(type) ? type : STRING };
}

function listType(
  { survey }: ModelContext,
  schema: JsonObject,
  type: ResponseHeader["type"],
): ResponseHeader["type"] {
  const reference = object(schema["items"])["$ref"];
  const items =
    typeof reference === "string" ? survey.schemas.resolved(reference.slice(1)) : schema["items"];
  const isStrings = typesOf(object(items)).every((each) => each === "string");
  return isStrings && items !== undefined ? type : { type: arrayOf(STRING.type) };
}

function isBytes(type: TypeExpression): boolean {
  return isSameType(type, BLOB);
}
