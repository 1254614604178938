/** Which credentials go with an attempt, and where. */
import type { CallState } from "../core/contract.js";
import { InvalidRequestError } from "../core/errors.js";
import type { Draft } from "../core/operation.js";
import type { Credentials, SecurityContext, SecuritySchemeSpec } from "../core/security.js";
import { bare, own } from "./own.js";
import { setHeader } from "./prepare.js";

/** What each scheme of the chosen alternative gives. */
export type Grant = readonly (readonly [SecuritySchemeSpec, Credentials])[];

/**
 * The first alternative whose schemes all have their credentials.
 * @param refused what the server answered with 401
 * @throws {InvalidRequestError} none has; names the first option that would help
 * @see https://spec.openapis.org/oas/v3.1.1#security-requirement-object
 */
export async function findCredentials(
  { operation, settings, fetch, live }: CallState,
  draft: Draft,
  signal: AbortSignal,
  refused?: Grant,
): Promise<Grant> {
  const { security } = settings.definition;
  let missing: readonly string[] | undefined;
  for (const alternative of own(operation, "security") ?? []) {
    const grant: [SecuritySchemeSpec, Credentials][] = [];
    const schemes = alternative.flatMap((id) => own(security, id) ?? []);
    for (const scheme of schemes) {
      const context: SecurityContext = {
        signal,
        fetch,
        values: settings.secrets,
        client: live,
        rejected: refused !== undefined,
        refused: refused?.find(([each]) => each === scheme)?.[1],
      };
      const credentials = await scheme.credentials(context);
      if (credentials) grant.push([scheme, credentials]);
      else missing ??= Object.entries<string>(scheme.options)[0];
    }
    if (grant.length === schemes.length) return grant;
  }
  // A user who sets that header by hand has decided.
  if (!missing || draft.headers["authorization"]) return [];
  const [option = "", variable] = missing;
  throw new InvalidRequestError(
    option,
    `no credentials: pass \`${option}\` to the client or set ${variable}`,
  );
}

/** A copy of the request with the credentials added; headers that the user set win. */
export function withCredentials(draft: Draft, grant: Grant): Draft {
  const headers = bare<Draft["headers"]>({});
  const copy = { ...draft, query: [...draft.query], cookies: [...draft.cookies], headers };
  for (const [scheme, given] of grant) {
    for (const [name, value] of Object.entries(own(given, "headers") ?? {}))
      setHeader(headers, name, value, Object.keys(scheme.options)[0]);
    own(scheme, "place")?.(copy, given);
  }
  Object.assign(headers, draft.headers);
  return copy;
}
