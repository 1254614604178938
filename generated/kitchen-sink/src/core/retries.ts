/** When and how a call is tried again. */
import { backoffDelay, sleep } from "../internal/backoff.js";
import { bare, defined } from "../internal/own.js";
import type { SdkError, TimeoutError } from "./errors.js";
import type { Attempt, BackoffConfig, RetryConfig, RetryContext } from "./retry-policy.js";

export type {
  Attempt,
  BackoffConfig,
  RetryConfig,
  RetryContext,
  RetryEvent,
} from "./retry-policy.js";

const STATUS_CODES = ["408", "425", "429", "500", "502", "503", "504", "529"];

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
  const { now = Date.now, random = Math.random, signal } = bare(context);
  const levels = [policy, ...(context.overrides ?? [])].map(defined);
  const rules = bare<RetryConfig>(...levels);
  const backoff = bare<BackoffConfig>(...levels.map((level) => defined(level.backoff)));
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
