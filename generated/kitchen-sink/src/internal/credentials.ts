/** Which credentials go with an attempt, and where. */
import type { CallState } from "../core/contract.js";
import { InvalidRequestError } from "../core/errors.js";
import type { Draft } from "../core/operation.js";
import type {
  Credentials,
  Renewal,
  SecurityContext,
  SecuritySchemeSpec,
} from "../core/security.js";
import { bare, own } from "./own.js";
import { baseUrl, setHeader } from "./prepare.js";

/** What each scheme of the chosen alternative gives. */
export type Grant = readonly Granted[];

interface Granted {
  readonly scheme: SecuritySchemeSpec;
  readonly credentials: Credentials;
  /** When they were asked for, by the monotonic clock. */
  readonly at: number;
}

/**
 * The first alternative whose schemes all have their credentials.
 * @param refused what the server answered with 401
 * @throws {InvalidRequestError} none has; names the first option that would help
 * @see https://spec.openapis.org/oas/v3.1.1#security-requirement-object
 */
export async function findCredentials(
  state: CallState,
  draft: Draft,
  signal: AbortSignal,
  refused?: Grant,
): Promise<Grant> {
  const { definition, fetch, live, operation, secrets } = state;
  const context: SecurityContext = {
    signal,
    fetch,
    values: secrets,
    client: live,
    baseURL: () => baseUrl(state),
    rejected: false,
  };
  let missing: SecuritySchemeSpec | undefined;
  for (const alternative of own(operation, "security") ?? []) {
    const grant: Granted[] = [];
    let isWhole = true;
    for (const id of alternative) {
      const scheme = own(definition.security, id);
      if (!scheme) continue;
      const at = performance.now();
      const given = refused?.find((each) => each.scheme === scheme);
      const credentials = await (given
        ? renew(state, given, context)
        : scheme.credentials(context));
      if (!credentials) {
        missing ??= scheme;
        isWhole = false;
        break;
      }
      grant.push({ scheme, credentials, at });
    }
    if (isWhole) return grant;
  }
  // A user who sets that header by hand has decided.
  if (!missing || draft.headers["authorization"]) return [];
  const [[option, variable] = [""]] = Object.entries<string>(missing.options);
  throw new InvalidRequestError(
    option,
    `no credentials: pass \`${option}\` to the client or set ${variable}`,
  );
}

/**
 * New credentials after a 401. Calls that are turned down at the same time share one renewal: a call takes part in it, or in its outcome,
 * when its own credentials are older. It outlives the call that began it.
 */
function renew(
  { renewals, timeoutMs }: CallState,
  { scheme, credentials: refused, at }: Granted,
  context: SecurityContext,
): Promise<Credentials | undefined> {
  const last = renewals.get(scheme);
  if (last && at < last.until) return last.credentials;
  const signal = AbortSignal.timeout(Math.min(timeoutMs, 2 ** 31 - 1));
  const ask = async () => scheme.credentials({ ...context, rejected: true, refused, signal });
  const renewal: Renewal = {
    until: performance.now() + timeoutMs,
    credentials: ask().finally(() => (renewal.until = performance.now())),
  };
  renewals.set(scheme, renewal);
  return renewal.credentials;
}

/** What is sent, for comparing and for hiding. */
export function credentialsOf(grant: Grant): readonly Credentials[] {
  return grant.map(({ credentials }) => credentials);
}

/** A copy of the request with the credentials added; headers that the user set win. */
export function withCredentials(draft: Draft, grant: Grant): Draft {
  const headers = bare<Draft["headers"]>({});
  const copy = { ...draft, query: [...draft.query], cookies: [...draft.cookies], headers };
  for (const { scheme, credentials } of grant) {
    for (const [name, value] of Object.entries(own(credentials, "headers") ?? {}))
      setHeader(headers, name, value, Object.keys(scheme.options)[0]);
    own(scheme, "place")?.(copy, credentials);
  }
  Object.assign(headers, draft.headers);
  return copy;
}
