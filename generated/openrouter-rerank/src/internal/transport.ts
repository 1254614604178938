/**
 * The only file that knows openapi-fetch: its functions build the URL, our layers send it. Its `createClient()` would make a `Request`
 * per call, and is another 2 kB (gzip).
 */
import { createFinalURL, removeTrailingSlash } from "openapi-fetch";
import type { CallState } from "../core/contract.js";
import type { Draft } from "../core/operation.js";
import { bare, defined } from "./own.js";

/** As the platform takes it, and what its types do not have everywhere. */
interface Init extends RequestInit {
  readonly duplex?: "half";
}

/** What `fetch` is called with, for a request that is ready. */
export function requestOf(
  { fetchOptions, operation, redirect }: Pick<CallState, "fetchOptions" | "operation" | "redirect">,
  draft: Draft,
  signal: AbortSignal,
): [url: string, init: RequestInit] {
  const { path, query, body } = draft;
  // A path may have a query of its own.
  const [pathname = "", ...own] = path.split("?");
  const url = createFinalURL(pathname, {
    baseUrl: removeTrailingSlash(draft.baseUrl),
    params: {},
    querySerializer: () => [...own, ...query].join("&"),
    pathSerializer: (filled) => filled,
  });
  const init: Init = {
    method: operation.method,
    headers: headersOf(draft),
    body: body ?? null,
    signal,
    // Fetch wants it for a body that is a stream, and does not mind it otherwise.
    duplex: "half",
  };
  return [url, bare<RequestInit>({ redirect }, fetchOptions && defined(fetchOptions), init)];
}

/** Those that are sent. An object, because `fetch` makes its own `Headers` anyway. */
function headersOf({ headers, cookies }: Draft): Record<string, string> {
  const sent = bare<Record<string, string>>();
  for (const [name, value] of Object.entries(headers)) {
    if (value !== null) sent[name] = value;
  }
  if (cookies.length > 0) sent["cookie"] = cookies.join("; ");
  return sent;
}
