import type { RetryWith, WithHeaders } from "../../core/contract.js";
import { parseJson } from "../read.js";

/** Adds the documented headers to what a call brought. */
export function withHeaders<H>(
  retry: RetryWith,
  read: (headers: Headers) => H,
): RetryWith<WithHeaders<H>> {
  return async (send, policy, context) => {
    const brought = await retry(send, policy, context);
    return { ...brought, headers: read(brought.response.headers) };
  };
}

/** How a header's text is read. `strings` is a list with commas. */
export type HeaderKind = "string" | "number" | "integer" | "boolean" | "strings" | "json";

/**
 * Makes a reader of documented response headers: an object with the ones that arrived and are what they should be.
 * OpenAPI 3.1 section 4.8.21 (Header Object).
 * @example
 * ```ts
 * const headers = responseHeaders<ListPetsHeaders>({ xRateLimit: ["X-Rate-Limit", "integer"] });
 * const { xRateLimit } = headers(response.headers);
 * ```
 */
export function responseHeaders<H extends object>(shape: {
  readonly [K in keyof H]-?: readonly [name: string, kind: HeaderKind];
}): (headers: Headers) => Partial<H> {
  return (headers) => {
    const found = Object.entries<readonly [string, HeaderKind]>(shape).map(
      ([property, [name, kind]]) => [property, read(headers.get(name), kind)] as const,
    );
    return Object.fromEntries(found.filter(([, value]) => value !== undefined)) as Partial<H>;
  };
}

function read(text: string | null, kind: HeaderKind): unknown {
  if (text === null) return undefined;
  switch (kind) {
    case "number":
    case "integer":
      return text.trim() === "" || Number.isNaN(Number(text)) ? undefined : Number(text);
    case "boolean":
      return { true: true, false: false }[text.trim().toLowerCase()];
    case "strings":
      return text
        .split(",")
        .map((item) => item.trim())
        .filter((item) => item !== "");
    case "json":
      return parseJson(text);
    case "string":
      return text;
  }
}
