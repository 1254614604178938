/// <reference lib="esnext.disposable" preserve="true" />
/** The client: settings, credentials and the calls that are under way. */
import { createSettings, type Settings } from "../internal/settings.js";
import type { ResponseCheck } from "./call.js";
import type { Fetch, HeadersOption } from "./fetch.js";
import type { Middleware } from "./middleware.js";
import type { RetryConfig, RetryEvent } from "./retries.js";
import type { SecuritySchemeSpec } from "./security.js";
import type { ServerSpec } from "./servers.js";

export type { Fetch, HeadersOption } from "./fetch.js";
export type { Secret, SecretContext, SecuritySchemeSpec } from "./security.js";

/** Settings that a client and a single call have in common; the call's win. */
export interface SharedOptions {
  /** Instead of the document's server. */
  baseURL?: string | undefined;
  /** Added to every request; `null` removes a header. A call's are added to the client's. */
  headers?: HeadersOption | undefined;
  /** Longest time for one attempt, from connecting to the parsed body, in milliseconds. Default 600,000 (10 minutes); `Infinity` for none. */
  timeoutMs?: number | undefined;
  /** Longest time for the whole call, retries and waits included, in milliseconds. Default: none. */
  deadlineMs?: number | undefined;
  /**
   * Changes single fields of the retry policy. The policy, where an operation has none of its own: up to two retries on 408, 425, 429,
   * 500, 502, 503, 504, 529 and, where that is safe, on connection errors.
   */
  retries?: RetryConfig | undefined;
  /** Wraps each attempt; the first is the outermost. A call's run inside the client's. */
  middleware?: readonly Middleware[] | undefined;
  /** For streams and downloads: longest silence of the server, in milliseconds. Default 60,000. */
  idleTimeoutMs?: number | undefined;
  /** Told before each wait. */
  onRetry?: ((event: RetryEvent) => void) | undefined;
  /** Compares what arrives with something, such as `responseValidation()` with the document. Default: nothing is compared. */
  validate?: ResponseCheck | undefined;
  /** Default: the global `fetch`. */
  fetch?: Fetch | undefined;
  /** Passed on to `fetch`: `credentials`, `cache`, `keepalive`, or a runtime's own such as `dispatcher`. */
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

// Missing in browsers: the class then has a method under the symbol that polyfills use.
const asyncDispose: typeof Symbol.asyncDispose =
  Symbol.asyncDispose ?? Symbol.for("Symbol.asyncDispose");

/** Holds settings; prints none of them. */
export class Client<O extends ClientOptions = ClientOptions> {
  readonly #options: O;
  readonly #settings: Settings;

  constructor(definition: ClientDefinition, options: O) {
    this.#options = { ...options };
    this.#settings = createSettings(definition, this.#options);
  }

  /** A client with some settings changed. It shares nothing with this one: closing one leaves the other open. */
  withOptions(options: Partial<O>): this {
    const constructor = this.constructor as new (options: O) => this;
    return new constructor({ ...this.#options, ...options });
  }

  /** Ends all calls that are under way, with `AbortedError`. Later calls fail in the same way. */
  async close(): Promise<void> {
    this.#settings.closed = true;
    this.#settings.live.forEach((end) => end());
  }

  /** `await using client = ...` closes it at the end of the block. */
  [asyncDispose](): Promise<void> {
    return this.close();
  }

  /** For `call` only; a method, so that another copy of the package can call it too. */
  protected _settings(): object {
    return this.#settings;
  }
}
