/** A fetch layer: error statuses become the operation's typed errors. */
import { ApiError } from "../core/errors.js";
import type { Fetch } from "../core/fetch.js";
import type { OperationSpec } from "../core/operation.js";
import { retryAfter } from "./backoff.js";
import { readStart, responseInfo } from "./read.js";
import { scrub } from "./redact.js";

/** Characters of an error's body that are read and kept. */
const LIMIT = 32_768;

/** Everything but 2xx throws: also a redirect that was not followed. */
export function statusErrors(next: Fetch, { id, errors }: OperationSpec, secrets: () => readonly string[]): Fetch {
  return async (input, init) => {
    const response = await next(input, init);
    if (response.ok) return response;
    const { status, headers } = response;
    const body = scrub(await readStart(response, LIMIT), secrets());
    const data = parse(body);
    const ErrorClass = errors[status] ?? errors[`${status}`[0] + "XX"] ?? errors["default"] ?? ApiError;
    const message = [`${id}:`, status, detail(data) ?? (/^\s*[^\s<]/.test(body) ? body : response.statusText)].join(" ").trim();
    throw new ErrorClass(message, { ...responseInfo(response), body, data, retryAfterMs: retryAfter(headers, Date.now()) });
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined; // not JSON, or longer than we read: `body` has what there is
  }
}

/** The sentence in an error's body, under the names that APIs give it (RFC 9457 among them). */
function detail(data: unknown): string | undefined {
  if (typeof data === "string") return data;
  const { error, message, detail: text, title } = (data ?? {}) as Record<string, unknown>;
  return [message, text, title].find((value) => typeof value === "string") ?? (error ? detail(error) : undefined);
}
