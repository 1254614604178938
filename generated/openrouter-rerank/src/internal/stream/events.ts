import type { ServerSentEvent } from "../../core/stream.js";
import { Lines } from "./lines.js";

/**
 * Reads server-sent events out of decoded text that comes in pieces of any size (the byte order mark already removed, as `TextDecoder` does).
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation
 */
export class EventParser {
  /** The last `id` of a finished block; what a reconnection sends as `Last-Event-ID`. */
  lastEventId = "";
  /** The last `retry`, in milliseconds. */
  retryMs: number | undefined;
  readonly #lines = new Lines();
  #events: ServerSentEvent[] = [];
  #id = "";
  #type = "";
  #data: string | undefined;

  /** The events that this piece finishes. */
  push(piece: string): readonly ServerSentEvent[] {
    this.#events = [];
    this.#lines.push(piece, (line) => this.#line(line));
    return this.#events;
  }

  /** True where the stream would end inside an event: the specification drops such an event. */
  get unfinished(): boolean {
    const { rest } = this.#lines;
    return this.#data !== undefined || (rest !== "" && !rest.startsWith(":"));
  }

  /** For servers that leave out the last blank line: the event that has come so far. */
  flush(): readonly ServerSentEvent[] {
    return this.push("\n\n");
  }

  #line(line: string): void {
    if (line === "") return this.#dispatch();
    const colon = line.indexOf(":");
    const value =
      colon === -1 ? "" : line.slice(line.charCodeAt(colon + 1) === 32 ? colon + 2 : colon + 1);
    switch (colon === -1 ? line : line.slice(0, colon)) {
      case "data":
        this.#data = this.#data === undefined ? value : `${this.#data}\n${value}`;
        break;
      case "event":
        this.#type = value;
        break;
      case "id":
        if (!value.includes("\0")) this.#id = value;
        break;
      case "retry":
        if (/^\d+$/.test(value)) this.retryMs = Number(value);
    }
  }

  #dispatch(): void {
    this.lastEventId = this.#id;
    if (this.#data !== undefined)
      this.#events.push({ event: this.#type || "message", data: this.#data, id: this.#id });
    this.#type = "";
    this.#data = undefined;
  }
}
