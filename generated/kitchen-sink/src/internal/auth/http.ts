import type { SecuritySchemeSpec } from "../../core/security.js";
import type { OptionSpec } from "./option.js";
import { secretValue } from "./secret.js";

/**
 * `Authorization: <scheme> <value>`: what follows the scheme's name is the option's value, or what its supplier computes for the attempt.
 * OpenAPI 3.1 section 4.8.27 (Security Scheme Object, `http`), RFC 9110 section 11.4.
 */
export function http({
  option,
  env,
  scheme,
}: OptionSpec & { readonly scheme: string }): SecuritySchemeSpec {
  return {
    options: { [option]: env },
    async credentials(context) {
      const value = await secretValue(context, option);
      return value ? { headers: { Authorization: `${scheme} ${value}` } } : undefined;
    },
  };
}
