/**
 * Redirects, followed by the SDK. `fetch` by itself takes the caller's headers and body to whatever origin the server names, and makes a
 * GET of a POST.
 */
import type { CallState } from "../core/contract.js";
import { RedirectError } from "../core/errors.js";
import type { Fetch } from "../core/fetch.js";
import { bare } from "./own.js";
import { scrub } from "./redact.js";

const MAX_REDIRECTS = 20;

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
 * A `Request` of a middleware comes with what it was made of (`init`), which knows more than it shows: a body that can be sent again, a
 * runtime's own options.
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-15.4
 */
export function followRedirects(fetch: Fetch, state: CallState): Fetch {
  return async (input, given) => {
    const redirect = given?.redirect ?? (isBrowser() ? "follow" : "manual");
    const init = bare<RequestInit>(given, { redirect });
    const isUrl = typeof input === "string";
    let hop = isUrl
      ? { url: input, init }
      : {
          url: input.url,
          init: bare<RequestInit>(init, { method: input.method, headers: input.headers }),
        };
    let response = await (isUrl ? fetch(input, init) : fetch(new Request(input, { redirect })));
    if (given?.redirect) return response;
    for (let count = 0; isRedirect(response); count++) {
      hop = nextHop(hop, response, count, state);
      response.body?.cancel().catch(() => {});
      response = await fetch(hop.url, hop.init);
    }
    return response;
  };
}

/** A page or a worker of one: not what Deno and older workers of Cloudflare have under the same name. */
function isBrowser(): boolean {
  return (
    "document" in globalThis ||
    ("importScripts" in globalThis && !("Deno" in globalThis || "WebSocketPair" in globalThis))
  );
}

function isRedirect({ status, headers }: Response): boolean {
  return /^30[12378]$/.test(`${status}`) && headers.has("location");
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
  if (!/^(GET|HEAD)$/.test(method) && (isAway || status < 307))
    refuse(`a ${method} follows 307 and 308 on its own origin only`);
  if (isAway) {
    if (scrub(location, state.hidden) !== location) refuse("it would give away a credential");
    return {
      url: location,
      init: bare<RequestInit>(init, { headers: { accept: state.operation.response.accept } }),
    };
  }
  if (body instanceof ReadableStream) refuse("a stream cannot be sent again");
  const headers = new Headers(init.headers);
  // The platform writes it anew, with the boundary of the body that it sends.
  if (body instanceof FormData) headers.delete("content-type");
  return { url: location, init: bare<RequestInit>(init, { headers }) };
}
