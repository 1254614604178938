/** Files and bytes: what a binary property or body takes, and what a binary response is. */

/** Bytes in any of the forms that a JavaScript runtime has them in. A stream is read once, so such a call is never repeated. A Node stream is an async iterable. */
export type BinaryContent =
  | Blob
  | ArrayBuffer
  | ArrayBufferView
  | ReadableStream<Uint8Array>
  | AsyncIterable<Uint8Array>
  | string;

/** Bytes with the name and media type that the server is told; made by `file`. A class, so that no JSON object is taken for one. */
export class NamedFile {
  constructor(
    readonly content: BinaryContent,
    readonly name: string,
    /** Media type, such as `image/png`. */
    readonly type?: string | undefined,
    /** Further headers of its part of a multipart body. */
    readonly headers?: Readonly<Record<string, string>> | undefined,
  ) {}

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
  options: { readonly type?: string; readonly headers?: Readonly<Record<string, string>> } = {},
): NamedFile {
  return new NamedFile(content, name, options.type, options.headers);
}

export { BinaryResponse } from "./binary-response.js";
