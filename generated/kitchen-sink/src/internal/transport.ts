/**
 * The only file that knows openapi-fetch: its functions build the URL and the headers, our layers send them. Its `createClient()` would
 * do the same with a `Request` per call, and is 2 kB (gzip) of a runtime of 6.
 */
import { createFinalURL, mergeHeaders, removeTrailingSlash } from "openapi-fetch";
import type { Draft } from "../core/operation.js";
import { bare } from "./own.js";

/** As the platform takes it, and what its types do not have everywhere. */
interface Init extends RequestInit {
  readonly duplex?: "half";
}

/**
 * What `fetch` is called with, for a request that is ready.
 * @param more the option `fetchOptions`
 */
export function requestOf(
  method: string,
  draft: Draft,
  signal: AbortSignal,
  more: object | undefined,
): [url: string, init: RequestInit] {
  const { path, query, cookies, body } = draft;
  // A path may have a query of its own.
  const [pathname = "", ...own] = path.split("?");
  const url = createFinalURL(pathname, {
    baseUrl: removeTrailingSlash(draft.baseUrl),
    params: {},
    querySerializer: () => [...own, ...query].join("&"),
    pathSerializer: (filled) => filled,
  });
  const cookie = cookies.length > 0 ? { cookie: cookies.join("; ") } : undefined;
  const init: Init = {
    method,
    headers: mergeHeaders(draft.headers, cookie),
    body: body ?? null,
    signal,
    // Fetch wants it for a body that is a stream, and does not mind it otherwise.
    duplex: "half",
  };
  return [url, bare<RequestInit>(more, init)];
}
