/** What a retry policy says, and what the parts of a call tell each other about retries. */
import type { AttemptRecord } from "./errors.js";

/**
 * Waits grow as `min(initialInterval * exponent^k, maxInterval)`, less up to half of it at random. A number that is negative, infinite or
 * `NaN` is refused.
 */
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
  /**
   * Retry when no response came. Default: where a repetition is harmless, which is an idempotent method (GET, HEAD, PUT, DELETE, OPTIONS,
   * TRACE, QUERY) or a request with an idempotency key. A response that breaks off after its status was sent for a request that the
   * server has received: that one is repeated only where it is harmless, whatever stands here.
   */
  readonly retryConnectionErrors?: boolean | undefined;
  /** Error statuses: `503` or `5XX`. Default 408, 425, 429, 500, 502, 503, 504, 529. The server's `x-should-retry` wins. */
  readonly statusCodes?: readonly string[] | undefined;
  /** Retries after the first attempt. Default 2, or 100 where a policy sets `maxElapsedTime`. */
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
  /** False: connection errors are only retried when a policy says so, and never after a status has arrived. Default true. */
  readonly idempotent?: boolean;
  /** True while nothing has been sent, such as a credential that did not come: to try again is then harmless for any call. */
  readonly unsent?: () => boolean;
  /** False: never try again. Default true. */
  readonly replayable?: boolean;
  /** No wait goes beyond this time (milliseconds, as `now` counts them). */
  readonly deadline?: number | undefined;
  /** Told before each wait. When it throws, the last attempt's error is thrown, with that as its `cause`. */
  readonly onRetry?: ((event: RetryEvent) => void | Promise<void>) | undefined;
  /** Failed attempts are added here. */
  readonly attempts?: AttemptRecord[];
  /** The clock (a monotonic one, in milliseconds) and the dice; for tests. */
  readonly now?: () => number;
  readonly random?: () => number;
  readonly sleep?: (ms: number, signal?: AbortSignal) => Promise<void>;
}
