/** One attempt: credentials, one request through the fetch layers, the parsed body. */
import type { WithResponse } from "../core/contract.js";
import { requestIdOf, SdkError } from "../core/errors.js";
import type { Fetch } from "../core/fetch.js";
import type { Draft } from "../core/operation.js";
import { findCredentials, type Grant, withCredentials } from "./credentials.js";
import { connection, statusErrors, throughMiddleware } from "./layers.js";
import { brokenOff } from "./read.js";
import { scrubError } from "./redact.js";
import type { CallState } from "../core/contract.js";
import { transport } from "./transport.js";

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
    return await send(state, draft, grant, number, signal);
  } catch (error) {
    // The server turned the credentials down: once more, if there are new ones.
    if ((error as SdkError).status !== 401 || draft.once) throw error;
    const fresh = await findCredentials(state, draft, signal, grant);
    if (JSON.stringify(fresh) === JSON.stringify(grant)) throw error;
    return send(state, draft, fresh, number, signal);
  }
}

async function send<T>(
  state: CallState,
  draft: Draft,
  grant: Grant,
  number: number,
  signal: AbortSignal,
): Promise<WithResponse<T>> {
  const { operation } = state;
  state.phase = "headers";
  state.hidden = [state.secrets, grant.map(([, given]) => given)];
  const sent = withCredentials(draft, grant);
  let response: Response | undefined;
  try {
    response = await transport(
      operation.method,
      sent,
      signal,
      statusErrors(connection(hooked(state, draft, grant, number), state), state),
      state.fetchOptions,
    );
    const data = (await operation.response.parse(response, {
      operation,
      signal,
      lifetime: state,
    })) as T;
    return { data, response, requestId: requestIdOf(response.headers) };
  } catch (cause) {
    throw scrubError(
      cause instanceof SdkError ? cause : brokenOff(operation.id, response, cause),
      state.hidden,
    );
  }
}

/** The user's `fetch`, inside what the schemes need, inside the user's middleware. */
function hooked(
  { operation, definition, levels, fetch }: CallState,
  { body }: Draft,
  grant: Grant,
  attempt: number,
): Fetch {
  const layered = grant.reduce((next, [scheme]) => scheme.layer?.(next) ?? next, fetch);
  const middleware = levels.flatMap((level) => level.middleware ?? []);
  const { sensitive = [] } = definition;
  const context = { operation, attempt, body, client: definition, sensitive };
  return throughMiddleware(layered, middleware, context);
}
