import { InvalidRequestError } from "../../core/errors.js";
import type { BodySpec } from "../../core/operation.js";
import { bytesOf, contentOf } from "./content.js";
import { jsonText } from "./json.js";
import { itemsBody } from "./upload.js";

/**
 * One JSON value a line, or after each record separator (`json-seq`). `body` of the argument is an array, or what can be iterated, which
 * is sent as it is produced. OpenAPI 3.2, Sequential Media Types, RFC 7464.
 */
export function jsonLinesBody(contentType: string): BodySpec {
  const separator = /json-seq/.test(contentType) ? "\x1e" : "";
  return ({ body: values }, writeJson) => {
    if (values === undefined) return { body: undefined };
    const line = (value: unknown): string => {
      const json = contentOf(value) ? undefined : jsonText(value, writeJson);
      if (json === undefined)
        throw new InvalidRequestError(
          "body",
          "an item of `body` has no JSON: it is undefined, a function, bytes or a file",
        );
      return `${separator}${json}\n`;
    };
    if (Array.isArray(values)) return { body: values.map(line).join(""), contentType };
    if (!isIterable(values))
      throw new InvalidRequestError("body", "`body` is no list of items, nor gives items");
    return { ...itemsBody(values, line), contentType };
  };
}

/** A text and bytes are iterable, too: their characters and numbers are nobody's items. */
function isIterable(value: unknown): value is Iterable<unknown> | AsyncIterable<unknown> {
  return (
    value instanceof Object &&
    !bytesOf(value) &&
    (Symbol.asyncIterator in value || Symbol.iterator in value)
  );
}
