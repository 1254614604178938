/** One call of an operation, from its arguments to a typed result. */
import { run } from "../internal/run.js";
import type { Client, SharedOptions } from "./client.js";
import type { SdkError } from "./errors.js";
import type { OperationSpec } from "./operation.js";
import type { Attempt, RetryConfig, RetryContext } from "./retries.js";

export type { CallFailure } from "./errors.js";
export type { OperationSpec } from "./operation.js";

/** Settings of one call; they win over the client's. */
export interface CallOptions extends SharedOptions {
  /** Ends the call in any phase, with an `AbortedError` whose `cause` is the signal's reason. */
  signal?: AbortSignal | undefined;
  /** For an operation with an idempotency header: the key to send. Default: a new one for each call, the same for its retries. */
  idempotencyKey?: string | undefined;
}

/** Either the value or the exact union of errors. */
export type Result<T, E> =
  { readonly ok: true; readonly data: T } | { readonly ok: false; readonly error: E };

/** The value with the response that brought it. */
export interface WithResponse<T> {
  readonly data: T;
  /** Status and headers; the body has been read. */
  readonly response: Response;
  readonly requestId: string | undefined;
}

/** Sees the outcome of each call before it is handed on; `undefined` leaves it as it is. */
export type ResponseCheck = <O extends WithResponse<unknown>>(
  operation: OperationSpec,
  outcome: Promise<O>,
) => Promise<O> | undefined;

/** A call under way: await it for the value, or ask for another view of it. It has started when you get it, and is made once. */
export interface Call<T, E = SdkError, H extends object = object> extends Promise<T> {
  /** The value, the response and the request id; the documented response headers as `headers`, where there are such. */
  withResponse(): Promise<WithResponse<T> & H>;
  /** Never rejects: `{ ok: true, data }` or `{ ok: false, error }`. */
  result(): Promise<Result<T, E>>;
}

/** How an operation retries: `send` makes one attempt. */
export type RetryWith<H extends object = object> = <T>(
  send: (attempt: Attempt) => Promise<WithResponse<T>>,
  policy: RetryConfig | undefined,
  context: RetryContext,
) => Promise<WithResponse<T> & H>;

/**
 * Starts a call. Every problem is a rejection, never a synchronous throw.
 * @param retry the operation's retry wrapper, normally `withRetries`; it is handed the policy of the document
 */
export function call<T, E = SdkError, H extends object = object>(
  client: Client,
  operation: OperationSpec,
  request: object,
  options: CallOptions | undefined,
  retry: RetryWith<H>,
): Call<T, E, H> {
  return new CallPromise<T, E, H>(run(client, operation, request, options ?? {}, retry));
}

class CallPromise<T, E, H extends object> extends Promise<T> implements Call<T, E, H> {
  readonly #outcome: Promise<WithResponse<T> & H>;

  /** `then` and its like give plain promises. */
  static override get [Symbol.species](): PromiseConstructor {
    return Promise;
  }

  constructor(outcome: Promise<WithResponse<T> & H>) {
    super((resolve, reject) => {
      outcome.then(({ data }) => resolve(data), reject);
    });
    this.#outcome = outcome;
  }

  withResponse(): Promise<WithResponse<T> & H> {
    this.catch(() => {}); // whoever looks at this view handles the rejection there
    return this.#outcome.then((outcome) => outcome);
  }

  result(): Promise<Result<T, E>> {
    return this.then(
      (data) => ({ ok: true, data }),
      (error: E) => ({ ok: false, error }),
    );
  }
}
