/** The straight line of a call: a deadline around retries around attempts. */
import { type Client, SETTINGS } from "../core/client.js";
import type { CallOptions, CallState, RetryWith, WithResponse } from "../core/contract.js";
import {
  AbortedError,
  type AbortedErrorInit,
  type AttemptRecord,
  InvalidRequestError,
  SdkError,
  stamp,
  TimeoutError,
} from "../core/errors.js";
import type { OperationSpec } from "../core/operation.js";
import { attempt } from "./attempt.js";
import { prepare } from "./prepare.js";
import { explain } from "./read.js";
import { defined } from "./own.js";

export async function run<T, H extends object = object>(
  client: Client,
  operation: OperationSpec,
  request: object,
  options: CallOptions,
  retry: RetryWith<H>,
): Promise<WithResponse<T> & H> {
  const settings = client[SETTINGS];
  const attempts: AttemptRecord[] = [];
  const state: CallState = {
    ...settings,
    ...defined(options),
    operation,
    levels: [settings, options],
    phase: "prepare",
    stamp: (error) => stamp(error, settings.definition.name, attempts),
  };
  const deadline = Date.now() + state.deadlineMs;
  try {
    return await runWithin(state, "deadlineMs", state.signal, async (signal) => {
      const draft = prepare(state, request);
      const { upload } = draft;
      state.upload = upload;
      const outcome = retry(
        ({ attempt: number }) =>
          runWithin(state, "timeoutMs", signal, (ends) => {
            const sent = attempt<T>(state, draft, number, ends);
            return upload ? Promise.race([upload.failed, sent]) : sent;
          }),
        operation.retries,
        {
          signal,
          deadline,
          attempts,
          overrides: state.levels.map((level) => level.retries),
          idempotent: !!operation.idempotencyHeader || !/^(POST|PATCH)$/.test(operation.method),
          replayable: !draft.once,
          onRetry(event) {
            state.phase = "backoff";
            state.onRetry?.(event);
          },
        },
      );
      return state.validate?.(operation, outcome) ?? outcome;
    });
  } catch (error) {
    state.upload?.end(error);
    // What is not ours came from an argument: a getter, a value that cannot be written, a hook.
    throw state.stamp(
      error instanceof SdkError
        ? error
        : new InvalidRequestError("request", `${operation.id}: ${explain(error)}`, {
            cause: error,
          }),
    );
  }
}

/**
 * Runs work that ends with the first limit: the signal that it gets is aborted, and the promise rejects at once, whether or not the
 * work listens. No timer and no listener outlives it. An attempt (`timeoutMs`) ends with its call's reason.
 */
function runWithin<T>(
  state: CallState,
  limit: "timeoutMs" | "deadlineMs",
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const { live, [limit]: limitMs } = state;
    const attempt = limit === "timeoutMs";
    const controller = new AbortController();
    const end = (what: string, failure: (message: string, init: AbortedErrorInit) => SdkError) => {
      const { phase, response, operation } = state;
      const reason =
        attempt && signal?.aborted
          ? (signal.reason as Error)
          : failure(`${operation.id}: ${what}, phase ${phase}`, { phase, response });
      settle();
      reject(reason);
      controller.abort(reason);
    };
    const abort = () =>
      end(
        signal?.aborted ? "aborted" : "client closed",
        (message, init) => new AbortedError(message, { ...init, cause: signal?.reason }),
      );
    const expire = () =>
      end(
        `${limit} ${limitMs}`,
        (message, init) =>
          new TimeoutError(message, { ...init, limit: attempt ? "attempt" : "deadline", limitMs }),
      );
    // A timer cannot hold more than 24 days.
    const timer = limitMs < 2 ** 31 ? setTimeout(expire, limitMs) : undefined;
    const forget = signal && onAbort(signal, abort);
    live.add(abort);
    const settle = () => {
      clearTimeout(timer);
      forget?.();
      live.delete(abort);
    };
    if (signal?.aborted || state.closed) return abort();
    if (limitMs <= 0) return expire();
    work(controller.signal).then(resolve, reject).finally(settle);
  });
}

const hubs = new WeakMap<AbortSignal, Set<() => void> & EventListenerObject>();

/** Listens to a signal that may be shared by any number of calls: with one listener, because Node warns of a leak at the eleventh. Gives the way out. */
export function onAbort(signal: AbortSignal, listener: () => void): () => void {
  const hub =
    hubs.get(signal) ??
    Object.assign(new Set<() => void>(), { handleEvent: () => hub.forEach((each) => each()) });
  hubs.set(signal, hub);
  hub.add(listener);
  signal.addEventListener("abort", hub); // again is not twice
  return () => {
    hub.delete(listener);
    if (!hub.size) signal.removeEventListener("abort", hub);
  };
}
