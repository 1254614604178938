/** Goes on with a stream of events after its connection broke. */
import { sleep } from "../internal/backoff.js";
import { checkNumber } from "../internal/numbers.js";
import { bare } from "../internal/own.js";
import { tracedItems } from "../internal/traced.js";
import { TimeoutError } from "./errors.js";
import { type Stream, StreamInterruptedError } from "./stream.js";

/** How long and how often to try. */
export interface ResumeOptions {
  /** Reconnections in a row that bring no item. Default 5. */
  readonly maxReconnects?: number | undefined;
  /** Wait before a reconnection, in milliseconds, where the server asks for none. Default 1,000. */
  readonly retryMs?: number | undefined;
  /** Ends the wait. */
  readonly signal?: AbortSignal | undefined;
}

/** What a reconnection tells the server. */
export interface ResumeHeaders {
  readonly "Last-Event-ID"?: string;
}

/**
 * The items of a stream, across interruptions: opens it again from the last event's id, after the wait that the server asked for.
 * For operations that only read (GET). A stream that names no ids cannot be resumed: its error is thrown, because items would be lost or repeated.
 *
 * @param open makes the call; its headers belong to the call's options
 * @example
 * ```ts
 * for await (const change of resume((headers) => client.changes.watch({}, { headers }))) console.log(change);
 * ```
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html#the-last-event-id-header
 */
export function resume<T>(
  open: (headers: ResumeHeaders) => PromiseLike<Stream<T>>,
  options: ResumeOptions = {},
): AsyncGenerator<T, undefined> {
  return tracedItems(itemsAcross(open, options));
}

async function* itemsAcross<T>(
  open: (headers: ResumeHeaders) => PromiseLike<Stream<T>>,
  options: ResumeOptions,
): AsyncGenerator<T, undefined> {
  const { maxReconnects = 5, retryMs = 1000, signal } = bare(options);
  checkNumber("maxReconnects", maxReconnects);
  checkNumber("retryMs", retryMs);
  let headers: ResumeHeaders = {};
  for (let reconnects = 0; ; reconnects++) {
    const stream = await open(headers);
    try {
      for await (const item of stream) {
        yield item;
        reconnects = 0;
      }
      return undefined;
    } catch (error) {
      const id = stream.lastEventId || headers["Last-Event-ID"];
      if (!isInterruption(error) || id === undefined || reconnects >= maxReconnects) throw error;
      headers = { "Last-Event-ID": id };
      await sleep(stream.retryMs ?? retryMs, signal);
    }
  }
}

function isInterruption(error: unknown): boolean {
  return (
    error instanceof StreamInterruptedError ||
    (error instanceof TimeoutError && error.limit === "idle")
  );
}
