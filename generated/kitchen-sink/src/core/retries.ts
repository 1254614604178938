/** When and how a call is tried again. */
import { backoffDelay, sleep } from "../internal/backoff.js";
import { defined } from "../internal/settings.js";
import type { AttemptRecord, SdkError, TimeoutError } from "./errors.js";

const STATUS_CODES = ["408", "425", "429", "500", "502", "503", "504", "529"];

/** Waits grow as `min(initialInterval * exponent^k, maxInterval)`, less up to half of it at random. */
export interface BackoffConfig {
  /** Before the first retry, in milliseconds. Default 500. */
  readonly initialInterval?: number | undefined;
  /** Longest wait between two attempts, in milliseconds. Default 8,000. */
  readonly maxInterval?: number | undefined;
  /** Default 2. */
  readonly exponent?: number | undefined;
  /** No retry starts later than this many milliseconds after the call. Default 60,000. */
  readonly maxElapsedTime?: number | undefined;
}

/** A retry policy. Each level (SDK, API document, client, call) overrides single fields of the one below. */
export interface RetryConfig {
  /** `none`: fail at once. Default `backoff`. */
  readonly strategy?: "backoff" | "none" | undefined;
  readonly backoff?: BackoffConfig | undefined;
  /** Retry when no response came or it broke off. Default: where a repetition is harmless (GET, PUT, DELETE ..., or an idempotency key). */
  readonly retryConnectionErrors?: boolean | undefined;
  /** `503` or `5XX`. Default 408, 425, 429, 500, 502, 503, 504, 529. The server's `x-should-retry` wins. */
  readonly statusCodes?: readonly string[] | undefined;
  /** Retries after the first attempt. Default 2, or no limit where a policy sets `maxElapsedTime`. */
  readonly maxRetries?: number | undefined;
}

/** What a retried function is told. */
export interface Attempt {
  /** 0 for the first. */
  readonly attempt: number;
  readonly signal: AbortSignal | undefined;
}

/** Told before each wait. */
export interface RetryEvent {
  /** 1 for the first retry. */
  readonly retry: number;
  /** The wait to come, in milliseconds. */
  readonly delayMs: number;
  /** What the last attempt failed with. */
  readonly error: unknown;
}

/** What surrounds the retries. All of it can be left out. */
export interface RetryContext {
  /** Ends the wait between attempts, by throwing its reason. */
  readonly signal?: AbortSignal | undefined;
  /** Policies that override the given one, in rising order. */
  readonly overrides?: readonly (RetryConfig | undefined)[];
  /** False: connection errors are only retried when a policy says so. Default true. */
  readonly idempotent?: boolean;
  /** False: never try again. Default true. */
  readonly replayable?: boolean;
  /** No wait goes beyond this time (milliseconds, as `now` counts them). */
  readonly deadline?: number | undefined;
  readonly onRetry?: ((event: RetryEvent) => void) | undefined;
  /** Failed attempts are added here. */
  readonly attempts?: AttemptRecord[];
  /** The clock and the dice; for tests. */
  readonly now?: () => number;
  readonly random?: () => number;
  readonly sleep?: (ms: number, signal?: AbortSignal) => Promise<void>;
}

/**
 * Runs a function until it succeeds or the policy is exhausted; then throws its last error. Decides by the error: `status` and `headers`
 * of the SDK's errors (and of others that have them), connection errors and timeouts of an attempt. Anything else is thrown at once.
 *
 * A wait that the server asks for is kept exactly; when it does not fit the policy's time or the deadline, the error is thrown now,
 * with `retryAfterMs`.
 *
 * @example
 * ```ts
 * const page = await withRetries(({ signal }) => load(signal), { maxRetries: 5 });
 * ```
 */
export async function withRetries<T>(
  fn: (attempt: Attempt) => Promise<T>,
  policy?: RetryConfig,
  context: RetryContext = {},
): Promise<T> {
  const { now = Date.now, random = Math.random, signal } = context;
  const levels = [policy, ...(context.overrides ?? [])];
  const rules = Object.assign({}, ...levels.map(defined)) as RetryConfig;
  const backoff = Object.assign(
    {},
    ...levels.map((level) => defined(level?.backoff)),
  ) as BackoffConfig;
  const {
    initialInterval = 500,
    maxInterval = 8000,
    exponent = 2,
    maxElapsedTime = 60_000,
  } = backoff;
  // A policy that names its time is not also cut by our own count.
  const { maxRetries = backoff.maxElapsedTime === undefined ? 2 : Infinity } = rules;
  const end = Math.min(now() + maxElapsedTime, context.deadline ?? Infinity);
  for (let attempt = 0, waitedMs = 0; ; attempt++) {
    const start = now();
    try {
      return await fn({ attempt, signal });
    } catch (error) {
      const { name, status, requestId, retryAfterMs } = (error ?? {}) as Partial<SdkError>;
      const time = now();
      // An argument that cannot be sent was no attempt.
      if (name !== "InvalidRequestError")
        context.attempts?.push({
          status,
          ms: time - start,
          waitedMs,
          requestId,
          error: String(error),
        });
      waitedMs =
        retryAfterMs ?? backoffDelay(attempt, initialInterval, maxInterval, exponent, random());
      // The comparison is also false for NaN, so that no odd policy can loop for ever.
      if (attempt >= maxRetries || !isRetryable(error, rules, context) || !(time + waitedMs <= end))
        throw error;
      context.onRetry?.({ retry: attempt + 1, delayMs: waitedMs, error });
      await (context.sleep ?? sleep)(waitedMs, signal);
    }
  }
}

/** The decision table. */
function isRetryable(
  error: unknown,
  { strategy, retryConnectionErrors, statusCodes = STATUS_CODES }: RetryConfig,
  context: RetryContext,
): boolean {
  const { name, limit, status = 0, headers } = (error ?? {}) as Partial<TimeoutError>;
  if (
    strategy === "none" ||
    context.replayable === false ||
    name === "AbortedError" ||
    limit === "deadline"
  )
    return false;
  if (name === "ConnectionError" || limit)
    return retryConnectionErrors ?? context.idempotent !== false;
  const advice = headers?.get?.("x-should-retry");
  return (
    advice === "true" ||
    (advice !== "false" &&
      statusCodes.some((code) => +code === status || code === `${status}`[0] + "XX"))
  );
}
