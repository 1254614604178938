import { Client, type ClientDefinition, type ClientOptions, type Secret } from "./core/client.js";
import { bearer } from "./internal/auth/bearer.js";

/** Settings of the client. Everything can be left out. */
export interface OpenRouterOptions extends ClientOptions {
  /** API key, sent as `Authorization: Bearer ...`. Default: the environment variable `OPENROUTER_API_KEY`. */
  apiKey?: Secret | undefined;
  /** Default: the environment variable `OPENROUTER_HTTP_REFERER`. */
  httpReferer?: string | undefined;
  /** Default: the environment variable `OPENROUTER_X_OPEN_ROUTER_TITLE`. */
  xOpenRouterTitle?: string | undefined;
  /** Default: the environment variable `OPENROUTER_X_OPEN_ROUTER_CATEGORIES`. */
  xOpenRouterCategories?: string | undefined;
}

const definition: ClientDefinition = {
  name: "openrouter-rerank",
  version: "0.1.0",
  envPrefix: "OPENROUTER",
  servers: ["https://openrouter.ai/api/v1"],
  security: { apiKey: bearer({ option: "apiKey", env: "OPENROUTER_API_KEY" }) },
  globals: {
    httpReferer: "OPENROUTER_HTTP_REFERER",
    xOpenRouterTitle: "OPENROUTER_X_OPEN_ROUTER_TITLE",
    xOpenRouterCategories: "OPENROUTER_X_OPEN_ROUTER_CATEGORIES",
  },
};

/** What a standalone function needs: settings, credentials, connection. `OpenRouter` adds the methods. */
export class OpenRouterCore extends Client<OpenRouterOptions> {
  constructor(options: OpenRouterOptions = {}) {
    super(definition, options);
  }
}
