/** Everything that can end work early: time, a signal, the client being closed. */
import { AbortedError, type SdkError, type SdkErrorInit, TimeoutError } from "../core/errors.js";
import type { CallState } from "./run.js";

/**
 * Runs work that ends with the first limit: the signal that it gets is aborted, and the promise rejects at once, whether or not the
 * work listens. No timer and no listener outlives it. An attempt (`timeoutMs`) ends with its call's reason.
 */
export function runWithin<T>(state: CallState, limit: "timeoutMs" | "deadlineMs", signal: AbortSignal | undefined, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const { live, [limit]: limitMs } = state;
    const attempt = limit === "timeoutMs";
    const controller = new AbortController();
    const end = (ErrorClass: typeof SdkError, what: string, init: SdkErrorInit) => {
      const { phase, response, operation } = state;
      const reason = attempt && signal?.aborted ? (signal.reason as Error) : new ErrorClass(`${operation.id}: ${what}, phase ${phase}`, { phase, response, ...init });
      reject(reason);
      controller.abort(reason);
    };
    const abort = () => end(AbortedError, signal?.aborted ? "aborted" : "client closed", { cause: signal?.reason });
    const expire = () => end(TimeoutError, `${limit} ${limitMs}`, { limit: attempt ? "attempt" : "deadline", limitMs });
    if (signal?.aborted || state.closed) return abort();
    if (limitMs <= 0) return expire();
    // A timer cannot hold more than 24 days.
    const timer = limitMs < 2 ** 31 ? setTimeout(expire, limitMs) : undefined;
    signal?.addEventListener("abort", abort);
    live.add(abort);
    work(controller.signal)
      .then(resolve, reject)
      .finally(() => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", abort);
        live.delete(abort);
      });
  });
}
