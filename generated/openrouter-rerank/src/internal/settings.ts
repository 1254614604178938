/** What a client keeps for its calls. */
import type { ClientDefinition, ClientOptions, Settings } from "../core/contract.js";
import { bare, defined, entriesIn } from "./own.js";
import { platformRedirect } from "./redirects.js";

/** @param options the client's own, which inherit nothing */
export function createSettings(definition: ClientDefinition, options: ClientOptions): Settings {
  const secrets = Object.values(definition.security).map((scheme) => scheme.options);
  return bare<Settings>({
    ...defined(options),
    timeoutMs: options.timeoutMs ?? 600_000,
    // The global is looked up for each request, so that a later patch of it is used.
    fetch: options.fetch ?? ((input, init) => fetch(input, init)),
    baseURL: options.baseURL || env(`${definition.envPrefix}_BASE_URL`),
    definition: bare(definition),
    globals: resolve(options, definition.globals),
    secrets: resolve(options, bare(...secrets)),
    live: new Set(),
    renewals: new Map(),
    redirect: platformRedirect(),
  });
}

/** Options by name, each from the environment when it was not given. */
function resolve(
  options: object,
  variables: Readonly<Record<string, string>>,
): Readonly<Record<string, unknown>> {
  const given = entriesIn(options);
  const values = bare<Record<string, unknown>>();
  for (const [name, variable] of Object.entries(variables))
    values[name] = given[name] ?? env(variable);
  return values;
}

/** Node's, and what other runtimes have in its place. */
declare const process: { readonly env?: Readonly<Record<string, string | undefined>> } | undefined;

/** An environment variable; empty ones, and runtimes without an environment, give `undefined`. */
export function env(name: string): string | undefined {
  try {
    const value = typeof process === "undefined" ? undefined : process.env?.[name];
    return value?.trim() || undefined;
  } catch {
    return undefined; // Deno without permission to read it
  }
}
