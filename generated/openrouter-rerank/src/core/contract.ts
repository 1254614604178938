/**
 * What the parts of the runtime share: options, what a package says of its API, and what a call is while it is under way. Types only, so
 * that `core/` and `internal/` need not import each other for them. What an operation is stands in `operation.ts`.
 */
import type { Phase } from "./errors.js";
import type { Fetch, HeadersOption } from "./fetch.js";
import type { BodyLifetime, FetchBody, OperationSpec } from "./operation.js";
import type { Attempt, RetryConfig, RetryContext, RetryEvent } from "./retry-policy.js";
import type { Renewal, SecuritySchemeSpec } from "./security.js";
import type { ServerSpec } from "./servers.js";

/** Settings that a client and a single call have in common; the call's win. */
export interface SharedOptions {
  /** Instead of the document's server. */
  baseURL?: string | undefined;
  /** Added to every request; `null` removes a header. A call's are added to the client's. */
  headers?: HeadersOption | undefined;
  /** Longest time for one attempt, from connecting to the parsed body, in milliseconds, 0 or more. Default 600,000 (10 minutes); `Infinity` for none. */
  timeoutMs?: number | undefined;
  /**
   * Longest time for the whole call, retries, waits and the body of a stream or download included, in milliseconds, 0 or more. Default:
   * none.
   */
  deadlineMs?: number | undefined;
  /**
   * Changes single fields of the retry policy. The policy, where an operation has none of its own: up to two retries on 408, 425, 429,
   * 500, 502, 503, 504, 529 and, where that is safe, on connection errors.
   */
  retries?: RetryConfig | undefined;
  /** Wraps each attempt; the first is the outermost. A call's run inside the client's. */
  middleware?: readonly Middleware[] | undefined;
  /** For streams and downloads: longest silence of the server, in milliseconds, 0 or more. Default 60,000. */
  idleTimeoutMs?: number | undefined;
  /** For streams: longest item (event, line), in characters. A longer one ends the stream with a `ResponseParseError`. Default 33,554,432. */
  maxItemLength?: number | undefined;
  /** Told before each wait, and awaited. What it throws ends the call, as the `cause` of the last attempt's error. */
  onRetry?: ((event: RetryEvent) => void | Promise<void>) | undefined;
  /** Compares what arrives with something, such as `responseValidation()` with the document. Default: nothing is compared. */
  validate?: ResponseCheck | undefined;
  /** Default: the global `fetch`. */
  fetch?: Fetch | undefined;
  /**
   * Passed on to `fetch`: `credentials`, `cache`, `keepalive`, or a runtime's own such as `dispatcher`. With `redirect`, redirects are left
   * to `fetch`: `manual` makes each an error, `error` a `ConnectionError`, `follow` follows them by its own rules.
   */
  fetchOptions?: object | undefined;
}

/** Settings of a client. */
export type ClientOptions = SharedOptions;

/** What the emitted `client.ts` tells the runtime about the API. */
export interface ClientDefinition {
  /** The npm package, for `is...Error`. */
  readonly name: string;
  readonly version: string;
  /** `<envPrefix>_BASE_URL` sets the base URL. */
  readonly envPrefix: string;
  readonly servers: readonly (string | ServerSpec)[];
  /** Where there are several servers, or variables: `chooseServer`. */
  readonly chooseServer?: (servers: readonly (string | ServerSpec)[], options: object) => string;
  /** By scheme id. */
  readonly security: Readonly<Record<string, SecuritySchemeSpec>>;
  /** Parameters that can be set on the client, with the environment variable of each. */
  readonly globals: Readonly<Record<string, string>>;
  /** Names of headers, query parameters and properties of bodies that the document marks as secret: for redaction in logs. */
  readonly sensitive?: readonly string[];
}

/** Settings of one call; they win over the client's. */
export interface CallOptions extends SharedOptions {
  /** Ends the call in any phase, with an `AbortedError` whose `cause` is the signal's reason. */
  signal?: AbortSignal | undefined;
  /** For an operation with an idempotency header: the key to send. Default: a new one for each call, the same for its retries. */
  idempotencyKey?: string | undefined;
}

/**
 * Sees each attempt as a `Request`, after credentials were added, and its `Response`, before errors are made of it.
 * It may change either, answer itself, or call `next` again. `next` follows redirects, and rejects with the SDK's own errors. What the
 * middleware itself throws becomes the `cause` of an `InvalidRequestError`, and the call is not tried again.
 *
 * @example
 * ```ts
 * const traced: Middleware = async (request, next, { operation, attempt }) => {
 *   request.headers.set("x-trace-id", crypto.randomUUID());
 *   const response = await next(request);
 *   console.log(operation.id, attempt, response.status);
 *   return response;
 * };
 * ```
 */
export type Middleware = (
  request: Request,
  next: (request: Request) => Promise<Response>,
  context: MiddlewareContext,
) => Promise<Response>;

export interface MiddlewareContext {
  readonly operation: Pick<OperationSpec, "id" | "method" | "path">;
  /** 0 for the first. */
  readonly attempt: number;
  /** What the request was made with, before any middleware; a `Request` shows its body as a stream only. */
  readonly body: FetchBody | undefined;
  /** The package and its API. */
  readonly client: Pick<ClientDefinition, "envPrefix" | "name" | "version">;
  /** Names of headers, query parameters and properties of bodies that this API marks as secret: not for logs. */
  readonly sensitive: readonly string[];
}

/** The value with the response that brought it. */
export interface WithResponse<T> {
  readonly data: T;
  /** Status and headers; the body has been read. */
  readonly response: Response;
  readonly requestId: string | undefined;
}

/** What `withResponse()` has beside the response, where headers are documented. */
export interface WithHeaders<H> {
  /** The documented headers that arrived, read as what they are. All others are in `response.headers`. */
  readonly headers: H;
}

/** Sees the outcome of each call before it is handed on; `undefined` leaves it as it is. */
export type ResponseCheck = <O extends WithResponse<unknown>>(
  operation: OperationSpec,
  outcome: Promise<O>,
) => Promise<O> | undefined;

/** How an operation retries: `send` makes one attempt. */
export type RetryWith<H extends object = object> = <T>(
  send: (attempt: Attempt) => Promise<WithResponse<T>>,
  policy: RetryConfig | undefined,
  context: RetryContext,
) => Promise<WithResponse<T> & H>;

/** The client's options, resolved. It inherits nothing, so that what is not set is `undefined`. */
export interface Settings extends ClientOptions {
  readonly definition: ClientDefinition;
  /** Parameters that were set on the client, by option name; environment variables filled in. */
  readonly globals: Readonly<Record<string, unknown>>;
  /** The same for credentials. */
  readonly secrets: Readonly<Record<string, unknown>>;
  readonly fetch: Fetch;
  readonly timeoutMs: number;
  /** Ends each call that is under way. */
  readonly live: Set<() => void>;
  /** The latest renewal of each scheme's credentials. */
  readonly renewals: Map<SecuritySchemeSpec, Renewal>;
  /** Where the caller does not say it: what `fetch` does with redirects on this platform. */
  readonly redirect: NonNullable<RequestInit["redirect"]>;
  closed?: boolean;
}

/** One call: the settings in force for it, which are its own options or else the client's, and what its parts tell each other. */
export interface CallState extends Omit<Settings, keyof BodyLifetime>, BodyLifetime {
  readonly operation: OperationSpec;
  /** Where a call's options are added to the client's: the client's, */
  readonly client: Settings;
  /** and the call's. */
  readonly options: CallOptions;
  phase: Phase;
  /** The credentials of the attempt under way, for errors to leave out. */
  hidden: unknown;
  /** Of the attempt under way, once its headers are there. */
  response: Response | undefined;
}
