import type { SecuritySchemeSpec } from "../../core/security.js";

/** `mutualTLS`: the certificate belongs to the connection (the `fetch` option), so nothing is added. OpenAPI 3.1 section 4.8.27 (Security Scheme Object). */
export const noCredential: SecuritySchemeSpec = { options: {}, credentials: () => ({}) };
