/** When and how a call is tried again. */
import { backoffDelay, rangeOf, sleep } from "../internal/backoff.js";
import { checkNumber } from "../internal/numbers.js";
import { bare, defined, own } from "../internal/own.js";
import { isPermanent } from "../internal/permanent.js";
import { hideIn, type SdkError, type TimeoutError } from "./errors.js";
import type {
  Attempt,
  BackoffConfig,
  RetryConfig,
  RetryContext,
  RetryEvent,
} from "./retry-policy.js";

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
 * A wait that the server asks for is kept, where it is longer than the policy's own; when it does not fit the policy's time or the
 * deadline, the error is thrown now, with `retryAfterMs`.
 *
 * @throws {InvalidRequestError} a number of the policy is negative, infinite or `NaN`
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
  const settings = bare(context);
  const { now = () => performance.now(), random = Math.random, overrides = [], signal } = settings;
  const levels = [policy, ...overrides];
  levels.forEach(checkPolicy);
  const begin = now();
  for (let attempt = 0, waitedMs = 0; ; attempt++) {
    const start = now();
    try {
      return await fn({ attempt, signal });
    } catch (error) {
      const { name, status, requestId, retryAfterMs = 0 } = (error ?? {}) as Partial<SdkError>;
      const time = now();
      // An argument that cannot be sent was no attempt.
      if (name !== "InvalidRequestError")
        settings.attempts?.push({
          status,
          ms: time - start,
          waitedMs,
          requestId,
          error: String(error),
        });
      const rules = resolvePolicy(levels);
      const end = Math.min(begin + rules.maxElapsedTime, settings.deadline ?? Infinity);
      waitedMs = Math.max(retryAfterMs, backoffDelay(attempt, rules, random()));
      const isInTime = time + waitedMs <= end;
      if (attempt >= rules.maxRetries || !isInTime || !isRetryable(error, rules, settings))
        throw error;
      await tell(settings, { retry: attempt + 1, delayMs: waitedMs, error });
      await (settings.sleep ?? sleep)(waitedMs, signal);
    }
  }
}

const LIMITS = ["initialInterval", "maxInterval", "exponent", "maxElapsedTime"] as const;

function checkPolicy(level: RetryConfig | undefined): void {
  if (!level) return;
  checkNumber("maxRetries", own(level, "maxRetries"));
  const backoff = own(level, "backoff");
  if (backoff) for (const name of LIMITS) checkNumber(name, own(backoff, name));
}

/** The last of several levels wins, field by field. Only a failure asks for it. */
function resolvePolicy(levels: readonly (RetryConfig | undefined)[]) {
  const given = levels.map(defined);
  const rules = bare<RetryConfig>(...given);
  const {
    initialInterval = 500,
    maxInterval = 8000,
    exponent = 2,
    maxElapsedTime,
  } = bare<BackoffConfig>(...given.map(({ backoff }) => defined(backoff)));
  // Where a policy names its time, that is the limit; yet something has to end retries that hardly wait.
  const { maxRetries = maxElapsedTime === undefined ? 2 : 100 } = rules;
  return Object.assign(rules, {
    initialInterval,
    maxInterval,
    exponent,
    maxElapsedTime: maxElapsedTime ?? 60_000,
    maxRetries,
  });
}

/** What the caller's hook throws ends the call. It is the `cause`, and hides nothing of what it was told. */
async function tell({ onRetry }: RetryContext, event: RetryEvent): Promise<void> {
  try {
    await onRetry?.(event);
  } catch (cause) {
    const { error } = event;
    if (error instanceof Error && error !== cause) hideIn(error, { cause });
    throw error;
  }
}

/** The decision table. */
function isRetryable(
  error: unknown,
  { strategy, retryConnectionErrors, statusCodes = STATUS_CODES }: RetryConfig,
  { idempotent = true, unsent, replayable = true }: RetryContext,
): boolean {
  const { name = "", limit, status = 0, headers, cause } = (error ?? {}) as Partial<TimeoutError>;
  if (strategy === "none" || !replayable || limit === "deadline" || FINAL.includes(name))
    return false;
  if (name === "ConnectionError" || limit) {
    if (isPermanent(cause)) return false;
    // A status says that the server has the request: who sends it again may do twice what it asks for.
    return status
      ? idempotent && retryConnectionErrors !== false
      : (retryConnectionErrors ?? (idempotent || unsent?.() === true));
  }
  // Neither a success that cannot be used nor a redirect that is not followed becomes better by a repetition.
  if (status < 400) return false;
  const advice = headers?.get?.("x-should-retry");
  if (advice === "true" || advice === "false") return advice === "true";
  return statusCodes.some((code) => Number(code) === status || code === rangeOf(status));
}

const FINAL = ["AbortedError", "InvalidRequestError"];
