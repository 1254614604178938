import type { ServerSentEvent } from "../../core/stream.js";
import { Lines } from "./lines.js";

const NONE: readonly ServerSentEvent[] = [];
const SPACE = 32;

/**
 * Reads server-sent events out of decoded text that comes in pieces of any size (the byte order mark already removed, as `TextDecoder` does).
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation
 */
export class EventParser extends Lines {
  /** The last `id` of a finished block; what a reconnection sends as `Last-Event-ID`. */
  lastEventId = "";
  /** The last `retry`, in milliseconds. */
  retryMs: number | undefined;
  private events: ServerSentEvent[] | undefined;
  private id = "";
  private type = "";
  private data: string | undefined;
  private retry: number | undefined;

  /** The events that this piece finishes. */
  push(piece: string): readonly ServerSentEvent[] {
    this.events = undefined;
    this.feed(piece);
    return this.events ?? NONE;
  }

  /** True where the stream would end inside an event: the specification drops such an event. */
  get unfinished(): boolean {
    const { rest } = this;
    return (
      this.data !== undefined ||
      this.type !== "" ||
      this.id !== this.lastEventId ||
      (rest !== "" && !rest.startsWith(":"))
    );
  }

  override get pending(): number {
    return super.pending + this.type.length + this.id.length + (this.data?.length ?? 0);
  }

  /** For servers that leave out the last blank line: the event that has come so far. */
  flush(): readonly ServerSentEvent[] {
    return this.push("\n\n");
  }

  /** The usual lines are recognised where they stand, any other by a copy of it. */
  protected override line(text: string, start: number, end: number): void {
    if (start === end) this.dispatch();
    else if (isData(text, start)) this.addData(valueAt(text, start + 5, end));
    else if (text.startsWith("id:", start)) this.setId(valueAt(text, start + 3, end));
    else if (text.startsWith("event:", start)) this.type = valueAt(text, start + 6, end);
    else this.field(text.slice(start, end));
  }

  private field(line: string): void {
    if (line === "data") this.addData("");
    else if (line === "id") this.setId("");
    else if (line === "event") this.type = "";
    else if (/^retry: ?\d+$/.test(line)) this.retryMs = this.retry = Number(line.slice(6));
  }

  private addData(value: string): void {
    this.data = this.data === undefined ? value : this.data + "\n" + value;
  }

  private setId(value: string): void {
    if (!value.includes("\0")) this.id = value;
  }

  private dispatch(): void {
    this.lastEventId = this.id;
    if (this.data !== undefined) {
      const plain = { event: this.type || "message", data: this.data, id: this.id };
      const event = this.retry === undefined ? plain : { ...plain, retry: this.retry };
      // Most pieces have one event: an array literal takes less room than an array that grows.
      if (this.events) this.events.push(event);
      else this.events = [event];
    }
    this.type = "";
    this.data = this.retry = undefined;
  }
}

/** `text.startsWith("data:", at)`, which takes several times as long, and most lines are such. */
function isData(text: string, at: number): boolean {
  return (
    text.charCodeAt(at) === 100 &&
    text.charCodeAt(at + 1) === 97 &&
    text.charCodeAt(at + 2) === 116 &&
    text.charCodeAt(at + 3) === 97 &&
    text.charCodeAt(at + 4) === 58
  );
}

/** What stands behind a colon: one space after it does not count. */
function valueAt(text: string, start: number, end?: number): string {
  return text.slice(text.charCodeAt(start) === SPACE ? start + 1 : start, end);
}
