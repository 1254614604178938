/** When and how a call is tried again. */
import { backoffDelay, matchesStatus, retryAfter } from "../internal/backoff.js";
import { sleep } from "../internal/sleep.js";
import type { AttemptRecord, SdkError, TimeoutError } from "./errors.js";

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

/**
 * A retry policy. Each level (SDK, API document, client, call) overrides single fields of the one below.
 * A level that sets `maxElapsedTime` is bounded by it alone, unless it sets `maxRetries` too.
 */
export interface RetryConfig {
  /** `none`: fail at once. Default `backoff`. */
  readonly strategy?: "backoff" | "none" | undefined;
  readonly backoff?: BackoffConfig | undefined;
  /** Retry when no response came or it broke off. Default: where a repetition is harmless (GET, PUT, DELETE ..., or an idempotency key). */
  readonly retryConnectionErrors?: boolean | undefined;
  /** `"503"` or `"5XX"`. Default 408, 425, 429, 500, 502, 503, 504, 529. The server's `x-should-retry` wins. */
  readonly statusCodes?: readonly string[] | undefined;
  /** Retries after the first attempt. Default 2. */
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
export async function withRetries<T>(fn: (attempt: Attempt) => Promise<T>, policy?: RetryConfig, context: RetryContext = {}): Promise<T> {
  const { now = Date.now, random = Math.random, signal } = context;
  const rules = merge([policy, ...(context.overrides ?? [])]);
  const end = Math.min(now() + rules.backoff.maxElapsedTime, context.deadline ?? Infinity);
  for (let attempt = 0, waitedMs = 0; ; attempt++) {
    const start = now();
    try {
      return await fn({ attempt, signal });
    } catch (error) {
      const time = now();
      const { status, requestId, headers, retryAfterMs } = (error ?? {}) as Partial<SdkError>;
      context.attempts?.push({ status, ms: time - start, waitedMs, requestId, error: String(error) });
      if (attempt >= rules.maxRetries || !isRetryable(error, rules, context)) throw error;
      waitedMs = retryAfterMs ?? retryAfter(headers, time) ?? backoffDelay(attempt, rules.backoff, random());
      // Also false for NaN, so that no odd policy can loop for ever.
      if (!(time + waitedMs <= end)) throw error;
      context.onRetry?.({ retry: attempt + 1, delayMs: waitedMs, error });
      await (context.sleep ?? sleep)(waitedMs, signal);
    }
  }
}

/** The decision table. */
function isRetryable(error: unknown, rules: Rules, context: RetryContext): boolean {
  if (rules.strategy === "none" || context.replayable === false) return false;
  const { name, limit, status, headers } = (error ?? {}) as Partial<TimeoutError>;
  if (name === "AbortedError" || limit === "deadline") return false;
  if (name === "ConnectionError" || limit) return rules.retryConnectionErrors ?? context.idempotent !== false;
  const advice = headers instanceof Headers && headers.get("x-should-retry");
  return advice === "true" || (advice !== "false" && status !== undefined && matchesStatus(status, rules.statusCodes));
}

type Rules = ReturnType<typeof merge>;

/** The runtime's own policy with the others laid over it, the last one on top. */
function merge(levels: readonly (RetryConfig | undefined)[]) {
  const rules = {
    strategy: "backoff" as RetryConfig["strategy"],
    backoff: { initialInterval: 500, maxInterval: 8000, exponent: 2, maxElapsedTime: 60_000 },
    statusCodes: ["408", "425", "429", "500", "502", "503", "504", "529"] as readonly string[],
    retryConnectionErrors: undefined as boolean | undefined,
    maxRetries: 2,
  };
  for (const { backoff, ...rest } of levels.map((level) => level ?? {})) {
    // A policy that names its time is not also cut by the count of a level below.
    if (backoff?.maxElapsedTime !== undefined) rules.maxRetries = Infinity;
    assign(rules.backoff, backoff);
    assign(rules, rest);
  }
  return rules;
}

function assign(target: object, source: object = {}): void {
  Object.assign(target, Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined)));
}
