/** A body of bytes, for a download. */
import { tracedItems } from "../internal/traced.js";
import { bare } from "../internal/own.js";
import { webStream } from "../internal/web-stream.js";
import { fileNameOf } from "../internal/response/file-name.js";
import type { BodyReader } from "../internal/stream/body.js";
import { SdkError } from "./errors.js";

export type { BodyReader } from "../internal/stream/body.js";

/**
 * A download: what the headers say, and the bytes in the form that you ask for. They are read once, and only when asked for.
 * Failures on the way (a cut connection, a silent server, an abort) are this package's errors.
 *
 * @example
 * ```ts
 * const download = await client.files.content({ id });
 * await fs.writeFile(download.fileName ?? "file", await download.bytes());
 * ```
 */
export class BinaryResponse implements AsyncIterable<Uint8Array> {
  /** Status and headers. Its body is read by this object. */
  readonly response: Response;
  readonly #body: BodyReader;
  #taken = false;

  /** @internal */
  constructor(response: Response, body: BodyReader) {
    this.response = response;
    this.#body = body;
  }

  /** Media type with its parameters; empty where the server named none. */
  get contentType(): string {
    return this.response.headers.get("content-type") ?? "";
  }

  /** In bytes as sent, where the server says so. */
  get size(): number | undefined {
    const length = this.response.headers.get("content-length");
    return length === null || this.response.headers.has("content-encoding")
      ? undefined
      : Number(length);
  }

  /**
   * The name that the server suggests, as a bare file name: no folder, no `.` or `..`, no control characters, nothing that Windows
   * reserves. `undefined` where it suggests none.
   */
  get fileName(): string | undefined {
    return fileNameOf(this.response.headers.get("content-disposition") ?? "");
  }

  [Symbol.asyncIterator](): AsyncGenerator<Uint8Array, undefined> {
    return tracedItems(this.#parts());
  }

  async *#parts(): AsyncGenerator<Uint8Array, undefined> {
    this.#take();
    try {
      for (let part = await this.#body.read(); part; part = await this.#body.read()) yield part;
    } finally {
      this.cancel();
    }
    return undefined;
  }

  /** The bytes as they arrive. */
  stream(): ReadableStream<Uint8Array> {
    this.#take();
    return webStream<Uint8Array>({
      pull: async (controller) => {
        const part = await this.#body.read();
        if (part) controller.enqueue(part);
        else controller.close();
      },
      cancel: (reason) => this.#body.cancel(reason),
    });
  }

  /** All bytes as a Blob of the response's media type. */
  async blob(): Promise<Blob> {
    const parts: Uint8Array<ArrayBuffer>[] = [];
    for await (const part of this) parts.push(part as Uint8Array<ArrayBuffer>);
    return new Blob(parts, bare({ type: this.contentType }));
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    return (await this.blob()).arrayBuffer();
  }

  async bytes(): Promise<Uint8Array> {
    return new Uint8Array(await this.arrayBuffer());
  }

  /**
   * All bytes as UTF-8 text.
   * @throws {SdkError} it is longer than a text can be in this engine (V8: 512 MB)
   */
  async text(): Promise<string> {
    const bytes = await this.arrayBuffer();
    try {
      return new TextDecoder().decode(bytes);
    } catch (cause) {
      const what = `a download of ${bytes.byteLength} bytes is too long for a text`;
      throw this.#body.stamp(new SdkError(what, { response: this.response, cause }));
    }
  }

  /** Ends the download. */
  cancel(): void {
    this.#body.cancel();
  }

  #take(): void {
    if (this.#taken) throw new SdkError("a download can be read once");
    this.#taken = true;
  }
}
