/** Logging, as a middleware: nobody pays for it who does not use it. */
import { redactFields, redactHeaders, redactUrl } from "../internal/redact.js";
import { env } from "../internal/settings.js";
import type { Middleware } from "./contract.js";

const LEVELS = ["debug", "info", "warn", "error", "off"] as const;

export type LogLevel = (typeof LEVELS)[number];

/** `console` fits, and so do most loggers. */
export type Logger = Record<Exclude<LogLevel, "off">, (message: string, details?: object) => void>;

export interface LoggingOptions {
  /** Default: `console`. */
  readonly logger?: Logger | undefined;
  /** Default: the environment variable `<PREFIX>_LOG`, such as `OPENROUTER_LOG=debug`, or else `info`. */
  readonly level?: LogLevel | undefined;
  /** At `debug`, show JSON bodies too. They may hold what is nobody's business: for development. Default false. */
  readonly bodies?: boolean | undefined;
}

/**
 * Writes one line for each attempt: `info` for a success, `warn` for an error status, `error` when no response came. `debug` adds the
 * headers. Secrets are replaced by `***`: headers, query parameters and properties of the usual names, and those that the API's document
 * marks as credential, password, write-only or `x-sensitive`.
 *
 * @example
 * ```ts
 * const client = new OpenRouter({ middleware: [logging({ level: "debug" })] });
 * ```
 */
export function logging({
  logger = console,
  level,
  bodies = false,
}: LoggingOptions = {}): Middleware {
  return async (request, next, { operation, attempt, body, client, sensitive }) => {
    const least = LEVELS.indexOf(level ?? levelFrom(`${client.envPrefix}_LOG`) ?? "info");
    const log = (at: Exclude<LogLevel, "off">, message: string, details?: object) => {
      if (LEVELS.indexOf(at) >= least) logger[at](message, ...(details ? [details] : []));
    };
    const shown = (headers: Headers, text: unknown) => ({
      headers: redactHeaders(headers, sensitive),
      ...(bodies && { body: redactFields(text, sensitive) }),
    });
    const line = `${operation.id}: ${request.method} ${redactUrl(request.url, sensitive)}${attempt ? ` (retry ${attempt})` : ""}`;
    const start = Date.now();
    log("debug", line, shown(request.headers, body));
    try {
      const response = await next(request);
      const outcome = `${line} -> ${response.status} in ${Date.now() - start} ms`;
      log(response.ok ? "info" : "warn", outcome);
      const isShown = bodies && least === 0 && isJson(response);
      const text = isShown ? await response.clone().text() : undefined;
      log("debug", `${line} <- ${response.status}`, shown(response.headers, text));
      return response;
    } catch (error) {
      log("error", `${line} -> ${(error as Error).name} in ${Date.now() - start} ms`);
      throw error;
    }
  };
}

function levelFrom(variable: string): LogLevel | undefined {
  const wanted = env(variable)?.toLowerCase();
  return LEVELS.find((each) => each === wanted);
}

function isJson({ headers }: Response): boolean {
  return /^[^;]*[/+]json\b/i.test(headers.get("content-type") ?? "");
}
