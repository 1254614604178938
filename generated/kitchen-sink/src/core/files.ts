/** Files and bytes: what a binary property or body takes, and what a binary response is. */
import { bare } from "../internal/own.js";

/**
 * Bytes in any of the forms that a JavaScript runtime has them in; text is sent as UTF-8. A stream or generator (a Node stream is an async
 * iterable) is read once, while it is sent: such a call is never repeated, and closes it when it fails. Where the source fails, so does
 * the call, with an `InvalidRequestError` that has the source's error as its `cause`.
 */
export type BinaryContent =
  | Blob
  | ArrayBuffer
  | ArrayBufferView
  | ReadableStream<Uint8Array>
  | AsyncIterable<Uint8Array | string>
  | string;

/** Bytes with the name and media type that the server is told; made by `file`. A class, so that no JSON object is taken for one. */
export class NamedFile {
  readonly content: BinaryContent;
  readonly name: string;
  /** Media type, such as `image/png`. */
  readonly type: string | undefined;
  /** Further headers of its part of a multipart body. */
  readonly headers: Readonly<Record<string, string>> | undefined;

  constructor(
    content: BinaryContent,
    name: string,
    type?: string,
    headers?: Readonly<Record<string, string>>,
  ) {
    this.content = content;
    this.name = name;
    this.type = type;
    this.headers = headers;
  }

  /** A name and no bytes: the server would take that for the file. */
  toJSON(): never {
    throw new TypeError(`the file ${JSON.stringify(this.name)} has no form in JSON`);
  }
}

/**
 * What can be uploaded. A `File` brings its name and type along; on Node, `await fs.openAsBlob(path)` gives a Blob that is read from the
 * disk while it is sent; `file` names anything else.
 */
export type Uploadable = BinaryContent | NamedFile;

/**
 * Names a content for an upload. `headers` go with its part of a multipart body.
 * @example
 * ```ts
 * await client.images.upload({ image: file(createReadStream("cat.png"), "cat.png", { type: "image/png" }) });
 * ```
 */
export function file(
  content: BinaryContent,
  name: string,
  options: {
    readonly type?: string | undefined;
    readonly headers?: Readonly<Record<string, string>> | undefined;
  } = {},
): NamedFile {
  const { type, headers } = bare(options);
  return new NamedFile(content, name, type, headers);
}

export { BinaryResponse } from "./binary-response.js";
