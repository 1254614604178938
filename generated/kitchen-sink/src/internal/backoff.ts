/** Retry arithmetic: pure functions of what they are given; and the wait itself. */

/** Milliseconds before retry `attempt` (0 for the first): exponential, capped, then between half and all of that, at random. */
export function backoffDelay(
  attempt: number,
  {
    initialInterval,
    maxInterval,
    exponent,
  }: { initialInterval: number; maxInterval: number; exponent: number },
  random: number,
): number {
  return Math.min(initialInterval * exponent ** attempt, maxInterval) * (0.5 + random / 2);
}

/** `Sun, 06 Nov 1994 08:49:37 GMT` and the older forms: begins with a day, has a time. `Date.parse` alone takes "soon 5" for a day in May. */
const HTTP_DATE = /^[A-Z][a-z]+,? .*\d:\d\d:/;

/**
 * The wait that the server asks for, in milliseconds: `retry-after-ms` (digits, perhaps with a fraction), or `Retry-After` in whole
 * seconds or as a date, which is the only thing that is compared with the wall clock.
 * A value that makes no sense is ignored: it loses its timing, not the retry.
 * @see https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
 */
export function retryAfter(headers: Headers, now: number): number | undefined {
  const inMs = headers.get("retry-after-ms") ?? "";
  if (/^\d+(\.\d+)?$/.test(inMs)) return Number(inMs);
  const value = headers.get("retry-after") ?? "";
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  if (!HTTP_DATE.test(value)) return undefined;
  // Without its zone, a date would be local time.
  const wait = Date.parse(value.endsWith("GMT") ? value : `${value} GMT`) - now;
  return Number.isNaN(wait) ? undefined : Math.max(wait, 0);
}

/** The entry for a status: its own (`404`), its range's (`4XX`), or none. */
export function forStatus<T>(status: number, entries: Readonly<Record<string, T>>): T | undefined {
  return entries[status] ?? entries[rangeOf(status)];
}

/** `4XX`, of 404. */
export function rangeOf(status: number): string {
  return `${Math.floor(status / 100)}XX`;
}

/** Waits; an abort ends the wait at once with the signal's reason. */
export function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    // A timer that is asked for more than 24 days fires at once.
    const timer = setTimeout(end, Math.min(ms, 2 ** 31 - 1));
    signal?.addEventListener("abort", end);
    function end() {
      clearTimeout(timer);
      signal?.removeEventListener("abort", end);
      if (signal?.aborted) reject(signal.reason as Error);
      else resolve();
    }
    if (signal?.aborted) end();
  });
}
