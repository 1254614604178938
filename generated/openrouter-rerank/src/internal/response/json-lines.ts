import type { ParseJson, ResponseSpec } from "../../core/operation.js";
import type { Stream } from "../../core/stream.js";
import { LineFormat } from "../stream/line-format.js";
import { linesOf } from "./lines-of.js";
import { unusable } from "./unusable.js";

/** One JSON value a line (`application/jsonl`, `application/x-ndjson`), or after each record separator (`json-seq`). OpenAPI 3.2, Sequential Media Types, RFC 7464. */
export function jsonLines<T = never>(contentType: string): ResponseSpec<Stream<T>> {
  return linesOf<T>(contentType, (type, response, context) => {
    const parse: ParseJson = context.parse ?? ((text): unknown => JSON.parse(text));
    const bad = (text: string, cause: unknown) =>
      unusable(response, context, "a line is not valid JSON", text, cause);
    return new JsonLineFormat<T>(type, parse, bad);
  });
}

class JsonLineFormat<T> extends LineFormat<T> {
  readonly #parse: ParseJson;
  readonly #bad: (text: string, cause: unknown) => Error;

  constructor(type: string, parse: ParseJson, bad: (text: string, cause: unknown) => Error) {
    super(type);
    this.#parse = parse;
    this.#bad = bad;
  }

  item(line: string): T {
    try {
      return this.#parse(line) as T;
    } catch (cause) {
      throw this.#bad(line, cause);
    }
  }

  /** Half a value tells that the stream was cut. */
  override end(): string[] | string {
    const rest = this.rest.trim();
    try {
      if (rest !== "") JSON.parse(rest);
    } catch {
      return "ended inside a line";
    }
    return rest === "" ? [] : [rest];
  }
}
