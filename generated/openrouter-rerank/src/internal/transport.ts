/**
 * The only file that knows openapi-fetch: its functions build the URL and the headers, our stack of fetch layers sends them. Its
 * `createClient()` would do the same with a `Request` per call, and is 2 kB (gzip) of a runtime of 6.
 */
import { createFinalURL, mergeHeaders, removeTrailingSlash } from "openapi-fetch";
import type { Fetch } from "../core/fetch.js";
import type { Draft } from "../core/operation.js";

/** Sends a request that is ready. */
export function transport(
  method: string,
  draft: Draft,
  signal: AbortSignal,
  fetch: Fetch,
  more: object | undefined,
): Promise<Response> {
  const { path, query, cookies, body } = draft;
  // A path may have a query of its own.
  const [pathname = "", ...own] = path.split("?");
  const url = createFinalURL(pathname, {
    baseUrl: removeTrailingSlash(draft.baseUrl),
    params: {},
    querySerializer: () => [...own, ...query].join("&"),
    pathSerializer: (filled) => filled,
  });
  const headers = mergeHeaders(
    draft.headers,
    cookies.length ? { cookie: cookies.join("; ") } : undefined,
  );
  // `duplex`: fetch wants it for a body that is a stream, and does not mind it otherwise.
  return fetch(url, {
    ...more,
    method,
    headers,
    body: body ?? null,
    signal,
    duplex: "half",
  } as RequestInit);
}
