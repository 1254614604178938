import type { SecuritySchemeSpec } from "../../core/security.js";
import { secretValue } from "./secret.js";

/**
 * `Authorization: Bearer <token>`; fetch itself drops that header on a redirect to another origin. Not so the fetch of a Cloudflare
 * worker whose compatibility date is before 2025-09-01, nor of browsers from before 2024: there, `fetchOptions: { redirect: "manual" }`
 * makes a redirect an error.
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
