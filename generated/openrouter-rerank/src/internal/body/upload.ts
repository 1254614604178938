/** The one reader of what is sent while it is read: it reads each source, and each once. */
import { InvalidRequestError, SdkError } from "../../core/errors.js";
import type { SerializedBody, Upload } from "../../core/operation.js";
import { explain } from "../read.js";
import { webStream } from "../web-stream.js";
import { type Bytes, bytesOf, isSource, type Source } from "./content.js";

/** A body of these pieces, one after the other. It can be sent again where it is a single one that can. */
export function bodyOf(
  first: Bytes | Source,
  ...rest: readonly (Bytes | Source)[]
): SerializedBody {
  return rest.length || isSource(first)
    ? sent(new SourceUpload([first, ...rest]))
    : { body: first };
}

/** A body of what `write` makes of each item. */
export function itemsBody(
  items: Iterable<unknown> | AsyncIterable<unknown>,
  write: (item: unknown) => string,
): SerializedBody {
  return sent(new SourceUpload([items], write));
}

function sent(upload: SourceUpload): SerializedBody {
  return { body: upload.stream, once: true, upload };
}

type Piece = Bytes | Source | Iterable<unknown>;

class SourceUpload implements Upload {
  /** Asks a source for a chunk when it is asked for one itself, and not before. */
  readonly stream: ReadableStream<Uint8Array>;
  readonly #failed: Promise<Failure>;
  readonly #readers: Reader[];
  readonly #write: (chunk: unknown) => unknown;
  readonly #encoder = new ChunkEncoder();
  readonly #tell: (failure: Failure) => void;
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  /** Of the request that sends it. */
  #request = new AbortController();
  #hasEnded = false;

  constructor(pieces: readonly Piece[], write = (chunk: unknown): unknown => chunk) {
    let tell: (failure: Failure) => void = () => {};
    this.#failed = new Promise((resolve) => (tell = resolve));
    this.#tell = tell;
    this.#write = write;
    this.#readers = pieces.map((piece) => readerOf(piece, (error) => this.#fail(error)));
    this.stream = webStream<Uint8Array>({
      start: (controller) => void (this.#controller = controller),
      pull: (controller) => this.#pull(controller),
      cancel: (reason) => this.end(reason),
    });
  }

  async whole<T>(send: (signal: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<T> {
    const request = new AbortController();
    this.#request = request;
    signal.addEventListener("abort", () => request.abort(signal.reason));
    const first = await Promise.race([this.#failed, send(request.signal)]);
    if (!(first instanceof Failure)) return first;
    const { cause } = first;
    if (cause instanceof SdkError) throw cause;
    throw new InvalidRequestError("body", `the body's source failed (${explain(cause)})`, {
      cause,
    });
  }

  /** The stream fails, too: one that ended would be a whole body to the server. */
  end(reason: unknown): void {
    this.#hasEnded = true;
    this.#controller?.error(reason);
    for (const reader of this.#readers.splice(0)) quietly(() => reader.end(reason));
  }

  async #pull(controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> {
    try {
      let chunks = await this.#read();
      while (chunks && !chunks.length) chunks = await this.#read();
      if (this.#hasEnded) return;
      if (!chunks) controller.close();
      else for (const chunk of chunks) controller.enqueue(chunk);
    } catch (error) {
      this.#fail(error);
    }
  }

  /** The next chunks, if any; `undefined` after the last piece. An empty one is left out: it would be the end of a body in chunks. */
  async #read(): Promise<Uint8Array[] | undefined> {
    const [reader] = this.#readers;
    if (!reader) return undefined;
    const { done, value } = await reader.next();
    if (done) this.#readers.shift();
    const chunks = done ? [this.#encoder.end()] : this.#encoder.encode(this.#write(await value));
    return chunks.filter(({ length }) => length > 0);
  }

  /** The request first: of one that goes on, workerd ends a body that fails as if it were whole. */
  #fail(cause: unknown): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.#tell(new Failure(cause));
    this.#request.abort();
    this.end(cause);
  }
}

/** Tells that a source has failed. The error is made where the call waits: its stack then leads to the caller. */
class Failure {
  readonly cause: unknown;

  constructor(cause: unknown) {
    this.cause = cause;
  }
}

/** Reads one piece. */
interface Reader {
  next(): PromiseLike<Step> | Step;
  /** Lets go of what the source holds. */
  end(reason: unknown): unknown;
}

interface Step {
  readonly done?: boolean | undefined;
  readonly value?: unknown;
}

/** Told apart from any other async iterable because they fail by an event, also while nobody reads, and wait for nobody to be ended. */
interface NodeStream extends AsyncIterable<unknown> {
  /** Somebody has read from it: what is left is not the whole. */
  readonly readableDidRead?: boolean;
  readonly destroyed?: boolean;
  on(event: "error", listener: (error: unknown) => void): unknown;
  destroy(): unknown;
}

/** Sources that a call has read or is reading: a second would send what is left of them. */
const begun = new WeakSet<object>();

function readerOf(piece: Piece, fail: (error: unknown) => void): Reader {
  if (piece instanceof Blob) return webReader(piece.stream());
  if (!isSource(piece))
    return iteratorReader((isBytes(piece) ? [piece] : piece)[Symbol.iterator]());
  if ("getReader" in piece) return webReader(piece);
  if (!isNodeStream(piece)) return iteratorReader(piece[Symbol.asyncIterator]());
  if (piece.destroyed || piece.readableDidRead || begun.has(piece)) throw alreadyRead();
  begun.add(piece);
  piece.on("error", fail);
  return { ...iteratorReader(piece[Symbol.asyncIterator]()), end: () => piece.destroy() };
}

function iteratorReader(iterator: Iterator<unknown> | AsyncIterator<unknown>): Reader {
  if (begun.has(iterator)) throw alreadyRead();
  begun.add(iterator);
  return { next: () => iterator.next(), end: () => iterator.return?.() };
}

function webReader(stream: ReadableStream<Uint8Array>): Reader {
  // As a body, one that somebody has read from is refused.
  const { body } = stream instanceof ReadableStream ? new Response(stream) : { body: stream };
  const reader = (body ?? stream).getReader();
  return { next: () => reader.read(), end: (reason) => reader.cancel(reason) };
}

function isBytes(piece: Bytes | Iterable<unknown>): piece is Bytes {
  return typeof piece === "string" || ArrayBuffer.isView(piece);
}

function isNodeStream(source: Source): source is NodeStream {
  return "destroy" in source && "on" in source && typeof source.on === "function";
}

function alreadyRead(): InvalidRequestError {
  return new InvalidRequestError("body", "the body's source has been read already");
}

/** Nobody waits for it, and nobody would know what to do about a failure. */
function quietly(work: () => unknown): void {
  new Promise((resolve) => resolve(work())).catch(() => {});
}

/** Chunks as a source gives them to chunks as `fetch` takes them. */
class ChunkEncoder {
  readonly #encoder = new TextEncoder();
  /** The first half of a character that a text ended in; the next text has the other. */
  #half = "";

  /** Bytes are copied: a source may use its buffer again. */
  encode(chunk: unknown): Uint8Array[] {
    if (typeof chunk === "string") {
      const text = this.#half + chunk;
      this.#half = /[\ud800-\udbff]$/.exec(text)?.[0] ?? "";
      return [this.#encoder.encode(text.slice(0, text.length - this.#half.length))];
    }
    const bytes = bytesOf(chunk);
    if (bytes) return [this.end(), bytes.slice()];
    throw new InvalidRequestError("body", "a chunk of the body is neither bytes nor text");
  }

  /** A half that got no other is the replacement character. */
  end(): Uint8Array {
    const half = this.#encoder.encode(this.#half);
    this.#half = "";
    return half;
  }
}
