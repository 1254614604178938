/** An environment variable; empty ones, and runtimes without an environment, give `undefined`. */
export function env(name: string): string | undefined {
  const { process, Deno } = globalThis as {
    process?: { env?: Record<string, string | undefined> };
    Deno?: { env: { get(name: string): string | undefined } };
  };
  try {
    return (process?.env?.[name] ?? Deno?.env.get(name))?.trim() || undefined;
  } catch {
    return undefined; // Deno without permission to read it
  }
}
