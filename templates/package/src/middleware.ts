/*---
entry: ./middleware
---*/
/** Middleware for who asks for it. */
export { logging, type LoggingOptions, type LogLevel, type Logger } from "./core/logging.js";
export type { Middleware, MiddlewareContext } from "./core/contract.js";
export { limitResponseSize, ResponseTooLargeError } from "./core/response-size.js";
export { uploadProgress, type UploadProgress } from "./core/upload-progress.js";
