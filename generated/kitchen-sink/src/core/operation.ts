/** What an emitted operation hands to the runtime: data, and references to just the functions that it needs (so that the rest is tree-shaken). */
import type { ApiError, ApiErrorInit, AttemptRecord } from "./errors.js";
import type { RetryConfig } from "./retry-policy.js";
import type { ServerSpec } from "./servers.js";

export interface OperationSpec {
  /** `operationId`; appears in error messages and logs. */
  readonly id: string;
  /** Upper case. */
  readonly method: string;
  /** Template as in the document: `/things/{thing-id}`. */
  readonly path: string;
  readonly parameters?: ParametersByPlace;
  /** `placeParameter`, where a parameter is not a header. */
  readonly place?: PlaceParameter;
  readonly body?: BodySpec;
  /** Reads what the function says that it resolves with. */
  readonly response: ResponseSpec<unknown>;
  /** By status (`404`), range (`4XX`) or `default`. */
  readonly errors: Readonly<Record<string, ErrorClassOf>>;
  /** Reads what their bodies are besides JSON and text into their `data`. */
  readonly readError?: (error: ApiError) => void;
  /** Alternatives, each a set of scheme ids that go together. */
  readonly security?: readonly (readonly string[])[];
  /** Only where the operation's own differ from the client's. */
  readonly servers?: readonly (string | ServerSpec)[];
  /** Declared idempotency header: a key is made once per call. */
  readonly idempotencyHeader?: string;
  /** Beside it: makes the key where the caller gives none. */
  readonly newIdempotencyKey?: () => string;
  /** The document's policy, where it has one; the client and the call change single fields of it. */
  readonly retries?: RetryConfig;
}

/** What `fetch` takes as a body. Not `BodyInit`: Node's types have no such name. */
export type FetchBody = NonNullable<RequestInit["body"]>;

/** A request that is being put together. */
export interface Draft {
  readonly baseUrl: string;
  /** Encoded. */
  path: string;
  /** Encoded pairs. */
  readonly query: string[];
  /** Encoded pairs. */
  readonly cookies: string[];
  /** Names in lower case; `null` sends none, whatever a lower level says. */
  readonly headers: Record<string, string | null>;
  body: FetchBody | undefined;
  /** The body cannot be sent twice. */
  once: boolean;
  /** What the body is read from, where that is so. */
  upload?: Upload | undefined;
}

/**
 * In the order in which they are sent. Most are no more than a name: short to write, and cheap for a compiler, which compares every two
 * objects of a list.
 */
export type ParametersByPlace = {
  readonly [Place in "path" | "query" | "header" | "cookie"]?: readonly (string | ParameterSpec)[];
};

export type PlaceParameter = (
  draft: Draft,
  place: string,
  parameter: string | ParameterSpec,
  value: unknown,
) => void;

export interface ParameterSpec {
  /** Wire name. */
  readonly name: string;
  /** Property of the request argument, where it differs from the wire name. */
  readonly property?: string;
  /** Default: the primitive as text, encoded where its place needs it. */
  readonly serialize?: ParameterSerializer;
}

/**
 * A value as it stands on the wire, already encoded. Path: what replaces `{name}` (with the `.` or `;name=` of label and matrix).
 * Query: `a=1&b=2`, header: the value, cookie: `a=1; b=2` (whole pairs, because exploded values make several); each `""` to send nothing.
 */
export type ParameterSerializer = (name: string, value: unknown) => string;

/** Makes the body from the request argument; `rest` is the argument without its parameters. */
export type BodySpec = (
  rest: Readonly<Record<string, unknown>>,
  writeJson?: WriteJson,
) => SerializedBody;

/** Writes JSON, where it is not `JSON.stringify`. */
export type WriteJson = (value: unknown) => string | undefined;

export interface SerializedBody {
  readonly body: FetchBody | undefined;
  /** Left out for `FormData`, whose boundary the platform writes. */
  readonly contentType?: string;
  /** A stream can be sent once only: such a call is never retried after the request went out. */
  readonly once?: boolean;
  /** Of such a stream: where it comes from. */
  readonly upload?: Upload;
}

/** The sources of a body that is read while it is sent. */
export interface Upload {
  /**
   * The outcome of sending it: a rejection once a source fails, for then the server has not got the whole body, whatever it answers.
   * @param send its signal ends the request where `signal` does, and where a source fails
   */
  whole<T>(send: (signal: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<T>;
  /** Reads no more, closes the sources, those that were not begun too, and breaks the body off. */
  end(reason: unknown): void;
}

export interface ResponseSpec<T> {
  /** The `Accept` header. */
  readonly accept: string;
  /** Reads a successful response; throws `ResponseParseError` rather than resolve with something else than `T`. */
  parse(response: Response, context: ResponseContext): Promise<T>;
}

export interface ResponseContext {
  readonly operation: OperationSpec;
  /** Ends with the call's timeout, deadline or signal. */
  readonly signal: AbortSignal;
  /** Reads JSON, where it is not `JSON.parse`. Throws where the text is none. */
  readonly parse?: ParseJson | undefined;
  /** For a body that is read after the call has resolved. */
  readonly lifetime?: BodyLifetime;
}

/** What still ends a body when its call has resolved: a stream, or a download. The timeout of its attempt does not. */
export interface BodyLifetime {
  /** The caller's. */
  readonly signal?: AbortSignal | undefined;
  /** What `close()` of the client ends. */
  readonly live: Set<() => void>;
  /** Longest silence of the server, in milliseconds. Default 60,000. */
  readonly idleTimeoutMs?: number | undefined;
  /** Longest item of a stream, in characters. Default 33,554,432. */
  readonly maxItemLength?: number | undefined;
  /** Of the whole call, in milliseconds. */
  readonly deadlineMs?: number | undefined;
  /** When that is, as `performance.now()` counts. */
  deadline?: number | undefined;
  /** Credentials, which no error may show. */
  readonly hidden?: unknown;
  /** What the request's body is read from: whoever reads the response ends it with that. */
  upload?: Upload | undefined;
  /** The package, for `is...Error`. */
  readonly packageName: string;
  /** Every try of the call that failed; for errors of the body to have. */
  readonly attempts: AttemptRecord[];
  /** The try that brought the body. */
  readonly last: AttemptTimes;
}

/** Of the try under way, or the last. */
export interface AttemptTimes {
  /** 0 for the first. */
  number: number;
  /** When it began, as `performance.now()` counts. */
  start: number;
  /** How long the call waited before it, in milliseconds. */
  waitedMs: number;
}

/** `event`: the server-sent event that the text is the data of, where the event as a whole is what a stream gives. */
export type ParseJson = (text: string, event?: object) => unknown;

export type ErrorClassOf = new (message: string, init: ApiErrorInit) => ApiError;
