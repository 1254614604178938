/** What a security scheme is to the runtime. The schemes themselves are in `internal/auth`, so that a package only carries its own. */
import type { Fetch } from "./fetch.js";
import type { Draft } from "./operation.js";

/**
 * A credential: the value, or a function that supplies it, called for each attempt (so cache inside it). After a 401 it is called with
 * `rejected: true`, once for all calls that were under way with the old value; a new value is then tried once.
 */
export type Secret = string | ((context: SecretContext) => string | Promise<string>);

/** What a supplier of a secret is told. */
export interface SecretContext {
  /** True when the server answered the last value with 401: do not answer from a cache. */
  readonly rejected: boolean;
  /**
   * Ends with the attempt: its timeout, the call's deadline or the caller's signal. When `rejected`, after `timeoutMs`: all calls that
   * were turned down wait for the same answer.
   */
  readonly signal: AbortSignal;
}

/** What a scheme is told when it makes the credentials of one attempt. */
export interface SecurityContext extends SecretContext {
  /** The client's options by name, environment variables already filled in. */
  readonly values: Readonly<Record<string, unknown>>;
  /** The client's own `fetch`, for a token endpoint. */
  readonly fetch: Fetch;
  /** Gives the client's base URL, or else the document's server: what a relative token endpoint is relative to. */
  readonly baseURL: () => string;
  /** The same object for each call of one client: the key of a scheme's cache (`WeakMap`). */
  readonly client: object;
  /** What this scheme gave for the request that got the 401, when `rejected`: a scheme with a cache can tell whether it has been renewed since. */
  readonly refused?: Credentials | undefined;
}

/** What one scheme adds to a request. All of these values are treated as secrets: scrubbed from errors, never printed. */
export interface Credentials {
  readonly headers?: Readonly<Record<string, string>>;
  /** Not yet encoded. */
  readonly query?: Readonly<Record<string, string>>;
  /** Not yet encoded. */
  readonly cookies?: Readonly<Record<string, string>>;
}

/**
 * One entry of `components.securitySchemes`.
 * @see https://spec.openapis.org/oas/v3.1.1#security-scheme-object
 */
export interface SecuritySchemeSpec {
  /** Client options that hold the secrets, each with the environment variable that it falls back to. */
  readonly options: Readonly<Record<string, string>>;
  /**
   * The credentials for one attempt, or `undefined` when the options are not set. Called again with `rejected: true` after a 401;
   * when it then answers with something else, the request is sent once more.
   */
  credentials(context: SecurityContext): Credentials | undefined | Promise<Credentials | undefined>;
  /** `placeCredentials`, for a scheme with `query` or `cookies`. */
  readonly place?: (draft: Draft, credentials: Credentials) => void;
}

/** New credentials after a 401, which all calls take part in that were under way with older ones. */
export interface Renewal {
  readonly credentials: Promise<Credentials | undefined>;
  /** When it ended, or else will be given up (by the monotonic clock): of an answer to credentials from before that time. */
  until: number;
}
