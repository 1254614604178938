/**
 * Redirects, followed by the SDK. `fetch` by itself takes the caller's headers and body to whatever origin the server names, and makes a
 * GET of a POST.
 */
import type { CallState } from "../core/contract.js";
import { RedirectError } from "../core/errors.js";
import { bare } from "./own.js";
import { scrub } from "./redact.js";

const MAX_REDIRECTS = 20;
const FOLLOWED: readonly number[] = [301, 302, 303, 307, 308];

/** A request to one of the addresses on the way. */
interface Hop {
  readonly url: string;
  readonly init: RequestInit;
}

/**
 * Follows redirects. On the same origin 307 and 308 keep method and body; 301, 302 and 303 are followed for GET and HEAD only. To another
 * origin go GET and HEAD, with no header but the SDK's own `Accept`. Left to `fetch` in a browser, which does not show where a redirect
 * leads, and where the caller's `fetchOptions` say something else.
 *
 * @param init what was sent. A `Request` of a middleware was made of it, and it knows more than that shows: a body that can be sent again,
 *   a runtime's own options.
 * @param response a redirect
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-15.4
 */
export async function followRedirects(
  state: CallState,
  input: string | Request,
  init: RequestInit,
  response: Response,
): Promise<Response> {
  let hop: Hop =
    typeof input === "string"
      ? { url: input, init }
      : {
          url: input.url,
          init: bare<RequestInit>(init, { method: input.method, headers: input.headers }),
        };
  let last = response;
  for (let count = 0; isRedirect(last); count++) {
    hop = nextHop(hop, last, count, state);
    last.body?.cancel().catch(() => {});
    last = await state.fetch(hop.url, hop.init);
  }
  return last;
}

/** What `fetch` does with them. A browser is a page or a worker of one: not what Deno and older workers of Cloudflare have under the same name. */
export function platformRedirect(): NonNullable<RequestInit["redirect"]> {
  const isBrowser =
    "document" in globalThis ||
    ("importScripts" in globalThis && !("Deno" in globalThis || "WebSocketPair" in globalThis));
  return isBrowser ? "follow" : "manual";
}

export function isRedirect({ status, headers }: Response): boolean {
  return FOLLOWED.includes(status) && headers.has("location");
}

/** @throws {RedirectError} the call does not go there */
function nextHop({ url, init }: Hop, response: Response, count: number, state: CallState): Hop {
  const { status } = response;
  const { method = "GET", body } = init;
  const given = response.headers.get("location") ?? "";
  const location = URL.canParse(given, url) ? new URL(given, url).href : given;
  const refuse = (why: string): never => {
    const message = `${state.operation.id}: redirect not followed: ${why}`;
    throw new RedirectError(message, { response, location });
  };
  // With a user in it (`https://user@host/`), fetch would refuse it.
  if (!/^https?:\/\/[^/@]+\//.test(location)) refuse("no web address");
  if (count === MAX_REDIRECTS) refuse("too many");
  const isAway = new URL(location).origin !== new URL(url).origin;
  const isRead = method === "GET" || method === "HEAD";
  if (!isRead && (isAway || status < 307))
    refuse(`a ${method} follows 307 and 308 on its own origin only`);
  if (isAway) {
    if (scrub(location, state.hidden) !== location) refuse("it would give away a credential");
    return {
      url: location,
      init: bare<RequestInit>(init, {
        headers: bare({ accept: state.operation.response.accept }),
        referrer: "", // none: whatever the caller's `fetchOptions` have is for the API
      }),
    };
  }
  if (body instanceof ReadableStream) refuse("a stream cannot be sent again");
  const headers = new Headers(init.headers);
  // The platform writes it anew, with the boundary of the body that it sends.
  if (body instanceof FormData) headers.delete("content-type");
  return { url: location, init: bare<RequestInit>(init, { headers }) };
}
