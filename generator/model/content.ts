/**
 * What a body can be: the media types of a request or response, the primary one first.
 * @see https://spec.openapis.org/oas/v3.1.1#media-type-object
 */
import type {
  Content,
  ContentKind,
  Json,
  JsonObject,
  ParameterStyle,
  Pointer,
  TypeExpression,
} from "../contract/index.js";
import { child, follow, isObject } from "../lib/pointer.js";
import { entries, namedEntries, object, text } from "../lib/read.js";
import type { Direction } from "../lib/schema-uses.js";
import { BLOB, report, STRING, typeAt, type ModelContext } from "./context.js";
import { itemOf } from "./event.js";
import { concrete, isBinary, kindOf, rankOf } from "./media-type.js";
import { isTextual, resolvedSchema } from "./schema.js";

/** `holder` is the request body or response at `pointer`. */
export function contentsOf(
  context: ModelContext,
  holder: JsonObject,
  pointer: Pointer,
  direction: Direction,
): readonly Content[] {
  const contents = entries(holder["content"]).flatMap(([mediaType, value]) => {
    const placed = follow(context.document, value, child(pointer, "content", mediaType));
    return placed === undefined ? [] : [contentOf(context, mediaType, placed, direction)];
  });
  // `sort` is stable: of equal rank, the document's order stays.
  contents.sort((a, b) => rankOf(a.mediaType, a.kind) - rankOf(b.mediaType, b.kind));
  if (contents[0] !== undefined) reportStructure(context, contents[0], pointer, direction);
  return contents;
}

interface PlacedObject {
  readonly value: JsonObject;
  readonly pointer: Pointer;
}

function contentOf(
  context: ModelContext,
  mediaType: string,
  { value, pointer }: PlacedObject,
  direction: Direction,
): Content {
  const schemaPointer = value["schema"] === undefined ? null : child(pointer, "schema");
  const schema = resolvedSchema(context.document, schemaPointer);
  const kind = kindOf(mediaType, schema);
  if (direction === "request") reportEncoding(context, value, pointer);
  return {
    mediaType: direction === "request" ? concrete(mediaType, kind) : mediaType,
    kind,
    type: typeOf(context, kind, schemaPointer, { value, pointer, direction }),
    schemaPointer,
    encoding: kind === "form" || kind === "multipart" ? encodingsOf(value["encoding"]) : [],
  };
}

interface Place {
  /** The Media Type Object. */
  readonly value: JsonObject;
  readonly pointer: Pointer;
  readonly direction: Direction;
}

/** The schema's type where the SDK converts to and from it; text and bytes stay what they are. */
function typeOf(
  context: ModelContext,
  kind: ContentKind,
  schemaPointer: Pointer | null,
  place: Place,
): TypeExpression {
  if (kind === "binary") return BLOB;
  if (kind === "eventStream" || kind === "jsonLines") return streamedType(context, kind, place);
  if (kind !== "text" && kind !== "xml") return typeAt(context, schemaPointer);
  const schema = resolvedSchema(context.document, schemaPointer);
  if (schemaPointer !== null && isTextual(context.document, schemaPointer)) {
    return isBinary(schema ?? {}) ? STRING : textType(typeAt(context, schemaPointer));
  }
  return STRING;
}

/** A string with values of its own stays; the bytes that a media type may stand for are read as text here. */
function textType(type: TypeExpression): TypeExpression {
  return type.text === BLOB.text || type.text === "Uploadable" ? STRING : type;
}

/** One item of a response, or what a request sends item by item. */
function streamedType(
  context: ModelContext,
  kind: "eventStream" | "jsonLines",
  { value, pointer, direction }: Place,
): TypeExpression {
  const { item } = itemOf(context, kind, value, pointer);
  if (direction === "response") return item;
  return {
    text: `Iterable<${item.text}> | AsyncIterable<${item.text}>`,
    references: item.references,
  };
}

const READ_AS: Partial<Record<ContentKind, string>> = {
  text: "text",
  xml: "text",
  binary: "bytes",
};

/** A body that is sent and read as it is, though the document describes what is in it. */
function reportStructure(
  context: ModelContext,
  { kind, mediaType, schemaPointer }: Content,
  pointer: Pointer,
  direction: Direction,
): void {
  const schema = resolvedSchema(context.document, schemaPointer);
  const form = READ_AS[kind];
  if (form === undefined || schema === undefined || schemaPointer === null) return;
  const says = ["type", "properties", "items", "oneOf", "anyOf", "allOf"];
  const isPlain = isTextual(context.document, schemaPointer) || isBinary(schema);
  if (isPlain || !says.some((key) => schema[key] !== undefined)) return;
  report(context, pointer, {
    rule: kind === "xml" ? "xml-as-text" : "structure-not-parsed",
    severity: "warning",
    message: `The ${direction} body \`${mediaType}\` is described as a structure; the SDK ${direction === "request" ? "takes" : "gives"} it as ${form}.`,
    hint: "Offer the same body as JSON, or convert it yourself.",
  });
}

/** What a part of a body should have and the SDK does not give it. */
function reportEncoding(context: ModelContext, mediaType: JsonObject, pointer: Pointer): void {
  const named = namedEntries(mediaType["encoding"]).flatMap(([property, encoding]) =>
    ["headers", "encoding", "prefixEncoding", "itemEncoding"]
      .filter((field) => object(encoding)[field] !== undefined)
      .map((field) => ["encoding", property, field]),
  );
  const whole = ["prefixEncoding", "itemEncoding"]
    .filter((field) => mediaType[field] !== undefined)
    .map((field) => [field]);
  for (const path of [...named, ...whole]) {
    report(context, child(pointer, ...path), {
      rule: "encoding-not-sent",
      severity: "warning",
      message: `\`${path.at(-1)}\` has no effect: the SDK sends ${path.length > 1 ? `the part "${path[1]}"` : "parts"} by name, with a content type and a style.`,
      hint: "Describe the part by `contentType`, `style` and `explode`, where they say enough.",
    });
  }
}

const STYLES: readonly ParameterStyle[] = ["form", "spaceDelimited", "pipeDelimited", "deepObject"];

/** @see https://spec.openapis.org/oas/v3.1.1#encoding-object */
function encodingsOf(value: Json | undefined): Content["encoding"] {
  return namedEntries(value).map(([property, encoding]) => {
    const { contentType, style, explode, allowReserved } = object(encoding);
    return {
      property,
      contentType: text(contentType),
      style: STYLES.find((known) => known === style) ?? null,
      explode: typeof explode === "boolean" ? explode : null,
      allowReserved: allowReserved === true,
    };
  });
}

/** The media type object that `content` was made from, for its examples. */
export function mediaTypeObject(holder: JsonObject, content: Content): JsonObject {
  const all = object(holder["content"]);
  const exact = all[content.mediaType];
  if (isObject(exact)) return exact;
  return object(
    Object.entries(all).find(
      ([mediaType, value]) =>
        concrete(mediaType, content.kind) === content.mediaType && isObject(value),
    )?.[1],
  );
}
