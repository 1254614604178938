/** Where a call goes. */
import type { ClientOptions, ServerSpec } from "../core/client.js";
import type { CallOptions } from "../core/call.js";
import { InvalidRequestError } from "../core/errors.js";
import type { OperationSpec } from "../core/operation.js";
import type { Settings } from "./settings.js";

/**
 * The call's, the client's or the environment's base URL; else the operation's or the document's server.
 * @throws {InvalidRequestError} not an absolute `http` or `https` URL, or one with a user, a query or a fragment
 */
export function baseUrl(settings: Settings, operation: OperationSpec, options: CallOptions): string {
  const chosen = options.baseURL || settings.baseURL || serverUrl(operation.servers ?? settings.definition.servers, settings.options);
  try {
    // In a browser, a relative server is relative to the page.
    const url = new URL(chosen, globalThis.location?.href);
    if (/^https?:$/.test(url.protocol) && !(url.username || url.password || url.search || url.hash)) return url.href.replace(/\/+$/, "");
  } catch {}
  // The URL itself may hold a password.
  throw new InvalidRequestError("baseURL", "`baseURL` must be an absolute http(s) URL without user, query and fragment");
}

/** The chosen server's URL with its variables filled in. */
function serverUrl(servers: readonly (string | ServerSpec)[], { server = 0, serverVariables }: ClientOptions): string {
  const found = servers.find((each, index) => server === index || (typeof each === "object" && server === each.id)) ?? servers[0] ?? "";
  if (typeof found === "string") return found;
  return found.url.replace(/\{(.+?)\}/g, (match, name: string) => serverVariables?.[name] ?? found.variables?.[name] ?? match);
}
