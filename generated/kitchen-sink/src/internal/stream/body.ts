import { AbortedError, SdkError, stamp, TimeoutError } from "../../core/errors.js";
import type { ResponseContext } from "../../core/operation.js";
import { startTimer } from "../limits.js";
import { onAbort } from "../on-abort.js";
import { noAnswer } from "../read.js";
import { scrubError } from "../redact.js";

const IDLE_TIMEOUT_MS = 60_000;

/**
 * A body that is read after its call has resolved. The caller's signal, the closing of the client, the call's deadline and a server
 * that stays silent still end it, at once and with the SDK's errors; nothing outlives its end.
 */
export class BodyReader {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  readonly #response: Response;
  readonly #context: ResponseContext;
  /** Takes the listeners off; `undefined` once the body has ended. */
  #settle: (() => void) | undefined;
  /** Why it cannot be read on. The error is made in `read`, so that its stack leads to who reads. */
  #failure: (() => SdkError) | undefined;
  #cancelled = false;

  constructor(response: Response, context: ResponseContext) {
    this.#reader = response.body?.getReader() as
      ReadableStreamDefaultReader<Uint8Array> | undefined;
    this.#response = response;
    this.#context = context;
    const { signal, live, deadline = Infinity, deadlineMs = 0 } = context.lifetime ?? {};
    const close = () => this.#end(() => this.#aborted(undefined));
    const abort = () => this.#end(() => this.#aborted(signal?.reason));
    const forget = signal && onAbort(signal, abort);
    const upload = context.lifetime?.upload;
    if (context.lifetime) context.lifetime.upload = undefined; // now it is this reader's
    const late = () =>
      this.#end(() => this.#late("deadline", deadlineMs, `deadlineMs ${deadlineMs}`));
    const timer = startTimer(deadline - performance.now(), late);
    this.#settle = () => {
      clearTimeout(timer);
      forget?.();
      live?.delete(close);
      upload?.end(undefined);
    };
    live?.add(close);
    if (signal?.aborted) abort();
  }

  /**
   * The next bytes, `undefined` at the end or after `cancel`.
   * @throws {AbortedError | ConnectionError | TimeoutError}
   */
  async read(): Promise<Uint8Array | undefined> {
    const idleMs = this.#context.lifetime?.idleTimeoutMs ?? IDLE_TIMEOUT_MS;
    const silent = () =>
      this.#end(() => this.#late("idle", idleMs, `the server sent nothing for ${idleMs} ms`));
    const timer = startTimer(idleMs, silent);
    try {
      const next = this.#settle && (await this.#reader?.read());
      if (next?.value && this.#settle) return next.value;
    } catch (cause) {
      this.#failure ??= () =>
        cause instanceof SdkError
          ? cause
          : noAnswer(this.#context.operation.id, this.#response, cause);
    } finally {
      clearTimeout(timer);
    }
    this.#settle?.();
    this.#settle = undefined;
    if (this.#failure) throw this.stamp(this.#failure());
    return undefined;
  }

  /** True when the reader has left, or the body was ended from outside: then an end means nothing. */
  get cancelled(): boolean {
    return this.#cancelled;
  }

  /** Ends the connection. A read that waits gets the end. */
  cancel(reason?: unknown): void {
    this.#cancelled = true;
    this.#settle?.();
    this.#settle = undefined;
    this.#reader?.cancel(reason).catch(() => {});
  }

  /** Marks an error as one of this call, whose last attempt it was, and takes the call's credentials out of it. */
  stamp(error: SdkError): SdkError {
    const { lifetime } = this.#context;
    if (!lifetime) return error;
    const { attempts, hidden, last, packageName } = lifetime;
    scrubError(error, hidden);
    attempts[last.number] = {
      status: error.status,
      ms: performance.now() - last.start,
      waitedMs: last.waitedMs,
      requestId: error.requestId,
      error: String(error),
    };
    return stamp(error, packageName, attempts);
  }

  #end(failure: () => SdkError): void {
    this.#failure = failure;
    this.cancel(failure());
  }

  #aborted(cause: unknown): AbortedError {
    const { id } = this.#context.operation;
    const message =
      cause === undefined
        ? `${id}: the client was closed`
        : `${id}: aborted while the response was read`;
    return new AbortedError(message, { response: this.#response, phase: "body", cause });
  }

  #late(limit: "deadline" | "idle", limitMs: number, what: string): TimeoutError {
    const init = { response: this.#response, phase: "body", limit, limitMs } as const;
    return new TimeoutError(`${this.#context.operation.id}: ${what}`, init);
  }
}
