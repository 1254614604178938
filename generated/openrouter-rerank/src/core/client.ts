/// <reference lib="esnext.disposable" preserve="true" />
/** The client: settings, credentials and the calls that are under way. */
import { addAsyncDispose } from "../internal/async-dispose.js";
import { bare } from "../internal/own.js";
import { createSettings } from "../internal/settings.js";
import type { ClientDefinition, ClientOptions, Settings } from "./contract.js";

export type { ClientDefinition, ClientOptions, SharedOptions } from "./contract.js";
export type { Fetch, HeadersOption } from "./fetch.js";
export type { Secret, SecretContext, SecuritySchemeSpec } from "./security.js";

/** Where a client keeps its settings: a symbol that all copies of the runtime share, so that a function of one takes a client of another. */
const SETTINGS: unique symbol = Symbol.for("specwright.settings");

/** Holds settings; prints none of them. */
export class Client<O extends ClientOptions = ClientOptions> {
  /** `await using client = ...` closes it at the end of the block. */
  declare readonly [Symbol.asyncDispose]: () => Promise<void>;
  readonly #options: O;
  readonly #settings: Settings;

  constructor(definition: ClientDefinition, options: O) {
    this.#options = bare(options);
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

  static {
    addAsyncDispose(this.prototype, (client) => client.close());
    const property: PropertyDescriptor = {
      get(this: Client) {
        return this.#settings;
      },
    };
    Object.defineProperty(this.prototype, SETTINGS, bare(property));
  }
}

/** For the runtime only. @internal */
export function settingsOf(client: Client): Settings {
  return (client as Client & { readonly [SETTINGS]: Settings })[SETTINGS];
}
