/** One attempt: credentials, one request through the fetch layers, the parsed body. */
import type { WithResponse } from "../core/call.js";
import { ConnectionError, SdkError } from "../core/errors.js";
import type { Fetch } from "../core/fetch.js";
import { connection } from "./connection.js";
import { findCredentials, type Grant, secretsOf, withCredentials } from "./credentials.js";
import { throughMiddleware } from "./middleware.js";
import type { Prepared } from "./prepare.js";
import { explain, responseInfo } from "./read.js";
import type { CallState } from "./run.js";
import { statusErrors } from "./status-errors.js";

export async function attempt<T>(state: CallState<T>, prepared: Prepared, number: number, signal: AbortSignal): Promise<WithResponse<T>> {
  const { operation, settings } = state;
  state.phase = "credentials";
  state.response = undefined;
  const credentials = (rejected: boolean) =>
    findCredentials(operation, settings.definition.security, prepared.headers, { rejected, signal, values: settings.secrets, fetch: settings.fetch, client: settings });
  const grant = await credentials(false);
  try {
    return await send(state, prepared, grant, number, signal);
  } catch (error) {
    // The server turned the credentials down: once more, if there are new ones.
    if (!(error instanceof SdkError) || error.status !== 401 || prepared.once) throw error;
    const fresh = await credentials(true);
    if (JSON.stringify(fresh) === JSON.stringify(grant)) throw error;
    return send(state, prepared, fresh, number, signal);
  }
}

async function send<T>(state: CallState<T>, prepared: Prepared, grant: Grant, number: number, signal: AbortSignal): Promise<WithResponse<T>> {
  const { operation, settings } = state;
  state.phase = "headers";
  const response = await settings.transport(operation.method, {
    ...withCredentials(prepared, grant),
    signal,
    fetch: statusErrors(connection(hooked(state, grant, number), state), operation, () => secretsOf(settings.secrets, grant)),
    options: state.options.fetchOptions ?? settings.options.fetchOptions,
  });
  try {
    const data = await operation.response.parse(response, { operation, signal });
    return { data, response, requestId: responseInfo(response).requestId };
  } catch (cause) {
    if (cause instanceof SdkError) throw cause;
    throw new ConnectionError(`${operation.id}: the response broke off (${explain(cause)})`, { ...responseInfo(response), cause });
  }
}

/** The user's `fetch`, inside what the schemes need, inside the user's middleware. */
function hooked({ operation, options, settings }: CallState, grant: Grant, attempt: number): Fetch {
  const fetch = grant.reduce((next, [scheme]) => scheme.layer?.(next) ?? next, settings.fetch);
  const middleware = [...(settings.options.middleware ?? []), ...(options.middleware ?? [])];
  const sensitive = Object.values(settings.definition.security).flatMap((scheme) => scheme.sensitive ?? []);
  return throughMiddleware(fetch, middleware, { operation, attempt, sensitive });
}
