/** Choosing among servers; emitted only for a document that has several, or one with variables. */
import { own } from "../internal/own.js";

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
  return chosen.url.replace(
    /\{(.+?)\}/g,
    (match, name: string) => own(serverVariables, name) ?? own(defaults, name) ?? match,
  );
}
