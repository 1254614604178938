/** One attempt: credentials, one request, the parsed body; and once more where the server turned the credentials down. */
import type { CallState, WithResponse } from "../core/contract.js";
import { ApiError, hideIn, InvalidRequestError, requestIdOf, SdkError } from "../core/errors.js";
import type { Draft } from "../core/operation.js";
import { respond } from "./connect.js";
import { credentialsOf, findCredentials, type Grant, withCredentials } from "./credentials.js";
import { noAnswer } from "./read.js";
import { scrubError } from "./redact.js";
import { statusError } from "./status-error.js";
import { requestOf } from "./transport.js";

export async function attempt<T>(
  state: CallState,
  draft: Draft,
  signal: AbortSignal,
): Promise<WithResponse<T>> {
  state.phase = "credentials";
  state.response = undefined;
  const grant = await findCredentials(state, draft, signal);
  try {
    return await send<T>(state, draft, grant, signal);
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 401 || draft.once) throw error;
    state.phase = "credentials";
    const fresh = await findCredentials(state, draft, signal, grant).catch((failure: unknown) => {
      // What kept them from coming, of a supplier its own error.
      const { cause = failure } = failure instanceof InvalidRequestError ? failure : {};
      hideIn(error, { cause });
      throw error;
    });
    if (JSON.stringify(credentialsOf(fresh)) === JSON.stringify(credentialsOf(grant))) throw error;
    return await send<T>(state, draft, fresh, signal);
  }
}

async function send<T>(
  state: CallState,
  draft: Draft,
  grant: Grant,
  signal: AbortSignal,
): Promise<WithResponse<T>> {
  const { operation, secrets } = state;
  state.phase = "headers";
  state.response = undefined;
  state.hidden = [secrets, credentialsOf(grant)];
  let response: Response | undefined;
  try {
    const [url, init] = requestOf(state, withCredentials(draft, grant), signal);
    response = await respond(state, draft, url, init);
    if (signal.aborted) {
      // From a `fetch` that does not listen to the signal: nobody will read it any more.
      response.body?.cancel().catch(() => {});
    } else {
      state.phase = "body";
      state.response = response;
    }
    if (!response.ok) throw await statusError(response, state);
    const context = { operation, signal, parse: undefined, lifetime: state };
    const data = (await operation.response.parse(response, context)) as T;
    return { data, response, requestId: requestIdOf(response.headers) };
  } catch (cause) {
    const error = cause instanceof SdkError ? cause : noAnswer(operation.id, response, cause);
    throw scrubError(error, state.hidden);
  }
}
