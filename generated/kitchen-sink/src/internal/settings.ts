/** What a client keeps for its calls. */
import type { ClientDefinition, ClientOptions, Settings } from "../core/contract.js";
import { defined } from "./own.js";

export function createSettings(definition: ClientDefinition, options: ClientOptions): Settings {
  return {
    timeoutMs: 600_000,
    deadlineMs: Infinity,
    ...defined(options),
    definition,
    globals: resolve(options, definition.globals),
    secrets: resolve(
      options,
      Object.assign(
        {},
        ...Object.values(definition.security).map((scheme) => scheme.options),
      ) as Record<string, string>,
    ),
    baseURL: options.baseURL || env(`${definition.envPrefix}_BASE_URL`),
    // The global is looked up for each request, so that a later patch of it is used.
    fetch: options.fetch ?? ((input, init) => fetch(input, init)),
    live: new Set(),
  };
}

/** Options by name, each from the environment when it was not given. */
function resolve(
  options: object,
  variables: Readonly<Record<string, string>>,
): Readonly<Record<string, unknown>> {
  const values = Object.create(null) as Record<string, unknown>;
  for (const [name, variable] of Object.entries(variables))
    values[name] = (options as Readonly<Record<string, unknown>>)[name] ?? env(variable);
  return values;
}

/** An environment variable; empty ones, and runtimes without an environment, give `undefined`. */
export function env(name: string): string | undefined {
  try {
    return (
      (globalThis as { process?: { env?: Record<string, string | undefined> } }).process?.env?.[
        name
      ]?.trim() || undefined
    );
  } catch {
    return undefined; // Deno without permission to read it
  }
}
