/**
 * What a body can be: the media types of a request or response, the primary one first.
 * @see https://spec.openapis.org/oas/v3.1.1#media-type-object
 */
import type {
  Content,
  ContentKind,
  Direction,
  JsonObject,
  Located,
  Pointer,
  Schemas,
  Type,
  TypeExpression,
  Types,
} from "../../contract/index.js";
import { essence } from "../../lib/media-type.js";
import { child, segmentsOf, follow } from "../../lib/pointer.js";
import { entries } from "../../lib/read.js";
import { isBinary } from "../../lib/schema-shape.js";
import { global, intersectionOf, keyOf, unionOf, UPLOADABLE } from "../../lib/type.js";
import { BLOB, report, STRING, typeAt, UNKNOWN, type ModelContext } from "../context.js";
import { encodingsOf } from "./encoding.js";
import { itemOf } from "../response/event.js";
import { expectedJson } from "../response/expected-json.js";
import { concrete, kindOf, rankOf } from "./media-type.js";
import { isMergePatch, mergePatch } from "./merge-patch.js";
import { isTextual } from "../schema/questions.js";

/** `holder` is the request body or response at `pointer`. */
export function contentsOf(
  context: ModelContext,
  holder: JsonObject,
  pointer: Pointer,
  direction: Direction,
): readonly Content[] {
  const all = entries(holder["content"]).flatMap(([mediaType, value]) => {
    const placed = follow(context.document, value, child(pointer, "content", mediaType));
    return placed === undefined ? [] : [contentOf(context, mediaType, placed, direction)];
  });
  // `sort` is stable: of equal rank, the document's order stays.
  const contents = all
    .filter((content) => !isSaidBetter(content, all))
    .sort((a, b) => place(a) - place(b));
  if (contents[0] !== undefined) reportStructure(context, contents[0], pointer, direction);
  if (direction === "request") contents.forEach((content) => reportUnnamed(context, content));
  return contents;
}

function contentOf(
  context: ModelContext,
  mediaType: string,
  { value, pointer }: Located,
  direction: Direction,
): Content {
  const schemaPointer = value["schema"] === undefined ? null : child(pointer, "schema");
  const isRequest = direction === "request";
  const place = { value, pointer, direction };
  const kind = linesAs(context, kindAt(context, mediaType, schemaPointer), schemaPointer, place);
  const type = typeOf(context, kind, schemaPointer, place);
  return {
    mediaType: isRequest ? concrete(mediaType, kind) : mediaType,
    pointer,
    kind,
    type: isRequest && kind === "json" && isMergePatch(mediaType) ? mergePatch(type) : type,
    data: kind === "jsonLines" ? itemOf(context, kind, value, pointer).data : "json",
    expected: kind === "json" && !isRequest ? expectedJson(context.survey, schemaPointer) : null,
    schemaPointer,
    xml: kind === "xml" && schemaPointer !== null ? context.xml.root(schemaPointer) : null,
    ...(isRequest ? encodingsOf(context, kind, mediaType, place) : { encoding: [], parts: null }),
  };
}

/** XML that no schema describes as a structure is text. */
function kindAt(
  { survey: { schemas } }: ModelContext,
  mediaType: string,
  schemaPointer: Pointer | null,
): ContentKind {
  const kind = kindOf(mediaType, schemas.resolved(schemaPointer));
  return kind === "xml" && !isStructure(schemas, schemaPointer) ? "text" : kind;
}

/**
 * Lines that are described as one text are sent as the text that the caller has written, and read line by line; a file is a file. With
 * an `itemSchema`, each item is a line.
 */
function linesAs(
  { survey: { schemas } }: ModelContext,
  kind: ContentKind,
  schemaPointer: Pointer | null,
  { value, direction }: LocatedMediaType,
): ContentKind {
  if (kind !== "jsonLines" || schemaPointer === null || value["itemSchema"] !== undefined)
    return kind;
  if (isBinary(schemas.resolved(schemaPointer) ?? {})) return "binary";
  return direction === "request" && isTextual(schemas, schemaPointer) ? "text" : kind;
}

const STRUCTURE = [
  "type",
  "properties",
  "additionalProperties",
  "items",
  "oneOf",
  "anyOf",
  "allOf",
] as const;

function isStructure(schemas: Schemas, pointer: Pointer | null): boolean {
  const schema = schemas.resolved(pointer);
  if (pointer === null || schema === undefined) return false;
  const isPlain = isTextual(schemas, pointer) || isBinary(schema);
  return !isPlain && STRUCTURE.some((key) => schema[key] !== undefined);
}

/** JSON that nothing describes comes after JSON that a schema does. */
function place(content: Content): number {
  return rankOf(content.mediaType, content.kind) + (isUndescribed(content) ? 0.6 : 0);
}

/** `application/json` without a schema beside `application/json; charset=utf-8` with one: both are the same thing. */
function isSaidBetter(content: Content, all: readonly Content[]): boolean {
  const isSame = (other: Content): boolean =>
    essence(other.mediaType) === essence(content.mediaType) && !isUndescribed(other);
  return isUndescribed(content) && all.some(isSame);
}

function isUndescribed({ kind, type }: Content): boolean {
  return kind === "json" && type.type.kind === "unknown";
}

interface LocatedMediaType {
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
  place: LocatedMediaType,
): TypeExpression {
  if (kind === "binary") return BLOB;
  if (kind === "eventStream" || kind === "jsonLines") return streamedType(context, kind, place);
  if (kind === "multipart" && schemaPointer === null) return listedType(context, place);
  if (kind !== "text") return typeAt(context, schemaPointer);
  const schema = context.survey.schemas.resolved(schemaPointer);
  if (schemaPointer !== null && isTextual(context.survey.schemas, schemaPointer)) {
    return isBinary(schema ?? {}) ? STRING : textType(typeAt(context, schemaPointer));
  }
  return STRING;
}

/** A string with values of its own stays; the date or the bytes that a media type may stand for are read as text here. */
function textType(type: TypeExpression): TypeExpression {
  const isText = ![BLOB.type, UPLOADABLE].some((bytes) => keyOf(bytes) === keyOf(type.type));
  return isText && type.conversion === undefined ? type : STRING;
}

/** Parts that are described one by one. */
function listedType(context: ModelContext, { value, pointer }: LocatedMediaType): TypeExpression {
  if (value["itemSchema"] === undefined) return UNKNOWN;
  const { type } = typeAt(context, child(pointer, "itemSchema"));
  return { type: itemsOf(context, type) };
}

/** A text is a list of its characters to the compiler, which nobody means. */
function itemsOf({ types: { declarations } }: ModelContext, item: Type): Type {
  const items = global("Iterable", item);
  return admitsText(item, declarations) ? intersectionOf([items, global("object")]) : items;
}

function admitsText(type: Type, declarations: Types["declarations"]): boolean {
  switch (type.kind) {
    case "string":
    case "unknown":
    case "open":
      return true;
    case "union":
      return type.members.some((member) => admitsText(member, declarations));
    case "name": {
      const declared = declarations.find(({ name }) => name === type.name);
      return declared?.kind === "alias" && admitsText(declared.type, declarations);
    }
    default:
      return false;
  }
}

/** One item of a response, or what a request sends item by item. */
function streamedType(
  context: ModelContext,
  kind: "eventStream" | "jsonLines",
  { value, pointer, direction }: LocatedMediaType,
): TypeExpression {
  const { item } = itemOf(context, kind, value, pointer);
  if (direction === "response") return item;
  const { conversion: items } = item;
  const type = unionOf([itemsOf(context, item.type), global("AsyncIterable", item.type)]);
  return items === undefined ? { type } : { type, conversion: { kind: "list", first: [], items } };
}

const READ_AS: Partial<Record<ContentKind, string>> = {
  text: "text",
  binary: "bytes",
};

/** Of a response: a request's fields and parts are written from what the schema describes. */
const READ_AS_BYTES: ReadonlySet<ContentKind> = new Set(["form", "multipart"]);

/** A body that is sent and read as it is, though the document describes what is in it. */
function reportStructure(
  context: ModelContext,
  { kind, mediaType, schemaPointer }: Content,
  pointer: Pointer,
  direction: Direction,
): void {
  const form = direction === "response" && READ_AS_BYTES.has(kind) ? READ_AS.binary : READ_AS[kind];
  if (form === undefined || schemaPointer === null) return;
  if (!isStructure(context.survey.schemas, schemaPointer)) return;
  report(context, pointer, {
    fix: {
      at: parentOf(schemaPointer),
      remove: ["schema"],
      update: { schema: { type: "string" } },
      template: true,
    },
    rule: "structure-not-parsed",
    severity: "warning",
    message: `The ${direction} body \`${mediaType}\` is described as a structure; the SDK ${direction === "request" ? "takes" : "gives"} it as ${form}.`,
    hint: "Offer the same body as JSON, or convert it yourself.",
  });
}

/** A body that is sent needs a name for its root; of one that comes, any is accepted. */
function reportUnnamed(context: ModelContext, { mediaType, xml, schemaPointer }: Content): void {
  if (xml === null || xml.name !== null || schemaPointer === null) return;
  report(context, schemaPointer, {
    rule: "xml-root-unnamed",
    severity: "warning",
    message: `Nothing names the root element of the request body \`${mediaType}\`; the SDK calls it \`root\`.`,
    hint: "Give the schema a name by `xml: { name: … }`, or make it a component.",
    fix: { update: { xml: { name: "root" } }, template: true },
  });
}

function parentOf(pointer: Pointer): Pointer {
  return child("", ...segmentsOf(pointer).slice(0, -1));
}

/** What a reader makes values of, with properties to look into. */
export function hasStructure(content: Content | undefined): content is Content {
  return content?.kind === "json" || content?.kind === "xml";
}
