/** Logging, as a middleware: nobody pays for it who does not use it. */
import { credentialsIn, redactBody, redactHeaders, redactUrl } from "../internal/redact-fields.js";
import { bare } from "../internal/own.js";
import { env } from "../internal/settings.js";
import type { Middleware } from "./contract.js";
import { InvalidRequestError } from "./errors.js";

const LEVELS: readonly LogLevel[] = ["debug", "info", "warn", "error", "off"];

export type LogLevel = "debug" | "info" | "warn" | "error" | "off";

/** `console` fits, and so do most loggers. */
export type Logger = Record<Exclude<LogLevel, "off">, (message: string, details?: object) => void>;

export interface LoggingOptions {
  /** Default: `console`. */
  readonly logger?: Logger | undefined;
  /** Default: the environment variable `<PREFIX>_LOG`, such as `OPENROUTER_LOG=debug`, or else `info`. */
  readonly level?: LogLevel | undefined;
  /** At `debug`, show bodies of JSON and forms too. They may hold what is nobody's business: for development. Default false. */
  readonly bodies?: boolean | undefined;
}

/**
 * Writes one line for each attempt: `info` for a success, `warn` for an error status, `error` when no response came. `debug` adds the
 * headers. Secrets are replaced by `***`: headers, query parameters, fields of forms and properties, at any depth, of the usual names
 * (`key`, `token`, `secret`, `password`, `client_secret`, `code_verifier`, ...) and those that the API's document marks as credential,
 * password, write-only or `x-sensitive`; and the call's own credentials, wherever an answer repeats them.
 *
 * @example
 * ```ts
 * const client = new OpenRouter({ middleware: [logging({ level: "debug" })] });
 * ```
 */
export function logging(options: LoggingOptions = {}): Middleware {
  const { logger = console, level, bodies = false } = bare(options);
  return async (request, next, { operation, attempt, body, client, sensitive }) => {
    const least = LEVELS.indexOf(level ?? levelFrom(`${client.envPrefix}_LOG`) ?? "info");
    let response: Response | undefined;
    const log = (at: Exclude<LogLevel, "off">, message: string, details?: object) => {
      if (LEVELS.indexOf(at) < least) return;
      try {
        logger[at](message, ...(details ? [details] : []));
      } catch (cause) {
        // The caller's own failure ends the call, and must not hide what it was told.
        throw new InvalidRequestError("logger", `the logger failed, told of ${message}`, {
          response,
          cause,
        });
      }
    };
    const hidden = { names: sensitive, values: credentialsIn(request, sensitive) };
    const shown = (headers: Headers, text: unknown) => ({
      headers: redactHeaders(headers, hidden),
      ...(bodies && { body: redactBody(text, contentType(headers), hidden) }),
    });
    const retry = attempt ? ` (retry ${attempt})` : "";
    const line = `${operation.id}: ${request.method} ${redactUrl(request.url, hidden)}${retry}`;
    const start = performance.now();
    const time = () => `in ${Math.round(performance.now() - start)} ms`;
    log("debug", line, shown(request.headers, body));
    try {
      response = await next(request);
    } catch (error) {
      log("error", `${line} -> ${error instanceof Error ? error.name : String(error)} ${time()}`);
      throw error;
    }
    log(response.ok ? "info" : "warn", `${line} -> ${response.status} ${time()}`);
    const isShown = bodies && least === 0 && isText(response);
    // A body that breaks off is the call's matter.
    const text = isShown
      ? await response
          .clone()
          .text()
          .catch(() => {})
      : undefined;
    log("debug", `${line} <- ${response.status}`, shown(response.headers, text));
    return response;
  };
}

function levelFrom(variable: string): LogLevel | undefined {
  const wanted = env(variable)?.toLowerCase();
  return LEVELS.find((each) => each === wanted);
}

/** What can be shown: JSON, and the forms that some token endpoints answer with. A stream is left alone. */
function isText({ headers }: Response): boolean {
  return /^[^;]*([/+]json|x-www-form-urlencoded)\b/i.test(contentType(headers));
}

function contentType(headers: Headers): string {
  return headers.get("content-type") ?? "";
}
