/** Logging, as a middleware: nobody pays for it who does not use it. */
import { redactHeaders, redactUrl } from "../internal/redact.js";
import type { Middleware } from "./middleware.js";

const LEVELS = ["debug", "info", "warn", "error", "off"] as const;

export type LogLevel = (typeof LEVELS)[number];

/** `console` fits, and so do most loggers. */
export type Logger = Record<Exclude<LogLevel, "off">, (message: string, details?: object) => void>;

/**
 * Writes one line for each attempt: `info` for a success, `warn` for an error status, `error` when no response came. `debug` adds the
 * headers. Never a body; credentials are replaced by `***`: the usual header and query names, and those that the API declares.
 *
 * @example
 * ```ts
 * const client = new OpenRouter({ middleware: [logging({ level: "debug" })] });
 * ```
 */
export function logging({
  logger = console,
  level = "info",
}: { logger?: Logger; level?: LogLevel } = {}): Middleware {
  const log = (at: Exclude<LogLevel, "off">, message: string, details?: object) => {
    if (LEVELS.indexOf(at) >= LEVELS.indexOf(level))
      logger[at](message, ...(details ? [details] : []));
  };
  return async (request, next, { operation, attempt, sensitive }) => {
    const line = `${operation.id}: ${request.method} ${redactUrl(request.url, sensitive)}${attempt ? ` (retry ${attempt})` : ""}`;
    const start = Date.now();
    log("debug", line, { headers: redactHeaders(request.headers, sensitive) });
    try {
      const response = await next(request);
      log(
        response.ok ? "info" : "warn",
        `${line} -> ${response.status} in ${Date.now() - start} ms`,
      );
      log("debug", `${line} <- ${response.status}`, {
        headers: redactHeaders(response.headers, sensitive),
      });
      return response;
    } catch (error) {
      log("error", `${line} -> ${(error as Error).name} in ${Date.now() - start} ms`);
      throw error;
    }
  };
}
