/** From a request to a response that is a success, or an error that says what it is. */
import type { CallState, Middleware, MiddlewareContext } from "../core/contract.js";
import { ApiError, ConnectionError, SdkError } from "../core/errors.js";
import type { Fetch } from "../core/fetch.js";
import { forStatus, retryAfter } from "./backoff.js";
import { explain, readStart } from "./read.js";
import { scrub } from "./redact.js";

/** The user's middleware. Only with it is a real `Request` made. */
export function throughMiddleware(
  next: Fetch,
  middleware: readonly Middleware[],
  context: MiddlewareContext,
): Fetch {
  const chain = middleware.reduceRight<(request: Request) => Promise<Response>>(
    (inner, each) => async (request) => await each(request, inner, context),
    async (request) => await next(request),
  );
  return async (input, init) => await chain(new Request(input, init));
}

/**
 * The response, once its headers are there.
 * @throws {ConnectionError} whatever keeps it from coming
 * @throws {ApiError} for everything but 2xx, also for a redirect that was not followed: the operation's class for the status
 */
export async function respond(
  state: CallState,
  fetch: Fetch,
  url: string,
  init: RequestInit,
): Promise<Response> {
  const { operation } = state;
  let response: Response;
  try {
    response = await fetch(url, init);
  } catch (cause) {
    if (cause instanceof SdkError) throw cause;
    throw new ConnectionError(`${operation.id}: no response (${explain(cause)})`, { cause });
  }
  if (init.signal?.aborted) {
    // From a `fetch` that does not listen to the signal: nobody will read it any more.
    response.body?.cancel().catch(() => {});
  } else {
    state.phase = "body";
    state.response = response;
  }
  if (!response.ok) throw await statusError(response, state);
  return response;
}

/** The operation's typed error for a status. Reads at most 32 kB of the body. */
async function statusError(response: Response, state: CallState): Promise<ApiError> {
  const { id, errors } = state.operation;
  const { status, statusText, headers } = response;
  const body = scrub(await readStart(response, 32_768), state.hidden);
  const data = parse(body);
  const { error, message, detail, title } = Object(data) as Record<string, unknown>;
  // The sentence in the body, under the names that APIs give it (RFC 9457 among them); a page is no sentence.
  const sentence = [
    data,
    (Object(error) as Record<string, unknown>)["message"],
    message,
    error,
    detail,
    title,
    /^\s*</.test(body) ? "" : body,
  ].find((text): text is string => !!text && typeof text === "string");
  const ErrorClass = forStatus(status, errors) ?? errors["default"] ?? ApiError;
  return new ErrorClass(`${id}: ${status} ${sentence ?? statusText}`, {
    response,
    body,
    data,
    retryAfterMs: retryAfter(headers, Date.now()),
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined; // not JSON, or longer than we read: `body` has what there is
  }
}
