/*---
entry: ./responses
---*/
/** What `request` can make of an answer: its option `response`. An answer that is something else throws `ResponseParseError`. */
import type { BinaryResponse } from "./core/binary-response.js";
import type { ResponseSpec } from "./core/operation.js";
import type { Stream } from "./core/stream.js";
import { binaryResponse } from "./internal/response/binary.js";
import { noContent } from "./internal/response/empty.js";
import { eventStream, type EventStreamOptions } from "./internal/response/event-stream.js";
import { jsonLines } from "./internal/response/json-lines.js";
import { jsonResponse } from "./internal/response/json.js";
import { textResponse } from "./internal/response/text.js";

export { BinaryResponse } from "./core/binary-response.js";
export type { EventStreamOptions } from "./internal/response/event-stream.js";
export { Stream } from "./core/stream.js";

/** JSON of any media type. */
export function asJson<T>(): ResponseSpec<T> {
  return jsonResponse;
}

/** Text of any media type. HTML is an error, unless it is asked for: `asText("text/html")`. */
export function asText(accept = "text/plain"): ResponseSpec<string> {
  return textResponse(accept);
}

/** A download, as a stream, a Blob or bytes. */
export function asBinary(accept = "*/*"): ResponseSpec<BinaryResponse> {
  return binaryResponse(accept);
}

/** Server-sent events, each with its data as `T`. */
export function asEvents<T>(options?: EventStreamOptions): ResponseSpec<Stream<T>> {
  return eventStream<T>(options);
}

/** One JSON value a line. */
export function asJsonLines<T>(accept = "application/jsonl"): ResponseSpec<Stream<T>> {
  return jsonLines<T>(accept);
}

/** Nothing: a body that comes all the same is not downloaded. */
export function asNothing(): ResponseSpec<undefined> {
  return noContent;
}
