/** What ends a call before its time: the caller's signal, the closing of the client, the deadline; and of one attempt, its timeout. */
import type { CallState } from "../core/contract.js";
import { AbortedError, type SdkError, TimeoutError } from "../core/errors.js";
import { checkNumber } from "./numbers.js";
import { onAbort } from "./on-abort.js";

type Reason = "signal" | "close" | "deadlineMs" | "timeoutMs";

export class Limits {
  /** When the call has to be over, as `performance.now()` counts; `undefined` for never. */
  readonly deadline: number | undefined;
  /** To be called at the end: no timer and no listener outlives a call. */
  readonly release: () => void;
  readonly #state: CallState;
  /** What has ended the call. */
  #ended: Reason | undefined;
  /** Ends the step that is under way. */
  #endStep: ((reason: Reason) => void) | undefined;

  /**
   * Watches until it is released.
   * @throws {InvalidRequestError} a limit is none
   */
  constructor(state: CallState) {
    const { live, signal, timeoutMs, deadlineMs, idleTimeoutMs, maxItemLength } = state;
    if (timeoutMs !== Infinity) checkNumber("timeoutMs", timeoutMs);
    checkNumber("deadlineMs", deadlineMs);
    checkNumber("idleTimeoutMs", idleTimeoutMs);
    checkNumber("maxItemLength", maxItemLength);
    this.#state = state;
    if (signal?.aborted) this.#ended = "signal";
    else if (state.closed) this.#ended = "close";
    else if (deadlineMs === 0) this.#ended = "deadlineMs";
    this.deadline = deadlineMs === undefined ? undefined : performance.now() + deadlineMs;
    const forget = signal && onAbort(signal, () => this.#end("signal"));
    const timer = startTimer(deadlineMs, () => this.#end("deadlineMs"));
    const close = () => this.#end("close");
    live.add(close);
    this.release = () => {
      live.delete(close);
      clearTimeout(timer);
      forget?.();
    };
  }

  /** @throws {AbortedError | TimeoutError} the call has ended */
  check(): void {
    if (this.#ended) throw this.#failure(this.#ended);
  }

  /**
   * Runs a step of the call, one after the other. At the first limit the promise rejects, whether or not the step listens to the signal
   * that it gets.
   */
  async run<T>(step: (signal: AbortSignal) => Promise<T>, timeoutMs?: number): Promise<T> {
    this.check();
    if (timeoutMs === 0) throw this.#failure("timeoutMs");
    const controller = new AbortController();
    const ended = new Promise<never>((_, reject) => {
      this.#endStep = (reason) => {
        const error = this.#failure(reason);
        reject(error);
        controller.abort(error);
      };
    });
    const timer = startTimer(timeoutMs, () => this.#endStep?.("timeoutMs"));
    try {
      return await Promise.race([step(controller.signal), ended]);
    } finally {
      clearTimeout(timer);
      this.#endStep = undefined;
    }
  }

  #end(reason: Reason): void {
    this.#ended ??= reason;
    this.#endStep?.(reason);
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
