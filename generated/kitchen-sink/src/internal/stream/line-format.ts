import { Lines } from "./lines.js";
import type { END, StreamFormat } from "./open.js";

/** Items of a line each, or after each record separator. Empty lines are no items. */
export abstract class LineFormat<T> extends Lines implements StreamFormat<string, T> {
  readonly lastEventId = "";
  readonly retryMs = undefined;
  #found: string[] = [];
  readonly #separator: string;

  /** `type`: the media type that arrived. */
  constructor(type: string) {
    super();
    this.#separator = /json-seq/.test(type) ? "\x1e" : "";
  }

  push(piece: string): string[] {
    this.#found = [];
    this.feed(
      this.#separator === ""
        ? piece
        : piece.replace(/[\r\n]/g, " ").replaceAll(this.#separator, "\n"),
    );
    return this.#found;
  }

  protected override line(text: string, start: number, end: number): void {
    const line = text.slice(start, end);
    if (line.trim() !== "") this.#found.push(line);
  }

  abstract item(line: string): T | typeof END;

  /** The last line may lack its end. */
  end(): string[] | string {
    return this.rest.trim() === "" ? [] : [this.rest];
  }
}
