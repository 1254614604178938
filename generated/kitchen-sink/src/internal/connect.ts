/** From a request that is ready to a response, whatever its status: through the user's middleware, to where redirects lead. */
import type { CallState, Middleware, MiddlewareContext } from "../core/contract.js";
import { InvalidRequestError, isStamped, SdkError } from "../core/errors.js";
import type { Draft, FetchBody } from "../core/operation.js";
import { bare, defined, isObject } from "./own.js";
import { explain, noAnswer } from "./read.js";
import { followRedirects, isRedirect } from "./redirects.js";

export function respond(
  state: CallState,
  { body }: Draft,
  url: string,
  init: RequestInit,
): Promise<Response> {
  const { client, options } = state;
  const middleware = [...(client.middleware ?? []), ...(options.middleware ?? [])];
  return middleware.length > 0
    ? throughMiddleware(state, middleware, body, new Request(url, init), init)
    : connect(state, url, init);
}

/** @throws {InvalidRequestError} one of them failed */
async function throughMiddleware(
  state: CallState,
  middleware: readonly Middleware[],
  body: FetchBody | undefined,
  made: Request,
  init: RequestInit,
): Promise<Response> {
  const { definition, last, operation } = state;
  const context: MiddlewareContext = {
    operation,
    attempt: last.number,
    body,
    client: definition,
    sensitive: definition.sensitive ?? [],
  };
  const chain = middleware.reduceRight<(request: Request) => Promise<Response>>(
    (next, each) => async (request) => await each(request, next, context),
    // A `Request` of the middleware's own has a body of its own, which can be read once.
    (request) =>
      connect(
        state,
        request,
        request === made ? init : bare<RequestInit>(init, { body: request.body }),
      ),
  );
  try {
    const response = await chain(made);
    if (!isObject(response)) throw new TypeError("it gave no response");
    return response;
  } catch (cause) {
    if (isOfThisCall(cause)) throw cause;
    // It, or a call of its own: it would fail in the same way again.
    const message = `${operation.id}: a middleware failed (${explain(cause)})`;
    throw new InvalidRequestError("middleware", message, { response: state.response, cause });
  }
}

/** Whatever keeps a response from coming is a `ConnectionError`. */
async function connect(
  state: CallState,
  input: string | Request,
  init: RequestInit,
): Promise<Response> {
  const { fetch, fetchOptions, operation } = state;
  const { redirect = "follow", signal } = init;
  try {
    let response = await (typeof input === "string"
      ? fetch(input, init)
      : fetch(new Request(input, bare({ redirect }))));
    const isForUs = isRedirect(response) && !defined<RequestInit>(fetchOptions).redirect;
    if (isForUs) response = await followRedirects(state, input, init, response);
    if (!signal?.aborted) state.response = response;
    return response;
  } catch (cause) {
    if (isOfThisCall(cause)) throw cause;
    throw noAnswer(operation.id, undefined, cause);
  }
}

/** Not of another one, which a middleware or a `fetch` has made. */
function isOfThisCall(error: unknown): boolean {
  return error instanceof SdkError && !isStamped(error);
}
