import { InvalidRequestError } from "../../core/errors.js";
import type { BodySpec } from "../../core/operation.js";
import { unwrap } from "../serialize/members.js";

/**
 * Text of any media type; `body` of the argument. Numbers, booleans, and what has a text for JSON (dates, URLs, decimals), are sent as
 * that text; anything else is refused. OpenAPI 3.1 section 4.8.14 (Media Type Object).
 */
export function textBody(contentType: string): BodySpec {
  return ({ body }) =>
    body === undefined ? { body: undefined } : { body: textOf(body), contentType };
}

/** @throws {InvalidRequestError} a value that has no text of its own: an object, a list, bytes, no number */
function textOf(value: unknown): string {
  let cause: unknown;
  try {
    const plain = unwrap(value);
    if (/^(string|bigint|boolean)$/.test(typeof plain) || Number.isFinite(plain))
      return String(plain);
  } catch (error) {
    cause = error; // an invalid date
  }
  throw new InvalidRequestError("body", "`body` is no text: write it as one", { cause });
}
