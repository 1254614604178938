import type { ParseJson, ResponseSpec } from "../../core/operation.js";
import type { Stream } from "../../core/stream.js";
import { readStart } from "../read.js";
import { Lines } from "../stream/lines.js";
import { type END, openStream, type StreamFormat } from "../stream/open.js";
import { mediaTypeOf, unusable } from "./unusable.js";

/** One JSON value a line (`application/jsonl`, `application/x-ndjson`), or after each record separator (`json-seq`). OpenAPI 3.2, Sequential Media Types, RFC 7464. */
export function jsonLines<T = never>(contentType: string): ResponseSpec<Stream<T>> {
  return {
    accept: contentType,
    async parse(response, context) {
      const type = mediaTypeOf(response);
      if (/html/.test(type))
        throw unusable(
          response,
          context,
          `it is ${type}, not ${contentType}`,
          await readStart(response, 200),
        );
      const parse: ParseJson = context.parse ?? ((text): unknown => JSON.parse(text));
      const bad = (text: string, cause: unknown) =>
        unusable(response, context, "a line is not valid JSON", text, cause);
      return openStream<string, T>(
        response,
        context,
        new LineFormat<T>(/json-seq/.test(type) ? "\x1e" : "", parse, bad),
      );
    },
  };
}

class LineFormat<T> extends Lines implements StreamFormat<string, T> {
  readonly lastEventId = "";
  readonly retryMs = undefined;
  #found: string[] = [];

  readonly #separator: string;
  readonly #parse: ParseJson;
  readonly #bad: (text: string, cause: unknown) => Error;

  constructor(separator: string, parse: ParseJson, bad: (text: string, cause: unknown) => Error) {
    super();
    this.#separator = separator;
    this.#parse = parse;
    this.#bad = bad;
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

  item(line: string): T | typeof END {
    try {
      return this.#parse(line) as T;
    } catch (cause) {
      throw this.#bad(line, cause);
    }
  }

  /** The last line may lack its end; half a value tells that the stream was cut. */
  end(): string[] | string {
    const rest = this.rest.trim();
    try {
      if (rest !== "") JSON.parse(rest);
    } catch {
      return "ended inside a line";
    }
    return rest === "" ? [] : [rest];
  }
}
