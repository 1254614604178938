/** Choosing among servers; emitted only for a document that has several, or one with variables. */
import { own } from "../internal/own.js";
import { InvalidRequestError } from "./errors.js";

export interface ServerSpec {
  /** May hold `{variables}`. */
  readonly url: string;
  readonly id?: string;
  /** Defaults by name. */
  readonly variables?: Readonly<Record<string, string>>;
}

/** Client options of an API with several servers. */
export interface ServerOptions {
  /** One of the document's servers, by position or id. Default: the first. */
  server?: number | string | undefined;
  /** Values for the variables in that server's URL. */
  serverVariables?: Readonly<Record<string, string>> | undefined;
}

/**
 * The chosen server's URL with its variables filled in; the first one's where the choice is unknown here (an operation's own servers).
 * @throws {InvalidRequestError} a value would make another host of it
 * @see https://spec.openapis.org/oas/v3.1.1#server-object
 */
export function chooseServer(
  servers: readonly (string | ServerSpec)[],
  { server = 0, serverVariables = {} }: ServerOptions,
): string {
  const specs = servers.map((each): ServerSpec =>
    typeof each === "string" ? { url: each } : each,
  );
  const chosen =
    specs.find((spec, index) => server === index || server === own(spec, "id")) ?? specs[0];
  if (chosen === undefined) return "";
  const defaults = own(chosen, "variables") ?? {};
  const host = hostOf(chosen.url);
  return chosen.url.replace(/\{(.+?)\}/g, (match, name: string) => {
    const value = own(serverVariables, name) ?? own(defaults, name) ?? match;
    if (ENDS_HOST.test(value) && host.includes(`{${name}}`)) refuse(name);
    return value;
  });
}

/** Host and port as the document writes them; empty where they are one variable and no more: then all of it is the caller's. */
function hostOf(url: string): string {
  const [, rest = ""] = url.split("://");
  const [host = ""] = rest.split("/");
  return /^\{[^{}]*\}$/.test(host) ? "" : host;
}

/** Credentials would go to another host: `{tenant}.example.com` with `evil.example/`. */
const ENDS_HOST = /[/?#@\\]/;

function refuse(name: string): never {
  const message = `the server variable \`${name}\` is a part of a host, and would end it`;
  throw new InvalidRequestError("serverVariables", message);
}
