/** What surrounds the `fetch` of an attempt. Each layer takes the next one and gives a `fetch`. */
import { ApiError, ConnectionError, SdkError } from "../core/errors.js";
import type { Fetch } from "../core/fetch.js";
import type { Middleware, MiddlewareContext } from "../core/contract.js";
import { forStatus, retryAfter } from "./backoff.js";
import { explain, readStart } from "./read.js";
import { scrub } from "./redact.js";
import type { CallState } from "../core/contract.js";

/** The user's middleware. Only with it is a real `Request` made. */
export function throughMiddleware(
  next: Fetch,
  middleware: readonly Middleware[],
  context: MiddlewareContext,
): Fetch {
  if (!middleware.length) return next;
  const chain = middleware.reduceRight<(request: Request) => Promise<Response>>(
    (inner, each) => async (request) => each(request, inner, context),
    (request) => next(request),
  );
  return (input, init) => chain(new Request(input, init));
}

/** Whatever keeps a response from coming becomes a `ConnectionError`; one that comes is noted. */
export function connection(next: Fetch, state: CallState): Fetch {
  return async (input, init) => {
    try {
      const response = await next(input, init);
      // From a `fetch` that does not listen to the signal: nobody will read it any more.
      if (init?.signal?.aborted) response.body?.cancel().catch(() => {});
      else Object.assign(state, { phase: "body", response });
      return response;
    } catch (cause) {
      if (cause instanceof SdkError) throw cause;
      throw new ConnectionError(`${state.operation.id}: no response (${explain(cause)})`, {
        cause,
      });
    }
  };
}

/** Error statuses become the operation's typed errors: everything but 2xx, also a redirect that was not followed. Reads at most 32 kB of a body. */
export function statusErrors(next: Fetch, { operation: { id, errors }, hidden }: CallState): Fetch {
  return async (input, init) => {
    const response = await next(input, init);
    if (response.ok) return response;
    const { status, statusText, headers } = response;
    const body = scrub(await readStart(response, 32_768), hidden);
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
    throw new ErrorClass(`${id}: ${status} ${sentence ?? statusText}`, {
      response,
      body,
      data,
      retryAfterMs: retryAfter(headers, Date.now()),
    });
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined; // not JSON, or longer than we read: `body` has what there is
  }
}
