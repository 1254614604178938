/** A user's own layer around each attempt of a call. */
import type { ClientDefinition } from "./client.js";
import type { FetchBody, OperationSpec } from "./operation.js";

/**
 * Sees each attempt as a `Request`, after credentials were added, and its `Response`, before errors are made of it.
 * It may change either, answer itself, or call `next` again. What it throws becomes the `cause` of a `ConnectionError`.
 *
 * @example
 * ```ts
 * const traced: Middleware = async (request, next, { operation, attempt }) => {
 *   request.headers.set("x-trace-id", crypto.randomUUID());
 *   const response = await next(request);
 *   console.log(operation.id, attempt, response.status);
 *   return response;
 * };
 * ```
 */
export type Middleware = (
  request: Request,
  next: (request: Request) => Promise<Response>,
  context: MiddlewareContext,
) => Promise<Response>;

export interface MiddlewareContext {
  readonly operation: Pick<OperationSpec, "id" | "method" | "path">;
  /** 0 for the first. */
  readonly attempt: number;
  /** What the request was made with, before any middleware; a `Request` shows its body as a stream only. */
  readonly body: FetchBody | undefined;
  /** The package and its API. */
  readonly client: Pick<ClientDefinition, "envPrefix" | "name" | "version">;
  /** Names of headers, query parameters and properties of bodies that this API marks as secret: not for logs. */
  readonly sensitive: readonly string[];
}
