/** Everything that a call may throw. The documented errors of an API extend `ApiError` in `src/errors.ts`. */

import { bare, defined, own } from "../internal/own.js";

/** Marks our errors with the package that threw them; shared by every copy of the runtime. */
const BRAND = Symbol.for("specwright.package");

/** The first half of a character, where a text was cut inside of it. */
const HALF = /[\ud800-\udbff]$/;

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

/** As much of a response as an error keeps. An `ApiError` has it, too. */
export type ResponseHead = Pick<Response, "status" | "headers">;

/** What may be known of any failure besides its message. */
export interface SdkErrorInit {
  /** Gives `status`, `headers` and `requestId`. */
  readonly response?: ResponseHead | undefined;
  readonly body?: string | undefined;
  readonly retryAfterMs?: number | undefined;
  readonly cause?: unknown;
}

/** What a call was doing: `headers` is connecting, sending and waiting for the first byte (fetch does not tell them apart). */
export type Phase = "prepare" | "credentials" | "headers" | "body" | "backoff";

/** Base of all errors of this package. */
export class SdkError extends Error {
  /** HTTP status, when a response had begun to arrive. */
  declare readonly status: number | undefined;
  /** The response's headers. */
  declare readonly headers: Headers | undefined;
  /** The response's body as text, credentials removed: at most 32 kB of it, of JSON 1 MB. */
  declare readonly body: string | undefined;
  /** The server's id of the request, to quote in a support case. */
  declare readonly requestId: string | undefined;
  /** How long the server asked to wait before another try, in milliseconds. */
  declare readonly retryAfterMs: number | undefined;
  /** Each try that was made, the last one included; empty when nothing was sent. */
  declare readonly attempts: readonly AttemptRecord[];

  /** @param message made one line of at most 500 characters */
  constructor(message: string, init: SdkErrorInit = {}) {
    // Control characters would let a server write into our user's terminal or log, others turn the direction of writing round.
    super(
      message
        .replace(/[\s\p{Cc}\p{Bidi_Control}]+/gu, " ")
        .slice(0, 500)
        .replace(HALF, ""),
    );
    const { response, body, retryAfterMs, cause } = bare(init);
    const requestId = response && requestIdOf(response.headers);
    const shown = { status: response?.status, requestId, retryAfterMs };
    Object.assign(this, { attempts: [] }, defined(shown));
    hideIn(this, { headers: response?.headers, body, cause });
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

/** What an `ApiError` is made of. */
export interface ApiErrorInit extends SdkErrorInit {
  readonly response: ResponseHead;
  readonly data?: unknown;
}

/**
 * The API answered with an error status. `T` is the documented shape of its body. The message has the API's own words where the body
 * has such: the first text in `message`, `error.message`, `detail`, `title`, `errors`, `error_description`, `description`, `msg`,
 * `Message`, `error`, or a plain text; and else the reason phrase of HTTP.
 */
export class ApiError<T = unknown> extends SdkError {
  declare readonly status: number;
  declare readonly headers: Headers;
  declare readonly body: string;
  /** The parsed body; `undefined` when it was not JSON, or more than 1 MB of it. It is what arrived, not checked against `T`. */
  declare readonly data: T | undefined;

  constructor(message: string, init: ApiErrorInit) {
    super(message, init);
    hideIn(this, { data: own(init, "data") });
  }

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

/** What a `TimeoutError` is made of. */
export interface TimeoutErrorInit extends SdkErrorInit {
  readonly phase: Phase;
  readonly limit: "attempt" | "deadline" | "idle";
  readonly limitMs: number;
}

/** Time ran out: `timeoutMs` for one attempt, `deadlineMs` for the whole call, or `idleTimeoutMs` for a stream that stays silent. */
export class TimeoutError extends SdkError {
  /** What the call was doing. */
  readonly phase: Phase;
  readonly limit: "attempt" | "deadline" | "idle";
  /** The limit in milliseconds. */
  readonly limitMs: number;

  constructor(message: string, { phase, limit, limitMs, ...init }: TimeoutErrorInit) {
    super(message, init);
    this.phase = phase;
    this.limit = limit;
    this.limitMs = limitMs;
  }

  override get name(): string {
    return "TimeoutError";
  }
}

/** What an `AbortedError` is made of. */
export interface AbortedErrorInit extends SdkErrorInit {
  readonly phase: Phase;
}

/** The caller's signal ended the call (its reason is `cause`), or the client was closed. */
export class AbortedError extends SdkError {
  /** What the call was doing. */
  readonly phase: Phase;

  constructor(message: string, { phase, ...init }: AbortedErrorInit) {
    super(message, init);
    this.phase = phase;
  }

  override get name(): string {
    return "AbortedError";
  }
}

/** What a `ResponseParseError` is made of. */
export interface ResponseParseErrorInit extends SdkErrorInit {
  readonly response: ResponseHead;
  readonly reason: string;
  readonly snippet: string;
}

/** The status says success, but the body is not what the API promises: HTML, broken or missing JSON. */
export class ResponseParseError extends SdkError {
  declare readonly status: number;
  declare readonly headers: Headers;
  /** What is wrong with the body, in a few words. */
  readonly reason: string;
  /** The first 200 characters of the body. */
  readonly snippet: string;

  constructor(message: string, { reason, snippet, ...init }: ResponseParseErrorInit) {
    super(message, init);
    this.reason = reason;
    this.snippet = snippet;
  }

  override get name(): string {
    return "ResponseParseError";
  }
}

/** What a `RedirectError` is made of. */
export interface RedirectErrorInit extends SdkErrorInit {
  readonly response: ResponseHead;
  readonly location: string;
}

/**
 * The server redirected the call to where the SDK does not follow: a 301, 302 or 303 of anything but GET and HEAD, another origin with a
 * body, too many in a row, an address that is none. The server may have done what it was asked for: a 303 often says so.
 */
export class RedirectError extends SdkError {
  declare readonly status: number;
  declare readonly headers: Headers;
  /** Where the server sends the caller, as an absolute URL. */
  readonly location: string;

  constructor(message: string, { location, ...init }: RedirectErrorInit) {
    super(message, init);
    this.location = location;
  }

  override get name(): string {
    return "RedirectError";
  }
}

/**
 * An argument or option cannot be used: nothing was sent, or not all of it where the source of an upload failed on the way. Or code of the
 * caller failed: middleware, a logger, a supplier of a credential. What failed is the `cause`.
 */
export class InvalidRequestError extends SdkError {
  /** The argument or option, by its name in the request or the options. */
  readonly parameter: string;

  constructor(parameter: string, message: string, init?: SdkErrorInit) {
    super(message, init);
    this.parameter = parameter;
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
  if (!(error instanceof Object)) return false;
  // No call has ended with it, as where a stream is read twice: then it is of the package whose class it is.
  return BRAND in error ? error[BRAND] === packageName : error instanceof SdkError;
}

/** True for the error of a call that has ended: within another call it is something that failed there, and not an error of that one. @internal */
export function isStamped(error: SdkError): boolean {
  return BRAND in error;
}

/** Says which package threw, and what was tried. @internal */
export function stamp(
  error: SdkError,
  packageName: string,
  attempts: readonly AttemptRecord[],
): SdkError {
  return Object.assign(leaving(error), { attempts, [BRAND]: packageName });
}

/**
 * Makes the stack anew, of where the error leaves the SDK: engines keep ten frames, and where it was made there may be as many of the
 * SDK's own and of middleware above the one that matters, the caller's `await`.
 * @internal
 */
export function leaving<E>(error: E): E {
  const isOurs = error instanceof SdkError;
  // Older engines have it not.
  if (isOurs && "captureStackTrace" in Error && typeof Error.captureStackTrace === "function")
    Reflect.apply(Error.captureStackTrace, Error, [error, leaving]);
  return error;
}

/** The same error, for somebody else who waits. @internal */
export function copyOf<E>(error: E): E {
  if (!(error instanceof SdkError)) return error;
  // A real error, and no object that only looks like one: some tools look inside.
  const copy = new Error(error.message);
  Object.defineProperties(copy, Object.getOwnPropertyDescriptors(error));
  return Object.setPrototypeOf(copy, Reflect.getPrototypeOf(error)) as E;
}

/** Sets fields that `console.log` and `JSON.stringify` do not show: they are long, or possibly someone's cookie. @internal */
export function hideIn(error: Error, fields: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(defined(fields)))
    Object.defineProperty(error, name, bare({ value, writable: true }));
}

/** The server's id of the request, where it tells one. @internal */
export function requestIdOf(headers: Headers): string | undefined {
  return headers.get("x-request-id") ?? headers.get("request-id") ?? undefined;
}
