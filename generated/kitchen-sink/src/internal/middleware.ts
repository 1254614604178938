/** A fetch layer: the user's middleware. Only with it is a real `Request` made. */
import type { Fetch } from "../core/fetch.js";
import type { Middleware, MiddlewareContext } from "../core/middleware.js";

export function throughMiddleware(next: Fetch, middleware: readonly Middleware[], context: MiddlewareContext): Fetch {
  if (!middleware.length) return next;
  const chain = middleware.reduceRight<(request: Request) => Promise<Response>>(
    (inner, each) => async (request) => each(request, inner, context),
    (request) => next(request),
  );
  return (input, init) => chain(new Request(input, init));
}
