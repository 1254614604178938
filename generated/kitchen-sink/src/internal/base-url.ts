/** Where a call goes. */
import type { ServerSpec } from "../core/servers.js";
import { InvalidRequestError } from "../core/errors.js";
import type { CallState } from "./run.js";

/**
 * The call's, the client's or the environment's base URL; else the operation's or the document's server.
 * @throws {InvalidRequestError} not an absolute `http` or `https` URL, or one with a user, a query or a fragment
 */
export function baseUrl(state: CallState): string {
  const { definition, operation, baseURL } = state;
  const servers = operation.servers ?? definition.servers;
  const [first = ""] = servers;
  try {
    // In a browser, a relative server is relative to the page.
    const { href } = new URL(baseURL || (definition.chooseServer?.(servers, state) ?? (first as ServerSpec).url ?? (first as string)), globalThis.location?.href);
    if (/^https?:\/\/[^/?#@]+\/[^?#]*$/.test(href)) return href;
  } catch {}
  // Not repeated in the message: it may hold a password.
  throw new InvalidRequestError("baseURL", "`baseURL` must be an absolute http(s) URL without user, query and fragment");
}
