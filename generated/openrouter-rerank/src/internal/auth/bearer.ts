import type { SecuritySchemeSpec } from "../../core/security.js";
import { secretValue } from "./secret.js";

/**
 * `Authorization: Bearer <token>`.
 * @see https://spec.openapis.org/oas/v3.1.1#security-scheme-object
 */
export function bearer(scheme: {
  readonly option: string;
  readonly env: string;
}): SecuritySchemeSpec {
  return {
    options: { [scheme.option]: scheme.env },
    async credentials(context) {
      const token = await secretValue(context, scheme.option);
      return token ? { headers: { Authorization: `Bearer ${token}` } } : undefined;
    },
  };
}
