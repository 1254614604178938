/** One call of an operation, from its arguments to a typed result. */
import { run } from "../internal/run.js";
import type { Client } from "./client.js";
import type { CallOptions, RetryWith, WithResponse } from "./contract.js";
import type { SdkError } from "./errors.js";
import type { OperationSpec } from "./operation.js";

export type { CallOptions, ResponseCheck, RetryWith, WithResponse } from "./contract.js";
export type { CallFailure } from "./errors.js";
export type { OperationSpec } from "./operation.js";

/** Either the value or the exact union of errors. */
export type Result<T, E> =
  { readonly ok: true; readonly data: T } | { readonly ok: false; readonly error: E };

/** A call under way: await it for the value, or ask for another view of it. It has started when you get it, and is made once. */
export interface Call<T, E = SdkError, H extends object = object> extends Promise<T> {
  /** The value, the response and the request id; the documented response headers as `headers`, where there are such. */
  withResponse(): Promise<WithResponse<T> & H>;
  /** Never rejects: `{ ok: true, data }` or `{ ok: false, error }`. */
  result(): Promise<Result<T, E>>;
}

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
