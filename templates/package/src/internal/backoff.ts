/** Retry arithmetic: pure functions of what they are given. */

/** Milliseconds before retry `attempt` (0 for the first): exponential, capped, then between half and all of that, at random. */
export function backoffDelay(
  attempt: number,
  backoff: { readonly initialInterval: number; readonly maxInterval: number; readonly exponent: number },
  random: number,
): number {
  return Math.min(backoff.initialInterval * backoff.exponent ** attempt, backoff.maxInterval) * (0.5 + random / 2);
}

/**
 * The wait that the server asks for, in milliseconds: `retry-after-ms`, or `Retry-After` in seconds or as a date.
 * A value that makes no sense is ignored: it loses its timing, not the retry.
 * @see https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
 */
export function retryAfter(headers: unknown, now: number): number | undefined {
  if (!(headers instanceof Headers)) return undefined;
  const ms = headers.get("retry-after-ms");
  if (ms && +ms >= 0) return +ms;
  const value = headers.get("retry-after");
  if (!value) return undefined;
  if (+value >= 0) return +value * 1000;
  // Date.parse alone takes "soon 5" for a day in May.
  const date = /^[A-Z][a-z]+,? .*\d:\d\d:/.test(value) ? Date.parse(value) : NaN;
  return date >= 0 ? Math.max(date - now, 0) : undefined;
}

/** True when one of `codes` (`503`, `5XX`) stands for the status. */
export function matchesStatus(status: number, codes: readonly string[]): boolean {
  return codes.some((code) => code.length === 3 && new RegExp(code.replace(/x/gi, ".")).test(`${status}`));
}
