/** Everything that can end work early: time, a signal, the client being closed. */

export interface Limits {
  /** Milliseconds; `undefined` or more than a timer can hold (24 days) for none. */
  readonly ms: number | undefined;
  readonly timeout: () => Error;
  readonly signal: AbortSignal | undefined;
  readonly aborted: (reason: unknown) => Error;
  /** Where to register, to be ended from outside. */
  readonly live?: Set<() => void>;
}

/**
 * Runs work that ends with the first limit: its signal is aborted, and the promise rejects at once, whether or not the work listens.
 * No timer and no listener outlives it.
 */
export function runWithin<T>(limits: Limits, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const { ms, signal, live } = limits;
  const controller = new AbortController();
  return new Promise<T>((resolve, reject) => {
    const end = (reason: Error) => {
      reject(reason);
      controller.abort(reason);
    };
    const abort = () => end(limits.aborted(signal?.reason));
    const close = () => end(limits.aborted(undefined));
    const timer = ms !== undefined && ms > 0 && ms < 2 ** 31 ? setTimeout(() => end(limits.timeout()), ms) : undefined;
    const settle = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", abort);
      live?.delete(close);
    };
    signal?.addEventListener("abort", abort);
    live?.add(close);
    if (signal?.aborted) abort();
    else if (ms !== undefined && ms <= 0) end(limits.timeout());
    (controller.signal.aborted ? Promise.reject(controller.signal.reason) : work(controller.signal)).then(resolve, reject).finally(settle);
  });
}
