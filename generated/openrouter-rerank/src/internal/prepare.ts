/** From the request argument to what goes on the wire. Runs once per call; every retry sends the same. */
import { InvalidRequestError } from "../core/errors.js";
import type { HeadersOption } from "../core/fetch.js";
import type { Draft, ParameterSpec } from "../core/operation.js";
import type { ServerSpec } from "../core/servers.js";
import type { CallState } from "../core/contract.js";

/** Puts the request together, but for credentials. */
export function prepare(state: CallState, request: object): Draft {
  const { operation, globals, levels } = state;
  // Without a prototype: a parameter named `constructor` that was not passed is then undefined.
  const rest = Object.assign(Object.create(null), request) as Record<string, unknown>;
  const headers: Draft["headers"] = { accept: operation.response.accept };
  const draft: Draft = {
    baseUrl: baseUrl(state),
    path: operation.path,
    query: [],
    cookies: [],
    headers,
    body: undefined,
    once: false,
  };
  addHeaders(headers, levels[0]?.headers);
  const key = state.idempotencyKey ?? operation.newIdempotencyKey?.();
  if (operation.idempotencyHeader && key)
    setHeader(headers, operation.idempotencyHeader, key, "idempotencyKey");
  for (const [place, parameters] of Object.entries(operation.parameters ?? {})) {
    for (const parameter of parameters) {
      // A name alone is a string, which has none of these.
      const {
        name = parameter as string,
        property = name,
        serialize = (_name: string, value: unknown) => String(value ?? ""),
      } = parameter as Partial<ParameterSpec>;
      const value = rest[property] === undefined ? globals[property] : rest[property];
      delete rest[property];
      if (place !== "header") operation.place?.(draft, place, parameter, value);
      else if (value === "" || (value !== undefined && serialize(name, value)))
        setHeader(headers, name, serialize(name, value), property);
    }
  }
  const { body, contentType = null, once = false, upload } = operation.body?.(rest) ?? {};
  if (body !== undefined) setHeader(headers, "content-type", contentType);
  addHeaders(headers, levels[1]?.headers);
  return { ...draft, body, once, upload };
}

/**
 * The call's, the client's or the environment's base URL; else the operation's or the document's server.
 * @throws {InvalidRequestError} not an absolute `http` or `https` URL, or one with a user, a query or a fragment
 */
function baseUrl(state: CallState): string {
  const { definition, operation, baseURL } = state;
  const servers = operation.servers ?? definition.servers;
  const [first = ""] = servers;
  try {
    // In a browser, a relative server is relative to the page.
    const { href } = new URL(
      baseURL ||
        (definition.chooseServer?.(servers, state) ??
          (first as ServerSpec).url ??
          (first as string)),
      globalThis.location?.href,
    );
    if (/^https?:\/\/[^/?#@]+\/[^?#]*$/.test(href)) return href;
  } catch {}
  // Not repeated in the message: it may hold a password.
  throw new InvalidRequestError(
    "baseURL",
    "`baseURL` must be an http(s) URL without user, query and fragment",
  );
}

/** Sets one header, or with `null` none. Refuses a line break, which would start another header; never repeats the value, which may be secret. */
export function setHeader(
  headers: Draft["headers"],
  name: string,
  value: string | null,
  parameter = name,
): void {
  if (!/^[\w!#$%&'*+.^`|~-]+\n[\t\x20-\x7e\x80-\xff]*$/.test(`${name}\n${value}`)) {
    throw new InvalidRequestError(
      parameter,
      `\`${parameter}\` cannot be a header: a line break, or another such character`,
    );
  }
  headers[name.toLowerCase()] = value;
}

/** Lays the given headers over the others; `null` removes one. */
function addHeaders(headers: Draft["headers"], given: HeadersOption = {}): void {
  for (const [name, value] of given instanceof Headers ? given : Object.entries(given)) {
    if (value !== undefined) setHeader(headers, name, value);
  }
}
