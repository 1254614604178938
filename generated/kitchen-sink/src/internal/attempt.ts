/** One attempt: credentials, one request through the user's middleware, the parsed body. */
import type { CallState, WithResponse } from "../core/contract.js";
import { ApiError, hideIn, InvalidRequestError, requestIdOf, SdkError } from "../core/errors.js";
import type { Fetch } from "../core/fetch.js";
import type { Draft } from "../core/operation.js";
import { credentialsOf, findCredentials, type Grant, withCredentials } from "./credentials.js";
import { connection, respond, throughMiddleware } from "./layers.js";
import { own } from "./own.js";
import { brokenOff } from "./read.js";
import { followRedirects } from "./redirects.js";
import { scrubError } from "./redact.js";
import { requestOf } from "./transport.js";

export async function attempt<T>(
  state: CallState,
  draft: Draft,
  number: number,
  signal: AbortSignal,
): Promise<WithResponse<T>> {
  state.phase = "credentials";
  state.response = undefined;
  const grant = await findCredentials(state, draft, signal);
  try {
    return await send<T>(state, draft, grant, number, signal);
  } catch (error) {
    // The server turned the credentials down: once more, if there are new ones.
    if (!(error instanceof ApiError) || error.status !== 401 || draft.once) throw error;
    state.phase = "credentials";
    const fresh = await findCredentials(state, draft, signal, grant).catch((failure: unknown) => {
      // What kept them from coming, of a supplier its own error.
      const { cause = failure } = failure instanceof InvalidRequestError ? failure : {};
      hideIn(error, { cause });
      throw error;
    });
    if (JSON.stringify(credentialsOf(fresh)) === JSON.stringify(credentialsOf(grant))) throw error;
    return await send<T>(state, draft, fresh, number, signal);
  }
}

async function send<T>(
  state: CallState,
  draft: Draft,
  grant: Grant,
  number: number,
  signal: AbortSignal,
): Promise<WithResponse<T>> {
  const { operation, settings, options } = state;
  state.phase = "headers";
  state.response = undefined;
  state.hidden = [settings.secrets, credentialsOf(grant)];
  let response: Response | undefined;
  try {
    const [url, init] = requestOf(
      operation.method,
      withCredentials(draft, grant),
      signal,
      options.fetchOptions ?? settings.fetchOptions,
    );
    response = await respond(state, hooked(state, draft, number), url, init);
    const context = { operation, signal, parse: undefined, lifetime: state };
    const data = (await operation.response.parse(response, context)) as T;
    return { data, response, requestId: requestIdOf(response.headers) };
  } catch (cause) {
    const error = cause instanceof SdkError ? cause : brokenOff(operation.id, response, cause);
    throw scrubError(error, state.hidden);
  }
}

/** The user's `fetch`, inside what follows redirects, inside the user's middleware. */
function hooked(state: CallState, { body }: Draft, attempt: number): Fetch {
  const { operation, settings, options } = state;
  const connected = connection(followRedirects(state.fetch, state), state);
  const middleware = [...(settings.middleware ?? []), ...(options.middleware ?? [])];
  if (middleware.length === 0) return connected;
  const client = settings.definition;
  const sensitive = own(client, "sensitive") ?? [];
  return throughMiddleware(connected, middleware, { operation, attempt, body, client, sensitive });
}
