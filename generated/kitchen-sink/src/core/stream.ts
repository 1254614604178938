/// <reference lib="esnext.disposable" preserve="true" />
/** Items that arrive one by one: server-sent events and JSON lines. */
import { addAsyncDispose } from "../internal/async-dispose.js";
import { traced } from "../internal/traced.js";
import { webStream } from "../internal/web-stream.js";
import { ConnectionError, copyOf, hideIn, SdkError, type SdkErrorInit } from "./errors.js";

/** One event, as the server sent it. */
export interface ServerSentEvent {
  /** `message` where the server named none. */
  readonly event: string;
  /** Its `data` lines, joined by line feeds. */
  readonly data: string;
  /** The last id that the stream has named, empty before the first. */
  readonly id: string;
  /** How long to wait before a reconnection, in milliseconds, where this event says so. */
  readonly retry?: number;
}

/** What a `StreamEventError` is made of. */
export interface StreamEventErrorInit extends SdkErrorInit {
  readonly data: unknown;
}

/** The server told of a failure in the middle of a stream. */
export class StreamEventError<T = unknown> extends SdkError {
  /** What the event carried: its JSON, or its text. */
  declare readonly data: T | undefined;

  constructor(message: string, init: StreamEventErrorInit) {
    super(message, init);
    hideIn(this, { data: init.data });
  }

  override get name(): string {
    return "StreamEventError";
  }
}

/** What a `StreamInterruptedError` is made of. */
export interface StreamInterruptedErrorInit extends SdkErrorInit {
  readonly delivered: number;
  readonly lastEventId: string;
}

/** A stream ended before it was finished: the connection broke, the mark of its end did not come, or it stopped inside an item. What arrived before was delivered. */
export class StreamInterruptedError extends ConnectionError {
  /** How many items were delivered. */
  readonly delivered: number;
  /** Of the last finished event, to ask the server for the rest; empty where it names none. */
  readonly lastEventId: string;

  constructor(message: string, { delivered, lastEventId, ...init }: StreamInterruptedErrorInit) {
    super(message, init);
    this.delivered = delivered;
    this.lastEventId = lastEventId;
  }

  override get name(): string {
    return "StreamInterruptedError";
  }
}

/** One of two readers: what the other has read and it has not. */
interface Branch<T> {
  queue: Promise<IteratorResult<T, undefined>>[];
  gone: boolean;
}

/** The same for another reader: a failure is an error of its own, whose stack leads to that one. */
function ofItsOwn<T>(item: Promise<T>): Promise<T> {
  const own = item.catch((error: unknown) => {
    throw copyOf(error);
  });
  own.catch(() => {}); // where nobody reads that far
  return own;
}

/** What a stream is read from. @internal */
export interface StreamSource {
  /** Ends the connection. */
  cancel(): void;
  /** Marks an error as one of the stream's call. */
  stamp(error: SdkError): SdkError;
}

/** Where a stream stands. @internal */
export interface StreamState {
  readonly lastEventId: string;
  readonly retryMs: number | undefined;
}

/**
 * Items as they arrive. Read it once, by `for await`; leaving the loop ends the connection. Every failure after the start, a cut
 * connection, a server that stays silent for `idleTimeoutMs`, an abort, an error event, is thrown out of the loop.
 *
 * @example
 * ```ts
 * for await (const chunk of await client.chat.stream(request)) {
 *   process.stdout.write(chunk.delta);
 * }
 * ```
 */
export class Stream<T> implements AsyncIterable<T> {
  /** `await using stream = ...` ends the connection at the end of the block. */
  declare readonly [Symbol.asyncDispose]: () => Promise<void>;
  /** Status and headers. Its body is read by this stream. */
  readonly response: Response;
  readonly #items: AsyncIterator<T, undefined>;
  readonly #source: StreamSource;
  readonly #state: StreamState;
  #taken = false;

  /** @internal */
  constructor(
    response: Response,
    items: AsyncIterator<T, undefined>,
    source: StreamSource,
    state: StreamState,
  ) {
    this.response = response;
    this.#items = items;
    this.#source = source;
    this.#state = state;
  }

  /** Of the last finished event: what a reconnection would send as `Last-Event-ID`. Empty for JSON lines. */
  get lastEventId(): string {
    return this.#state.lastEventId;
  }

  /** How long the server asks to wait before a reconnection, in milliseconds. */
  get retryMs(): number | undefined {
    return this.#state.retryMs;
  }

  /** Ends the connection; a loop over the stream then ends as if there were no more items. */
  cancel(): void {
    this.#source.cancel();
  }

  /** Marks an error that is found in an item as one of this stream's call. @internal */
  stamp(error: SdkError): SdkError {
    return this.#source.stamp(error);
  }

  static {
    addAsyncDispose(this.prototype, async (stream) => stream.cancel());
  }

  [Symbol.asyncIterator](): AsyncIterator<T, undefined> {
    if (this.#taken) throw new SdkError("a stream can be read once: use `tee()` to read it twice");
    this.#taken = true;
    return {
      next: () => traced(this.#items.next()),
      return: async () => {
        this.cancel();
        return { done: true, value: undefined };
      },
    };
  }

  /** The same items for two readers. What one has read and the other has not is kept; the connection ends when both have left. */
  tee(): [Stream<T>, Stream<T>] {
    const source = this[Symbol.asyncIterator]();
    const left: Branch<T> = { queue: [], gone: false };
    const right: Branch<T> = { queue: [], gone: false };
    const stream = (mine: Branch<T>, other: Branch<T>): Stream<T> => {
      const next = (): Promise<IteratorResult<T, undefined>> => {
        if (mine.gone) return Promise.resolve({ done: true, value: undefined });
        const queued = mine.queue.shift();
        if (queued) return queued;
        const item = source.next();
        if (!other.gone) other.queue.push(ofItsOwn(item));
        return item;
      };
      const cancel = () => {
        mine.gone = true;
        mine.queue = [];
        if (other.gone) this.cancel();
      };
      const stamp = (error: SdkError) => this.stamp(error);
      return new Stream(this.response, { next }, { cancel, stamp }, this.#state);
    };
    return [stream(left, right), stream(right, left)];
  }

  /** The items as a web stream, read as they are asked for. */
  toReadableStream(): ReadableStream<T> {
    const items = this[Symbol.asyncIterator]();
    return webStream<T>({
      async pull(controller) {
        const { done, value } = await items.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel: () => this.cancel(),
    });
  }
}
