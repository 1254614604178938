/** What a response is that is no success. */
import type { CallState } from "../core/contract.js";
import { ApiError } from "../core/errors.js";
import { forStatus, retryAfter } from "./backoff.js";
import { own } from "./own.js";
import { parseJson, readStart } from "./read.js";
import { scrub } from "./redact.js";
import { sentenceOf } from "./response/sentence.js";

/** How much of an error's body is read, in bytes: of JSON more, because half of it is none. */
const MOST_JSON = 2 ** 20;
const MOST_TEXT = 2 ** 15;

/** The operation's typed error for a status: for everything but 2xx, also for a redirect that was not followed. */
export async function statusError(response: Response, state: CallState): Promise<ApiError> {
  const { operation, hidden } = state;
  const { id, errors } = operation;
  const { status, statusText, headers } = response;
  const isJson = /json/i.test(headers.get("content-type") ?? "");
  const body = scrub(await readStart(response, isJson ? MOST_JSON : MOST_TEXT), hidden);
  const data = parseJson(body);
  const ErrorClass = forStatus(status, errors) ?? errors["default"] ?? ApiError;
  const error = new ErrorClass(`${id}: ${status} ${sentenceOf(data ?? body) || statusText}`, {
    response,
    body,
    data,
    retryAfterMs: retryAfter(headers, Date.now()),
  });
  own(operation, "readError")?.(error);
  return error;
}
