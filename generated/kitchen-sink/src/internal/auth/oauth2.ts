import { bare, entriesIn } from "../own.js";
import { ConnectionError, InvalidRequestError, type SdkError } from "../../core/errors.js";
import type { Credentials, SecurityContext, SecuritySchemeSpec } from "../../core/security.js";
import { retryAfter } from "../backoff.js";
import { scrubError } from "../redact.js";
import { base64 } from "./base64.js";
import type { OptionSpec } from "./option.js";
import { secretValue } from "./secret.js";

export interface OAuth2Scheme {
  /** An access token that the caller already has, or supplies; it wins over the two below. */
  readonly token: OptionSpec;
  readonly clientId: OptionSpec;
  readonly clientSecret: OptionSpec;
  /** The token endpoint: an option of the client, or else what the document says. */
  readonly tokenUrl: TokenEndpoint;
  readonly scopes?: readonly string[];
  /** What else the token endpoint is told, by its name there: `audience`. */
  readonly parameters?: Readonly<Record<string, TokenParameter>>;
  /** Where id and secret are sent: `basic`, which every server must support, or `body`. Default `basic`. */
  readonly authenticate?: "basic" | "body";
}

export interface TokenEndpoint extends OptionSpec {
  /** A relative one is relative to the client's base URL. */
  readonly url: string;
  /** It is on a host of the document's servers: where the base URL is on another host, it is there, too. */
  readonly followsServer?: boolean;
}

export interface TokenParameter extends OptionSpec {
  /** Sent where the client has none. */
  readonly value?: string;
}

interface ClientCredentials {
  readonly id: string;
  readonly secret: string;
}

interface Token {
  readonly value: string;
  /** When to fetch a new one, in milliseconds of the monotonic clock: setting the wall clock must not prolong a token's life. */
  readonly until: number;
}

/** Why there is no token. Each call that waits for it makes an error of its own, which has that call's attempts. */
type Refusal = () => SdkError;

/** The token that one client has of one endpoint, and the request for the next, which all calls that need it share. */
interface TokenState {
  token?: Token;
  fetching?: Promise<Token | Refusal> | undefined;
}

/** Statuses of the token endpoint that may pass. */
const TRANSIENT = /^(408|425|429|5..)$/;

const TOKEN_TIMEOUT_MS = 30_000;

/**
 * `Authorization: Bearer <token>` with a token from the token endpoint: fetched when first needed, once for all concurrent calls of a
 * client, again shortly before it expires, and after a 401.
 * OpenAPI 3.1 section 4.8.29 (OAuth Flow Object, `clientCredentials`), RFC 6749 section 4.4.
 */
export function oauth2(scheme: OAuth2Scheme): SecuritySchemeSpec {
  const { token, clientId, clientSecret, tokenUrl, parameters = {} } = scheme;
  const states = new WeakMap<object, Map<string, TokenState>>();

  /** By endpoint: a token for the staging server of one call is none for production. */
  function stateOf(client: object, endpoint: string): TokenState {
    const byEndpoint = states.get(client) ?? new Map<string, TokenState>();
    states.set(client, byEndpoint);
    const state = byEndpoint.get(endpoint) ?? {};
    byEndpoint.set(endpoint, state);
    return state;
  }

  async function fetched(context: SecurityContext, id: string, secret: string): Promise<string> {
    const endpoint = await tokenEndpoint(context, scheme.tokenUrl);
    const state = stateOf(context.client, endpoint);
    const held = state.token;
    if (held && performance.now() < held.until && !refused(context, held)) return held.value;
    state.fetching ??= fetchToken(context, scheme, endpoint, { id, secret })
      .then((fresh) => {
        if (typeof fresh !== "function") state.token = fresh;
        return fresh;
      })
      .finally(() => (state.fetching = undefined));
    const fresh = await unlessAborted(state.fetching, context.signal);
    if (typeof fresh === "function") throw fresh();
    return fresh.value;
  }

  return {
    options: {
      [token.option]: token.env,
      [clientId.option]: clientId.env,
      [clientSecret.option]: clientSecret.env,
      [tokenUrl.option]: tokenUrl.env,
      ...Object.fromEntries(Object.values(parameters).map(({ option, env }) => [option, env])),
    },
    async credentials(context) {
      const given = await secretValue(context, token.option);
      if (given) return bearerToken(given);
      const id = await secretValue(context, clientId.option);
      const secret = await secretValue(context, clientSecret.option);
      if (!id || !secret) return undefined;
      try {
        return bearerToken(await fetched(context, id, secret));
      } catch (error) {
        // The endpoint, or the platform, may have repeated what it was sent.
        throw scrubError(error, [id, secret, basicCredentials(id, secret)]);
      }
    },
  };
}

function bearerToken(value: string): Credentials {
  return { headers: { Authorization: `Bearer ${value}` } };
}

/** Only the token that got the 401 is replaced: a call that comes late with an old one takes what another call has fetched meanwhile. */
function refused({ rejected, refused: sent }: SecurityContext, held: Token): boolean {
  return rejected && (!sent || sent.headers?.["Authorization"] === `Bearer ${held.value}`);
}

/**
 * Where id and secret are sent.
 * @throws {InvalidRequestError} the option is no URL
 */
async function tokenEndpoint(
  context: SecurityContext,
  { option, url, followsServer = false }: TokenEndpoint,
): Promise<string> {
  const baseURL = context.baseURL();
  const given = await secretValue(context, option);
  const wanted = given || url;
  if (!URL.canParse(wanted, baseURL))
    throw new InvalidRequestError(option, `\`${option}\` is no URL`);
  const endpoint = new URL(wanted, baseURL);
  // The user has replaced the document's host: the secret must not go there.
  if (!given && followsServer && endpoint.hostname !== new URL(baseURL).hostname)
    return new URL(endpoint.pathname + endpoint.search, baseURL).href;
  return endpoint.href;
}

async function fetchToken(
  context: SecurityContext,
  scheme: OAuth2Scheme,
  endpoint: string,
  client: ClientCredentials,
): Promise<Token | Refusal> {
  const asked = performance.now();
  try {
    const request = tokenRequest(scheme, client, await parametersOf(context, scheme));
    const init = bare<RequestInit>(request, {
      redirect: "manual", // the secret goes to this endpoint only
      signal: AbortSignal.timeout(TOKEN_TIMEOUT_MS), // not the call's: other calls wait for this token too
    });
    const response = await context.fetch(endpoint, init);
    const answer = parseObject(await response.text());
    const { access_token: value, token_type: type = "bearer", expires_in: seconds } = answer;
    if (response.ok && typeof value === "string" && value !== "" && /^bearer$/i.test(String(type)))
      return { value, until: asked + lifetimeMs(seconds) };
    return refusalOf(response, answer["error"], scheme.clientSecret.option);
  } catch (error) {
    if (error instanceof InvalidRequestError) {
      const { parameter, message, cause } = error; // of a supplier
      return () => new InvalidRequestError(parameter, message, { cause });
    }
    return () => new ConnectionError("the token endpoint did not answer", { cause: error });
  }
}

function refusalOf(response: Response, error: unknown, option: string): Refusal {
  const { status, ok, headers } = response;
  const reason = typeof error === "string" ? ` (${error})` : "";
  const problem = `the token endpoint answered ${status}${ok ? " without a bearer token" : reason}`;
  if (TRANSIENT.test(`${status}`)) {
    // Without the response: a status would say that the API has got the call.
    const retryAfterMs = retryAfter(headers, Date.now());
    return () => new ConnectionError(problem, { retryAfterMs });
  }
  if (status < 400) return () => new ConnectionError(problem, { response });
  return () => new InvalidRequestError(option, problem, { response });
}

/** What else the endpoint is told: options of the client, or what the document has in their place. */
async function parametersOf(
  context: SecurityContext,
  { parameters = {} }: OAuth2Scheme,
): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const [name, { option, value }] of Object.entries(parameters)) {
    const sent = (await secretValue(context, option)) || value;
    if (sent) found[name] = sent;
  }
  return found;
}

function tokenRequest(
  scheme: OAuth2Scheme,
  { id, secret }: ClientCredentials,
  parameters: Readonly<Record<string, string>>,
): RequestInit {
  const form = new URLSearchParams({ ...parameters, grant_type: "client_credentials" });
  if (scheme.scopes?.length) form.set("scope", scheme.scopes.join(" "));
  const headers: Record<string, string> = {
    Accept: "application/json",
    "Content-Type": "application/x-www-form-urlencoded",
  };
  if (scheme.authenticate === "body") {
    form.set("client_id", id);
    form.set("client_secret", secret);
  } else {
    headers["Authorization"] = `Basic ${basicCredentials(id, secret)}`;
  }
  return { method: "POST", headers, body: form.toString() };
}

/** RFC 6749 section 2.3.1. */
function basicCredentials(id: string, secret: string): string {
  return base64(`${formEncode(id)}:${formEncode(secret)}`);
}

function formEncode(text: string): string {
  return new URLSearchParams({ x: text }).toString().slice(2);
}

function parseObject(text: string): Readonly<Record<string, unknown>> {
  try {
    return entriesIn(JSON.parse(text));
  } catch {
    return {};
  }
}

/** A tenth of the life, but at most a minute, is left for calls on their way. Without `expires_in` only a 401 ends a token. */
function lifetimeMs(expiresIn: unknown): number {
  const seconds = Number(expiresIn ?? Infinity);
  return Number.isNaN(seconds) ? Infinity : (seconds - Math.min(60, seconds / 10)) * 1000;
}

function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const abort = () => reject(signal.reason as Error);
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort);
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}
