import type { ParseJson, ResponseContext, ResponseSpec } from "../../core/operation.js";
import { type ServerSentEvent, type Stream, StreamEventError } from "../../core/stream.js";
import { parseJson, readStart } from "../read.js";
import { scrub } from "../redact.js";
import { EventParser } from "../stream/events.js";
import { END, openStream } from "../stream/open.js";
import { sentenceOf } from "./sentence.js";
import { mediaTypeOf, unusable } from "./unusable.js";

export interface EventStreamOptions {
  /**
   * The `data` that ends the stream; compared with the whole of it. A stream that ends without it was cut. Where none is given,
   * `[DONE]`, which is no JSON, ends a stream whose data is read as JSON, and is not missed in one that ends without it.
   */
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

const USUAL_SENTINEL = "[DONE]";

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
    const { item, errorEvents = ["error"] } = this.#options;
    if (this.#isEnd(event)) return END;
    if (errorEvents.includes(event.event)) throw this.#failure(event);
    const data = this.#isText(event) ? event.data : this.#json(event);
    return (item === "event" ? { ...event, data } : data) as T;
  }

  end(): Iterable<ServerSentEvent> | string {
    const { sentinel, flushTail = false } = this.#options;
    const { unfinished, lastEventId } = this;
    const rest = this.flush();
    if (rest.some((event) => this.#isEnd(event))) return rest;
    if (unfinished && !flushTail) {
      this.lastEventId = lastEventId; // of an event that is not delivered
      return "ended inside an event";
    }
    return sentinel === undefined ? rest : `ended without ${sentinel}`;
  }

  #isText({ event }: ServerSentEvent): boolean {
    const { data, dataExceptions = [] } = this.#options;
    return (data === "text") !== dataExceptions.includes(event);
  }

  #isEnd(event: ServerSentEvent): boolean {
    const { sentinel = this.#isText(event) ? undefined : USUAL_SENTINEL } = this.#options;
    return event.data === sentinel;
  }

  #json(event: ServerSentEvent): unknown {
    const parse: ParseJson = this.#context.parse ?? ((text): unknown => JSON.parse(text));
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

  #failure(event: ServerSentEvent): StreamEventError {
    const { operation, lifetime } = this.#context;
    const text = scrub(event.data, lifetime?.hidden);
    const data = parseJson(text) ?? text;
    const what = `${operation.id}: the server ended the stream with an error`;
    const sentence = sentenceOf(data);
    return new StreamEventError(sentence ? `${what}: ${sentence}` : what, {
      response: this.#response,
      data,
      body: text,
    });
  }
}
