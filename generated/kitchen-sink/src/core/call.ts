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
  let outcome: (WithResponse<T> & H) | undefined;
  const value = run<T, H>(client, operation, request, options, retry, (whole) => {
    outcome = whole;
  });
  // The promise of an async function itself, and not one that follows it: so the stack of an error leads to who awaits it.
  return Object.assign(value, {
    async withResponse(): Promise<WithResponse<T> & H> {
      await value;
      return outcome as WithResponse<T> & H; // there before the value is
    },
    async result(): Promise<Result<T, E>> {
      try {
        return { ok: true, data: await value };
      } catch (error) {
        return { ok: false, error: error as E };
      }
    },
  });
}
