import type { BodySpec } from "../../core/operation.js";
import { streamOf } from "./stream-of.js";

/** One JSON value a line; `body` of the argument is an array, or an async iterable that is sent as it is produced. OpenAPI 3.2, Sequential Media Types. */
export function jsonLinesBody(contentType: string): BodySpec {
  return ({ body: values }, writeJson = JSON.stringify) => {
    const line = (value: unknown): string => `${writeJson(value)}\n`;
    if (values === undefined) return { body: undefined };
    if (Array.isArray(values)) return { body: values.map(line).join(""), contentType };
    return {
      body: streamOf(lines(values as AsyncIterable<unknown> | Iterable<unknown>, line)),
      contentType,
      once: true,
    };
  };
}

async function* lines(
  values: AsyncIterable<unknown> | Iterable<unknown>,
  line: (value: unknown) => string,
): AsyncGenerator<string> {
  for await (const value of values) yield line(value);
}
