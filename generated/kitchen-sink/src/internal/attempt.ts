/** One attempt: credentials, one request through the user's middleware, the parsed body. */
import type { CallState, WithResponse } from "../core/contract.js";
import { ApiError, hideIn, InvalidRequestError, requestIdOf, SdkError } from "../core/errors.js";
import type { Fetch } from "../core/fetch.js";
import type { Draft } from "../core/operation.js";
import { credentialsOf, findCredentials, type Grant, withCredentials } from "./credentials.js";
import { arrived, connect, statusError, throughMiddleware } from "./layers.js";
import { own } from "./own.js";
import { noAnswer } from "./read.js";
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
  const { operation, secrets } = state;
  state.phase = "headers";
  state.response = undefined;
  state.hidden = [secrets, credentialsOf(grant)];
  let response: Response | undefined;
  try {
    const [url, init] = requestOf(state, withCredentials(draft, grant), signal);
    response = await hooked(state, draft, number)(url, init);
    arrived(state, response, signal);
    if (!response.ok) throw await statusError(response, state);
    const context = { operation, signal, parse: undefined, lifetime: state };
    const data = (await operation.response.parse(response, context)) as T;
    return { data, response, requestId: requestIdOf(response.headers) };
  } catch (cause) {
    const error = cause instanceof SdkError ? cause : noAnswer(operation.id, response, cause);
    throw scrubError(error, state.hidden);
  }
}

/** What connects, inside the user's middleware. */
function hooked(state: CallState, { body }: Draft, attempt: number): Fetch {
  const { client, definition, operation, options } = state;
  const middleware = [...(client.middleware ?? []), ...(options.middleware ?? [])];
  const connected: Fetch = (input, init) => connect(state, input, init);
  if (middleware.length === 0) return connected;
  const sensitive = own(definition, "sensitive") ?? [];
  const context = { operation, attempt, body, client: definition, sensitive };
  return throughMiddleware(connected, middleware, context, state);
}
