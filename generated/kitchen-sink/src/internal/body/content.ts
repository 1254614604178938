import { NamedFile } from "../../core/files.js";

/** What is read while it is sent, and once only. A Node stream is an async iterable. */
export type Source = ReadableStream<Uint8Array> | AsyncIterable<unknown>;

/** What `Blob` and `fetch` take as it is, as often as they like. */
export type Bytes = string | Blob | Uint8Array<ArrayBuffer>;

export interface Content {
  readonly chunk: Bytes | Source;
  readonly name: string | undefined;
  readonly type: string | undefined;
  /** Of a part of a multipart body. */
  readonly headers: Readonly<Record<string, string>> | undefined;
}

/** The bytes of an upload, with what it says about itself; `undefined` for a value that is none. Text is one only when it is named. */
export function contentOf(value: unknown): Content | undefined {
  if (value instanceof NamedFile) {
    const { content, name, headers } = value;
    const own = typeof content === "string" ? unnamed(content) : contentOf(content);
    if (own === undefined) throw new TypeError(`the file ${JSON.stringify(name)} has no content`);
    return { chunk: own.chunk, name, type: value.type ?? own.type, headers };
  }
  const bytes = bytesOf(value);
  if (bytes !== undefined) return unnamed(bytes);
  if (isBlob(value)) {
    const { name, type } = value;
    // Another library's Blob is none for `fetch`.
    const chunk = value instanceof Blob ? value : value.stream();
    return { ...unnamed(chunk), name, type: type || undefined };
  }
  return isSource(value) ? unnamed(value) : undefined;
}

function unnamed(chunk: Bytes | Source): Content {
  return { chunk, name: undefined, type: undefined, headers: undefined };
}

/** The bytes of a buffer, or of the part of one that a view shows; those of a shared one are copied, as `fetch` takes none. */
export function bytesOf(value: unknown): Uint8Array<ArrayBuffer> | undefined {
  const { buffer, byteOffset, byteLength } = ArrayBuffer.isView(value)
    ? value
    : { buffer: value, byteOffset: 0, byteLength: undefined };
  // Not `instanceof`: in a test's or a worker's realm there is another ArrayBuffer.
  const [kind] = /(?:Shared)?ArrayBuffer(?=\]$)/.exec(Object.prototype.toString.call(buffer)) ?? [];
  if (kind === undefined) return undefined;
  const bytes = new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength);
  return kind === "ArrayBuffer" ? bytes : bytes.slice();
}

export function isSource(value: unknown): value is Source {
  return isObject(value) && (Symbol.asyncIterator in value || "getReader" in value);
}

interface BlobLike extends Pick<Blob, "stream" | "type"> {
  /** Of a `File`. */
  readonly name?: string;
}

function isBlob(value: unknown): value is BlobLike {
  return isObject(value) && "arrayBuffer" in value && "stream" in value && "type" in value;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
