/** From a request to a response that is a success, or an error that says what it is. */
import type { CallState, Middleware, MiddlewareContext } from "../core/contract.js";
import { ApiError, InvalidRequestError, isStamped, SdkError } from "../core/errors.js";
import type { Fetch } from "../core/fetch.js";
import { forStatus, retryAfter } from "./backoff.js";
import { bare, defined, own } from "./own.js";
import { explain, noAnswer, parseJson, readStart } from "./read.js";
import { scrub } from "./redact.js";
import { followRedirects, isRedirect } from "./redirects.js";
import { sentenceOf } from "./response/sentence.js";

/**
 * The user's middleware. Only with it is a real `Request` made.
 * @throws {InvalidRequestError} one of them failed
 */
export function throughMiddleware(
  next: Fetch,
  middleware: readonly Middleware[],
  context: MiddlewareContext,
  state: CallState,
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
    try {
      return await chain(made);
    } catch (cause) {
      if (cause instanceof SdkError && !isStamped(cause)) throw cause;
      // It, or a call of its own: it would fail in the same way again.
      const message = `${context.operation.id}: a middleware failed (${explain(cause)})`;
      throw new InvalidRequestError("middleware", message, { response: state.response, cause });
    }
  };
}

/** Sends a request to where it leads. Whatever keeps a response from coming is a `ConnectionError`. */
export async function connect(
  state: CallState,
  input: string | Request,
  init: RequestInit = {},
): Promise<Response> {
  const { fetch, fetchOptions, operation } = state;
  const { redirect = "follow" } = init;
  try {
    let response = await (typeof input === "string"
      ? fetch(input, init)
      : fetch(new Request(input, bare({ redirect }))));
    const isForUs = isRedirect(response) && !defined<RequestInit>(fetchOptions).redirect;
    if (isForUs) response = await followRedirects(state, input, init, response);
    if (!init.signal?.aborted) state.response = response;
    return response;
  } catch (cause) {
    if (cause instanceof SdkError && !isStamped(cause)) throw cause;
    throw noAnswer(operation.id, undefined, cause);
  }
}

/** Takes note of a response, once its headers are there. */
export function arrived(state: CallState, response: Response, signal: AbortSignal): void {
  if (signal.aborted) {
    // From a `fetch` that does not listen to the signal: nobody will read it any more.
    response.body?.cancel().catch(() => {});
  } else {
    state.phase = "body";
    state.response = response;
  }
}

/** How much of an error's body is read, in bytes: of JSON more, because half of it is none. */
const MOST_JSON = 2 ** 20;
const MOST_TEXT = 2 ** 15;

/** The operation's typed error for a status: for everything but 2xx, also for a redirect that was not followed. */
export async function statusError(response: Response, state: CallState): Promise<ApiError> {
  const { id, errors } = state.operation;
  const { status, statusText, headers } = response;
  const isJson = /json/i.test(headers.get("content-type") ?? "");
  const body = scrub(await readStart(response, isJson ? MOST_JSON : MOST_TEXT), state.hidden);
  const data = parseJson(body);
  const ErrorClass = forStatus(status, errors) ?? errors["default"] ?? ApiError;
  const error = new ErrorClass(`${id}: ${status} ${sentenceOf(data ?? body) || statusText}`, {
    response,
    body,
    data,
    retryAfterMs: retryAfter(headers, Date.now()),
  });
  own(state.operation, "readError")?.(error);
  return error;
}
