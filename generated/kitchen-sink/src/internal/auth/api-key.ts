import type { SecuritySchemeSpec } from "../../core/security.js";
import { placeCredentials } from "../place.js";
import type { OptionSpec } from "./option.js";
import { secretValue } from "./secret.js";

export interface ApiKeyScheme extends OptionSpec {
  readonly in: "header" | "query" | "cookie";
  /** Of the header, query parameter or cookie. */
  readonly name: string;
}

/**
 * A key in a header, the query or a cookie.
 * OpenAPI 3.1 section 4.8.27 (Security Scheme Object, `apiKey`).
 */
export function apiKey({ option, env, in: place, name }: ApiKeyScheme): SecuritySchemeSpec {
  const part = ({ header: "headers", query: "query", cookie: "cookies" } as const)[place];
  return {
    options: { [option]: env },
    ...(place !== "header" && { place: placeCredentials }),
    async credentials(context) {
      const key = await secretValue(context, option);
      return key ? { [part]: { [name]: key } } : undefined;
    },
  };
}
