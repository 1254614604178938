import type { ParseJson, ResponseContext, ResponseSpec } from "../../core/operation.js";
import { type ServerSentEvent, type Stream, StreamEventError } from "../../core/stream.js";
import { readStart } from "../read.js";
import { EventParser } from "../stream/events.js";
import { END, openStream } from "../stream/open.js";
import { mediaTypeOf, unusable } from "./unusable.js";

export interface EventStreamOptions {
  /** The `data` that ends the stream, such as `[DONE]`; compared with the whole of it. A stream that ends without it was cut. */
  readonly sentinel?: string;
  /** What an item is: the event's `data`, or the event with `data` in it. Default `data`. */
  readonly item?: "data" | "event";
  /** How `data` is read. Default `json`. */
  readonly data?: "json" | "text";
  /** Names of events whose `data` is read the other way. */
  readonly dataExceptions?: readonly string[];
  /** Names of events that tell of a failure: they are thrown. Default `["error"]`. */
  readonly errorEvents?: readonly string[];
  /** For servers that leave out the last blank line: deliver an event that the stream ends in, instead of throwing. Default false. */
  readonly flushTail?: boolean;
}

/** Server-sent events. OpenAPI 3.2, Special Considerations for text/event-stream, WHATWG HTML section 9.2. */
export function eventStream<T = never>(options: EventStreamOptions = {}): ResponseSpec<Stream<T>> {
  return {
    accept: "text/event-stream",
    async parse(response, context) {
      const type = mediaTypeOf(response);
      if (type !== "text/event-stream") {
        throw unusable(
          response,
          context,
          `it is ${type || "without a type"}, not text/event-stream`,
          await readStart(response, 200),
        );
      }
      return openStream<ServerSentEvent, T>(
        response,
        context,
        new EventFormat<T>(response, context, options),
      );
    },
  };
}

class EventFormat<T> extends EventParser {
  readonly #response: Response;
  readonly #context: ResponseContext;
  readonly #options: EventStreamOptions;

  constructor(response: Response, context: ResponseContext, options: EventStreamOptions) {
    super();
    this.#response = response;
    this.#context = context;
    this.#options = options;
  }

  item(event: ServerSentEvent): T | typeof END {
    const {
      sentinel,
      item,
      data: kind,
      dataExceptions = [],
      errorEvents = ["error"],
    } = this.#options;
    if (event.data === sentinel) return END;
    if (errorEvents.includes(event.event)) throw this.#failure(event);
    const isText = (kind === "text") !== dataExceptions.includes(event.event);
    const data = isText ? event.data : this.#json(event);
    return (item === "event" ? { ...event, data } : data) as T;
  }

  end(): Iterable<ServerSentEvent> | string {
    const { sentinel, flushTail = false } = this.#options;
    if (this.unfinished && !flushTail) return "ended inside an event";
    const rest = this.flush();
    return sentinel === undefined || rest.some((event) => event.data === sentinel)
      ? rest
      : `ended without ${sentinel}`;
  }

  #json(event: ServerSentEvent): unknown {
    const { parse = JSON.parse as ParseJson } = this.#context;
    try {
      return parse(event.data, this.#options.item === "event" ? event : undefined);
    } catch (cause) {
      throw unusable(
        this.#response,
        this.#context,
        "the data of an event is not valid JSON",
        event.data,
        cause,
      );
    }
  }

  #failure({ data: text }: ServerSentEvent): StreamEventError {
    const data = tolerantJson(text);
    const message = messageOf(data) ?? text;
    return new StreamEventError(
      `${this.#context.operation.id}: the server ended the stream with an error: ${message}`,
      { response: this.#response, data, body: text },
    );
  }
}

/** An error must never be lost in another one. */
function tolerantJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** `message`, `error` or `error.message`, the usual places. */
function messageOf(data: unknown): string | undefined {
  const { message, error } = Object(data) as { message?: unknown; error?: unknown };
  if (typeof message === "string") return message;
  return typeof error === "string" ? error : error === undefined ? undefined : messageOf(error);
}
