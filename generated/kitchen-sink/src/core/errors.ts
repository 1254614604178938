/** Everything that a call may throw. The documented errors of an API extend `ApiError` in `src/errors.ts`. */

/** Marks our errors with the package that threw them; shared by every copy of the runtime. */
const BRAND = Symbol.for("specwright.package");
/** Never printed by `console.log` or `JSON.stringify`: long, or possibly someone's cookie. */
const HIDDEN = /^(headers|body|data|cause)$/;

/** One try of a call. */
export interface AttemptRecord {
  /** HTTP status; `undefined` when no response came. */
  readonly status: number | undefined;
  /** How long the try took, in milliseconds. */
  readonly ms: number;
  /** How long the call waited before it, in milliseconds. */
  readonly waitedMs: number;
  readonly requestId: string | undefined;
  /** Name and message of what it failed with. */
  readonly error: string;
}

/** What is known about a failure besides its message. */
export interface SdkErrorInit {
  /** Gives `status`, `headers` and `requestId`. */
  readonly response?: Response | undefined;
  readonly status?: number | undefined;
  readonly headers?: Headers | undefined;
  readonly requestId?: string | undefined;
  readonly body?: string | undefined;
  readonly data?: unknown;
  readonly retryAfterMs?: number | undefined;
  readonly cause?: unknown;
  readonly phase?: Phase | undefined;
  readonly limit?: "attempt" | "deadline" | "idle" | undefined;
  readonly limitMs?: number | undefined;
  readonly reason?: string | undefined;
  readonly snippet?: string | undefined;
  readonly parameter?: string | undefined;
  readonly delivered?: number | undefined;
  readonly limitBytes?: number | undefined;
  readonly seenBytes?: number | undefined;
  readonly lastEventId?: string | undefined;
  readonly issues?: readonly object[] | undefined;
}

/** What a call was doing: `headers` is connecting, sending and waiting for the first byte (fetch does not tell them apart). */
export type Phase = "prepare" | "credentials" | "headers" | "body" | "backoff";

/** Base of all errors of this package. */
export class SdkError extends Error {
  /** HTTP status, when a response had begun to arrive. */
  declare readonly status: number | undefined;
  /** The response's headers. */
  declare readonly headers: Headers | undefined;
  /** The response's body as text: at most 32 kB of it, credentials removed. */
  declare readonly body: string | undefined;
  /** The server's id of the request, to quote in a support case. */
  declare readonly requestId: string | undefined;
  /** How long the server asked to wait before another try, in milliseconds. */
  declare readonly retryAfterMs: number | undefined;
  /** Each try that was made, the last one included; empty when nothing was sent. */
  declare readonly attempts: readonly AttemptRecord[];

  /** @param message made one line of at most 500 characters */
  constructor(message: string, { response, ...init }: SdkErrorInit = {}) {
    // Control characters would let a server write into our user's terminal or log.
    super(message.replace(/[\s\p{Cc}]+/gu, " ").slice(0, 500));
    for (const [key, value] of Object.entries({
      attempts: [],
      ...responseInfo(response),
      ...init,
    })) {
      if (value !== undefined)
        Object.defineProperty(this, key, { value, writable: true, enumerable: !HIDDEN.test(key) });
    }
  }

  /** The class's name, on the prototype: right in stack traces, safe from minifiers. */
  override get name(): string {
    return "SdkError";
  }

  /** What a log may show: no headers, no body. */
  toJSON(): object {
    return Object.assign({ name: this.name, message: this.message }, this);
  }
}

/** The API answered with an error status. `T` is the documented shape of its body. */
export class ApiError<T = unknown> extends SdkError {
  declare readonly status: number;
  declare readonly headers: Headers;
  declare readonly body: string;
  /** The parsed body; `undefined` when it was not JSON. It is what arrived, not checked against `T`. */
  declare readonly data: T | undefined;

  override get name(): string {
    return "ApiError";
  }
}

/** No response, or it broke off: refused, reset, unknown host, TLS. The reason is in `cause`. */
export class ConnectionError extends SdkError {
  override get name(): string {
    return "ConnectionError";
  }
}

/** Time ran out: `timeoutMs` for one attempt, `deadlineMs` for the whole call, or `idleTimeoutMs` for a stream that stays silent. */
export class TimeoutError extends SdkError {
  /** What the call was doing. */
  declare readonly phase: Phase;
  declare readonly limit: "attempt" | "deadline" | "idle";
  /** The limit in milliseconds. */
  declare readonly limitMs: number;

  override get name(): string {
    return "TimeoutError";
  }
}

/** The caller's signal ended the call (its reason is `cause`), or the client was closed. */
export class AbortedError extends SdkError {
  /** What the call was doing. */
  declare readonly phase: Phase;

  override get name(): string {
    return "AbortedError";
  }
}

/** The status says success, but the body is not what the API promises: HTML, broken or missing JSON. */
export class ResponseParseError extends SdkError {
  declare readonly status: number;
  declare readonly headers: Headers;
  /** What is wrong with the body, in a few words. */
  declare readonly reason: string;
  /** The first 200 characters of the body. */
  declare readonly snippet: string;

  override get name(): string {
    return "ResponseParseError";
  }
}

/** Nothing was sent: an argument or option cannot be used. */
export class InvalidRequestError extends SdkError {
  /** The argument or option, by its name in the request or the options. */
  declare readonly parameter: string;

  constructor(parameter: string, message: string, init?: SdkErrorInit) {
    super(message, { ...init, parameter });
  }

  override get name(): string {
    return "InvalidRequestError";
  }
}

/** What any call may throw besides the API's own errors. */
export type CallFailure =
  AbortedError | ConnectionError | InvalidRequestError | ResponseParseError | TimeoutError;

/** True for an error of the named package, whichever copy of it threw. */
export function isSdkError(error: unknown, packageName: string): error is SdkError {
  return (error as { [BRAND]?: unknown } | null | undefined)?.[BRAND] === packageName;
}

/** Says which package threw, and what was tried. @internal */
export function stamp(
  error: SdkError,
  packageName: string,
  attempts: readonly AttemptRecord[],
): SdkError {
  return Object.assign(error, { attempts, [BRAND]: packageName });
}

/** What an error says of the response that it is about. @internal */
export function responseInfo(response: Response | undefined): {
  status: number | undefined;
  headers: Headers | undefined;
  requestId: string | undefined;
} {
  const { status, headers } = response ?? ({} as Partial<Response>);
  return {
    status,
    headers,
    requestId: headers?.get("x-request-id") ?? headers?.get("request-id") ?? undefined,
  };
}
