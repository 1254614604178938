/** Which credentials go with an attempt, and where. */
import { InvalidRequestError } from "../core/errors.js";
import type { OperationSpec } from "../core/operation.js";
import type { Credentials, SecurityContext, SecuritySchemeSpec } from "../core/security.js";
import { type HeaderRecord, setHeader } from "./headers.js";
import type { Prepared } from "./prepare.js";
import { encode } from "./serialize/encode.js";

/** What each scheme of the chosen alternative gives. */
export type Grant = readonly (readonly [SecuritySchemeSpec, Credentials])[];

/**
 * The first alternative whose schemes all have their credentials.
 * @throws {InvalidRequestError} none has; names the first option that would help
 * @see https://spec.openapis.org/oas/v3.1.1#security-requirement-object
 */
export async function findCredentials(
  operation: OperationSpec,
  schemes: Readonly<Record<string, SecuritySchemeSpec>>,
  headers: HeaderRecord,
  context: SecurityContext,
): Promise<Grant> {
  const missing: [option: string, variable: string][] = [];
  for (const alternative of operation.security ?? []) {
    const grant: [SecuritySchemeSpec, Credentials][] = [];
    const used = alternative.flatMap((id) => schemes[id] ?? []);
    for (const scheme of used) {
      const credentials = await scheme.credentials(context);
      if (credentials) grant.push([scheme, credentials]);
      else missing.push(...Object.entries(scheme.options));
    }
    if (grant.length === used.length) return grant;
  }
  const [first] = missing;
  // A user who sets (or removes) that header by hand has decided.
  if (!first || "authorization" in headers) return [];
  throw new InvalidRequestError(first[0], `no credentials: pass \`${first[0]}\` to the client or set ${first[1]}`);
}

/** The prepared request with the credentials added; headers that the user set win. */
export function withCredentials(prepared: Prepared, grant: Grant): Prepared {
  const query = [...prepared.query];
  const headers: HeaderRecord = {};
  const cookies = prepared.headers["cookie"] ? [prepared.headers["cookie"]] : [];
  for (const [scheme, given] of grant) {
    for (const [name, value] of Object.entries(given.headers ?? {})) setHeader(headers, name, value, Object.keys(scheme.options)[0]);
    for (const [name, value] of Object.entries(given.query ?? {})) query.push(`${encode(name)}=${encode(value)}`);
    for (const [name, value] of Object.entries(given.cookies ?? {})) cookies.push(`${name}=${encode(value)}`);
  }
  return { ...prepared, query, headers: { ...headers, ...prepared.headers, ...(cookies.length && { cookie: cookies.join("; ") }) } };
}

/** Every string that must not be seen: the client's secrets, and what the schemes made of them. */
export function secretsOf(secrets: Readonly<Record<string, unknown>>, grant: Grant): string[] {
  const made = grant.flatMap(([, given]) => [given.headers, given.query, given.cookies].flatMap((part) => Object.values(part ?? {})));
  return [...Object.values(secrets), ...made.flatMap((value) => value.split(" "))].filter((value) => typeof value === "string");
}
