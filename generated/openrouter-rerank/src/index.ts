export { OpenRouter } from "./sdk.js";
export { OpenRouterCore, type OpenRouterOptions } from "./client.js";
export * from "./errors.js";
export type * from "./types.js";
export type { RerankError, RerankRequest } from "./operations/rerank.js";
export { withRetries, type RetryConfig } from "./core/retries.js";
export { logging } from "./core/logging.js";
export type { Call, CallOptions, Result } from "./core/call.js";
export type { Middleware } from "./core/middleware.js";
