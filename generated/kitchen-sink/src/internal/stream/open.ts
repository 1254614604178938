import { ConnectionError, SdkError } from "../../core/errors.js";
import type { ResponseContext } from "../../core/operation.js";
import {
  type ServerSentEvent,
  Stream,
  StreamInterruptedError,
  type StreamState,
} from "../../core/stream.js";
import { unusable } from "../response/unusable.js";
import { BodyReader } from "./body.js";

const MAX_ITEM_LENGTH = 2 ** 25;

/** Says that the stream is finished. */
export const END: unique symbol = Symbol("end");

/** How the items of a stream are found in its text. `R` is one as it stands there. */
export interface StreamFormat<R extends string | ServerSentEvent, T> extends StreamState {
  /** What this piece of text finishes. */
  push(piece: string): Iterable<R>;
  /** How much of an item has come that is not finished, in characters. */
  readonly pending: number;
  /** One item. Runs when it is asked for, so that those before a bad one are delivered. */
  item(raw: R): T | typeof END;
  /** What is left at the end of the body; a string says why the stream is not finished. */
  end(): Iterable<R> | string;
}

/** A stream of what `format` finds in the body. */
export function openStream<R extends string | ServerSentEvent, T>(
  response: Response,
  context: ResponseContext,
  format: StreamFormat<R, T>,
): Stream<T> {
  const body = new BodyReader(response, context);
  return new Stream(response, read(response, context, body, format), body, format);
}

async function* read<R extends string | ServerSentEvent, T>(
  response: Response,
  context: ResponseContext,
  body: BodyReader,
  format: StreamFormat<R, T>,
): AsyncGenerator<T, undefined> {
  const decoder = new TextDecoder(); // joins characters that were cut apart, drops the byte order mark
  let delivered = 0;
  const interrupted = (why: string, cause?: unknown) =>
    new StreamInterruptedError(`${context.operation.id}: the stream ${why}`, {
      response,
      cause,
      delivered,
      lastEventId: format.lastEventId,
    });
  const limit = context.lifetime?.maxItemLength ?? MAX_ITEM_LENGTH;
  const itemOf = (raw: R) => {
    if (typeof raw === "string") checkLength(raw.length, raw);
    else checkLength(raw.event.length + raw.id.length + raw.data.length, raw.data);
    return format.item(raw);
  };
  const checkLength = (length: number, text = "") => {
    if (length <= limit) return;
    const reason = `an item is longer than ${limit} characters (\`maxItemLength\`)`;
    throw unusable(response, context, reason, text);
  };
  try {
    for (let bytes = await body.read(); bytes; bytes = await body.read()) {
      for (const raw of format.push(decoder.decode(bytes, { stream: true }))) {
        const item = itemOf(raw);
        if (item === END) return undefined;
        yield item;
        delivered++;
        // Left, aborted or closed meanwhile: what came along is not for anyone.
        if (body.cancelled) break;
      }
      checkLength(format.pending);
    }
    if (body.cancelled) return undefined;
    const rest = format.end();
    if (typeof rest === "string") throw interrupted(rest);
    for (const raw of rest) {
      const item = itemOf(raw);
      if (item !== END) yield item;
    }
  } catch (error) {
    const known =
      error instanceof ConnectionError && !(error instanceof StreamInterruptedError)
        ? interrupted("broke off", error.cause)
        : error;
    throw known instanceof SdkError ? body.stamp(known) : known;
  } finally {
    body.cancel();
  }
  return undefined;
}
