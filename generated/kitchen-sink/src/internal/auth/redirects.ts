import { ConnectionError } from "../../core/errors.js";
import type { Layer } from "../../core/fetch.js";

const MAX_REDIRECTS = 20;

interface Hop {
  readonly url: URL;
  readonly init: RequestInit;
}

/**
 * Follows redirects as fetch does, but leaves the named headers (and what fetch itself drops) behind when one leads to another origin.
 * A browser does not show where a redirect leads: there the call fails rather than give the credential away.
 */
export function redirects(names: readonly string[]): Layer {
  return (next) => async (input, init) => {
    if (redirectMode(input, init) !== "follow") return next(input, init);
    let { url, init: sent } = partsOf(input, init);
    for (let count = 0; ; count++) {
      const response = await next(url.href, { ...sent, redirect: "manual" });
      if (response.type === "opaqueredirect")
        throw refusal(
          "it cannot be seen where to, and the credential must not go to another origin",
          response,
        );
      const location = /^30[12378]$/.test(String(response.status))
        ? response.headers.get("location")
        : null;
      if (location === null) return response;
      if (count === MAX_REDIRECTS) throw refusal("too often", response);
      await response.body?.cancel();
      ({ url, init: sent } = hop(url, sent, response, location, names));
    }
  };
}

function redirectMode(input: string | Request, init: RequestInit | undefined): Request["redirect"] {
  return init?.redirect ?? (typeof input === "string" ? "follow" : input.redirect);
}

function partsOf(input: string | Request, init: RequestInit = {}): Hop {
  if (typeof input === "string") return { url: new URL(input), init };
  const { method, headers, body, signal } = input;
  return {
    url: new URL(input.url),
    init: { method, headers, body, signal, ...init, ...(body && { duplex: "half" }) },
  };
}

/** @see https://fetch.spec.whatwg.org/#http-redirect-fetch */
function hop(
  from: URL,
  init: RequestInit,
  response: Response,
  location: string,
  names: readonly string[],
): Hop {
  const url = URL.canParse(location, from.href) ? new URL(location, from) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) throw refusal("to no web address", response);
  const { status } = response;
  const headers = new Headers(init.headers);
  const method = init.method ?? "GET";
  const asGet =
    (status === 303 && !/^(GET|HEAD)$/.test(method)) || (status < 303 && method === "POST");
  if (asGet)
    for (const name of [
      "content-type",
      "content-length",
      "content-encoding",
      "content-language",
      "content-location",
    ])
      headers.delete(name);
  else if (init.body instanceof ReadableStream)
    throw refusal("after a stream was sent, which cannot be sent again", response);
  if (url.origin !== from.origin)
    for (const name of [...names, "authorization", "cookie", "proxy-authorization"])
      headers.delete(name);
  return {
    url,
    init: {
      ...init,
      headers,
      method: asGet ? "GET" : method,
      body: asGet ? null : (init.body ?? null),
    },
  };
}

function refusal(why: string, response: Response): ConnectionError {
  return new ConnectionError(`the server redirected the call ${why}`, { response });
}
