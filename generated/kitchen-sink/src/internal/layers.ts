/** From a request to a response that is a success, or an error that says what it is. */
import type { CallState, Middleware, MiddlewareContext } from "../core/contract.js";
import { ApiError, ConnectionError, InvalidRequestError, SdkError } from "../core/errors.js";
import type { Fetch } from "../core/fetch.js";
import { forStatus, retryAfter } from "./backoff.js";
import { bare } from "./own.js";
import { explain, parseJson, readStart } from "./read.js";
import { scrub } from "./redact.js";
import { sentenceOf } from "./response/sentence.js";

/** The user's middleware. Only with it is a real `Request` made. */
export function throughMiddleware(
  next: Fetch,
  middleware: readonly Middleware[],
  context: MiddlewareContext,
): Fetch {
  return async (input, init) => {
    const made = new Request(input, init);
    const chain = middleware.reduceRight<(request: Request) => Promise<Response>>(
      (inner, each) => async (request) => await each(request, inner, context),
      // A `Request` of the middleware's own has a body of its own, which can be read once.
      async (request) =>
        await next(
          request,
          request === made ? init : bare<RequestInit>(init, { body: request.body }),
        ),
    );
    return await chain(made);
  };
}

/** Whatever keeps a response from coming becomes a `ConnectionError`. */
export function connection(next: Fetch, state: CallState): Fetch {
  return async (input, init) => {
    try {
      const response = await next(input, init);
      if (!init?.signal?.aborted) state.response = response;
      return response;
    } catch (cause) {
      if (cause instanceof SdkError) throw cause;
      throw new ConnectionError(`${state.operation.id}: no response (${explain(cause)})`, {
        cause,
      });
    }
  };
}

/**
 * The response, once its headers are there.
 * @throws {InvalidRequestError} a middleware failed
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
    // Only the caller's middleware throws anything else: it would do so again.
    if (cause instanceof SdkError) throw cause;
    const message = `${operation.id}: a middleware failed (${explain(cause)})`;
    throw new InvalidRequestError("middleware", message, { response: state.response, cause });
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

/** How much of an error's body is read, in bytes: of JSON more, because half of it is none. */
const MOST_JSON = 2 ** 20;
const MOST_TEXT = 2 ** 15;

/** The operation's typed error for a status. */
async function statusError(response: Response, state: CallState): Promise<ApiError> {
  const { id, errors } = state.operation;
  const { status, statusText, headers } = response;
  const isJson = /json/i.test(headers.get("content-type") ?? "");
  const body = scrub(await readStart(response, isJson ? MOST_JSON : MOST_TEXT), state.hidden);
  const data = parseJson(body);
  const ErrorClass = forStatus(status, errors) ?? errors["default"] ?? ApiError;
  return new ErrorClass(`${id}: ${status} ${sentenceOf(data ?? body) || statusText}`, {
    response,
    body,
    data,
    retryAfterMs: retryAfter(headers, Date.now()),
  });
}
