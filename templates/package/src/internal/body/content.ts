import { type BinaryContent, NamedFile } from "../../core/files.js";
import type { FetchBody } from "../../core/operation.js";
import { isAsyncIterable, streamOf } from "./stream-of.js";

/** Bytes that `Blob` and `fetch` take as they are, or a stream. */
export type Chunk = Exclude<FetchBody, FormData | URLSearchParams>;

export interface Content {
  readonly chunk: Chunk;
  readonly name: string | undefined;
  readonly type: string | undefined;
  /** Of a part of a multipart body. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** The bytes of an upload, with what it says about itself; `undefined` for a value that is none. Text is one only when it is named. */
export function contentOf(value: unknown): Content | undefined {
  if (value instanceof NamedFile)
    return {
      chunk: chunkOf(value.content),
      name: value.name,
      type: value.type ?? contentOf(value.content)?.type,
      headers: value.headers,
    };
  if (!isBinary(value)) return undefined;
  const { name, type } = value as { name?: unknown; type?: unknown }; // File and Blob
  return {
    chunk: chunkOf(value),
    name: value instanceof Blob && typeof name === "string" ? name : undefined,
    type: value instanceof Blob && type ? String(type) : undefined,
  };
}

/** Streams in any form become a web stream; all else is as it was. */
export function chunkOf(value: BinaryContent): Chunk {
  return isAsyncIterable(value) && !(value instanceof ReadableStream)
    ? streamOf(value)
    : (value as Chunk);
}

function isBinary(value: unknown): value is Exclude<BinaryContent, string> {
  return (
    value instanceof Blob ||
    value instanceof ArrayBuffer ||
    ArrayBuffer.isView(value) ||
    value instanceof ReadableStream ||
    isAsyncIterable(value)
  );
}
