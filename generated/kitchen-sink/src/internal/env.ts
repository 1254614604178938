/** An environment variable; empty ones, and runtimes without an environment, give `undefined`. */
export function env(name: string): string | undefined {
  try {
    return (globalThis as { process?: { env?: Record<string, string | undefined> } }).process?.env?.[name]?.trim() || undefined;
  } catch {
    return undefined; // Deno without permission to read it
  }
}
