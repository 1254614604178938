/** What a client keeps for its calls. */
import type { ClientDefinition, ClientOptions } from "../core/client.js";
import type { Fetch } from "../core/fetch.js";
import { env } from "./env.js";
import { createTransport, type Transport } from "./transport.js";

export interface Settings {
  readonly definition: ClientDefinition;
  readonly options: ClientOptions;
  /** Parameters that were set on the client, by option name; environment variables filled in. */
  readonly globals: Readonly<Record<string, unknown>>;
  /** The same for credentials. */
  readonly secrets: Readonly<Record<string, unknown>>;
  /** Instead of a server of the document. */
  readonly baseURL: string | undefined;
  readonly fetch: Fetch;
  readonly transport: Transport;
  /** Ends each call that is under way. */
  readonly live: Set<() => void>;
  closed: boolean;
}

export function createSettings(definition: ClientDefinition, options: ClientOptions): Settings {
  const globals = resolve(options, [definition.globals]);
  const schemes = Object.values(definition.security);
  const secrets = resolve(
    options,
    schemes.map((scheme) => scheme.options),
  );
  // The global is looked up for each request, so that a later patch of it is used.
  const fetch: Fetch = options.fetch ?? ((input, init) => globalThis.fetch(input, init));
  const baseURL = options.baseURL || env(`${definition.envPrefix}_BASE_URL`);
  return { definition, options, globals, secrets, baseURL, fetch, transport: createTransport(), live: new Set(), closed: false };
}

/** Options by name, each from the environment when it was not given. */
function resolve(options: object, sources: readonly Readonly<Record<string, string>>[]): Readonly<Record<string, unknown>> {
  const values = Object.create(null) as Record<string, unknown>;
  for (const [name, variable] of sources.flatMap((source) => Object.entries(source))) {
    values[name] = (options as Readonly<Record<string, unknown>>)[name] ?? env(variable);
  }
  return values;
}
