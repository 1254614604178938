/** What ends a call before its time: the caller's signal, the closing of the client, the deadline; and of one attempt, its timeout. */
import type { CallState } from "../core/contract.js";
import { AbortedError, type SdkError, TimeoutError } from "../core/errors.js";
import { sleep } from "./backoff.js";
import { checkNumber } from "./numbers.js";
import { onAbort } from "./on-abort.js";

const MILLISECONDS = " of milliseconds";

type Reason = "signal" | "close" | "deadlineMs" | "timeoutMs";

/** Tells that the call has to end. The error is made where the call waits, not where a timer fires: its stack then leads to the caller. */
class End {
  readonly reason: Reason;

  constructor(reason: Reason) {
    this.reason = reason;
  }
}

export class Limits {
  /** When the call has to be over, as `performance.now()` counts; `undefined` for never. */
  readonly deadline: number | undefined;
  readonly #state: CallState;
  /** What has ended the call. */
  #ended: Reason | undefined;
  /** Ends the step that is under way. */
  #endStep: ((end: End) => void) | undefined;
  readonly #release: () => void;

  /** Watches until it is released. */
  constructor(state: CallState) {
    const { live, signal, deadlineMs } = state;
    this.#state = state;
    this.deadline = deadlineMs === undefined ? undefined : performance.now() + deadlineMs;
    const close = () => this.#end("close");
    live.add(close);
    const timer = startTimer(deadlineMs, () => this.#end("deadlineMs"));
    const forget = signal && onAbort(signal, () => this.#end("signal"));
    this.#release = () => {
      live.delete(close);
      clearTimeout(timer);
      forget?.();
    };
    if (signal?.aborted) this.#end("signal");
    else if (state.closed) this.#end("close");
    else if (deadlineMs === 0) this.#end("deadlineMs");
  }

  /** To be called at the end: no timer and no listener outlives a call. */
  release(): void {
    this.#release();
  }

  /**
   * @throws {InvalidRequestError} a limit is none
   * @throws {AbortedError | TimeoutError} the call has ended
   */
  check(): void {
    const { timeoutMs, deadlineMs, idleTimeoutMs, maxItemLength } = this.#state;
    if (timeoutMs !== Infinity) checkNumber("timeoutMs", timeoutMs, MILLISECONDS);
    checkNumber("deadlineMs", deadlineMs, MILLISECONDS);
    checkNumber("idleTimeoutMs", idleTimeoutMs, MILLISECONDS);
    checkNumber("maxItemLength", maxItemLength, " of characters");
    if (this.#ended) throw this.#failure(this.#ended);
  }

  /**
   * Runs a step of the call, one after the other. At the first limit, the signal that the step gets is aborted and the promise rejects,
   * whether or not the step listens.
   */
  async run<T>(step: (signal: AbortSignal) => Promise<T>, timeoutMs?: number): Promise<T> {
    const already = this.#ended ?? (timeoutMs === 0 ? "timeoutMs" : undefined);
    if (already) throw this.#failure(already);
    const controller = new AbortController();
    const ended = new Promise<End>((resolve) => {
      this.#endStep = resolve;
    });
    const timer = startTimer(timeoutMs, () => this.#endStep?.(new End("timeoutMs")));
    try {
      const first = await Promise.race([step(controller.signal), ended]);
      if (!(first instanceof End)) return first;
      // Two errors alike: Node's fetch writes its own stack into the one that it rejects with.
      controller.abort(this.#failure(first.reason));
      throw this.#failure(first.reason);
    } finally {
      clearTimeout(timer);
    }
  }

  /** The wait between two attempts. */
  async wait(ms: number): Promise<void> {
    await this.run((signal) => sleep(ms, signal));
  }

  #end(reason: Reason): void {
    this.#ended ??= reason;
    this.#endStep?.(new End(reason));
  }

  #failure(reason: Reason): SdkError {
    const { operation, phase, response, signal } = this.#state;
    const message = (what: string) => `${operation.id}: ${what}, phase ${phase}`;
    if (reason === "signal")
      return new AbortedError(message("aborted"), { response, phase, cause: signal?.reason });
    if (reason === "close") return new AbortedError(message("client closed"), { response, phase });
    const limitMs = this.#state[reason] ?? 0;
    const limit = reason === "timeoutMs" ? "attempt" : "deadline";
    return new TimeoutError(message(`${reason} ${limitMs}`), { response, phase, limit, limitMs });
  }
}

/** A timer cannot hold more than 24 days: longer is never. */
export function startTimer(
  ms: number | undefined,
  fire: () => void,
): ReturnType<typeof setTimeout> | undefined {
  return ms !== undefined && ms < 2 ** 31 ? setTimeout(fire, ms) : undefined;
}
