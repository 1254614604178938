/**
 * What a media type means to the SDK, and which of several comes first.
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-8.3.1
 */
import type { ContentKind, Schema } from "../../contract/index.js";
import { essence, isJson } from "../../lib/media-type.js";
import { isObject } from "../../lib/pointer.js";
import { isBinary } from "../../lib/schema-shape.js";

export function isRange(mediaType: string): boolean {
  return essence(mediaType).includes("*");
}

const JSON_LINES =
  /^application\/(x-)?(jsonl|ndjson|jsonlines|json-lines|json-seq|stream\+json)$|\+json-seq$/;
const TEXT_LIKE =
  /^text\/|^application\/((x-)?yaml|graphql|(x-)?javascript|ecmascript|sql|(x-)?sh|toml|rtf|x-httpd-php|pgp-keys|pem-certificate-chain|jwt|jose|openmetrics-text)$|\+yaml$/;

/** How a body of this type is written and read. A range (`*` + `/*`) is what its schema looks like; no value of JSON is bytes, so what is, is a file. */
export function kindOf(mediaType: string, schema: Schema | undefined): ContentKind {
  const type = essence(mediaType);
  if (type === "*" || type === "*/*" || type === "application/*") return kindOfSchema(schema);
  if (JSON_LINES.test(type)) return "jsonLines";
  if (isJson(type)) return isObject(schema) && isBinary(schema) ? "binary" : "json";
  if (type === "application/x-www-form-urlencoded") return isText(schema) ? "text" : "form";
  if (type.startsWith("multipart/")) return "multipart";
  if (type === "text/event-stream") return "eventStream";
  if (/[/+]xml$/.test(type)) return "xml";
  return TEXT_LIKE.test(type) ? "text" : "binary";
}

/** The caller has written the form. */
function isText(schema: Schema | undefined): boolean {
  return isObject(schema) && schema["type"] === "string";
}

function kindOfSchema(schema: Schema | undefined): ContentKind {
  if (!isObject(schema)) return "binary";
  if (isBinary(schema)) return "binary";
  return isText(schema) ? "text" : "json";
}

const RANKS: Readonly<Record<ContentKind, number>> = {
  json: 1,
  jsonLines: 2,
  form: 2,
  multipart: 2,
  text: 2,
  xml: 2,
  binary: 2,
  eventStream: 3,
  none: 4,
};

/** Lower comes first: `application/json`, other JSON, the rest in the document's order, files of JSON, ranges, event streams. */
export function rankOf(mediaType: string, kind: ContentKind): number {
  const rank = RANKS[kind];
  if (kind === "binary" && isJson(mediaType)) return rank + 0.3;
  if (kind === "json" && !isRange(mediaType))
    return essence(mediaType) === "application/json" ? 0 : 0.5;
  return isRange(mediaType) && kind !== "json" ? rank + 0.5 : rank;
}

/** A request needs one type, not a range: what a body of that kind is called when nothing else is known. */
export function concrete(mediaType: string, kind: ContentKind): string {
  if (!isRange(mediaType)) return mediaType;
  if (kind === "json") return "application/json";
  if (kind === "text") return "text/plain";
  // A file brings its own type: `image/*` says which are welcome.
  return essence(mediaType) === "application/*" || essence(mediaType) === "*"
    ? "application/octet-stream"
    : mediaType;
}
