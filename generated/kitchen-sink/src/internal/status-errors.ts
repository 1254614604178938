/** A fetch layer: error statuses become the operation's typed errors. */
import { ApiError } from "../core/errors.js";
import type { Fetch } from "../core/fetch.js";
import type { OperationSpec } from "../core/operation.js";
import { forStatus, retryAfter } from "./backoff.js";
import { readStart } from "./read.js";
import { scrub } from "./redact.js";

/** Everything but 2xx throws: also a redirect that was not followed. At most 32 kB of the body are read. */
export function statusErrors(next: Fetch, { id, errors }: OperationSpec, secrets: unknown): Fetch {
  return async (input, init) => {
    const response = await next(input, init);
    if (response.ok) return response;
    const { status, statusText, headers } = response;
    const body = scrub(await readStart(response, 32_768), secrets);
    const data = parse(body);
    const { error, message, detail, title } = Object(data) as Record<string, unknown>;
    // The sentence in the body, under the names that APIs give it (RFC 9457 among them); a page is no sentence.
    const sentence = [data, Object(error).message, message, error, detail, title, /^\s*</.test(body) ? "" : body].find((text) => text && typeof text === "string");
    const ErrorClass = forStatus(status, errors) ?? errors["default"] ?? ApiError;
    throw new ErrorClass(`${id}: ${status} ${sentence ?? statusText}`, { response, body, data, retryAfterMs: retryAfter(headers, Date.now()) });
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined; // not JSON, or longer than we read: `body` has what there is
  }
}
