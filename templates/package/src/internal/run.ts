/** The straight line of a call: a deadline around retries around attempts. */
import type { CallOptions, RetryWith, WithResponse } from "../core/call.js";
import type { Client } from "../core/client.js";
import { AbortedError, type AttemptRecord, InvalidRequestError, type Phase, SdkError, stamp, TimeoutError } from "../core/errors.js";
import type { OperationSpec } from "../core/operation.js";
import { attempt } from "./attempt.js";
import { type Limits, runWithin } from "./limits.js";
import { prepare } from "./prepare.js";
import { explain, responseInfo } from "./read.js";
import type { Settings } from "./settings.js";

/** What the layers of one call share. */
export interface CallState<T = unknown> {
  readonly operation: OperationSpec<T>;
  readonly options: CallOptions;
  readonly settings: Settings;
  readonly attempts: AttemptRecord[];
  phase: Phase;
  /** Of the attempt under way, once its headers are there. */
  response: Response | undefined;
}

export async function run<T>(
  client: Client,
  operation: OperationSpec<T>,
  request: object,
  options: CallOptions,
  retry: RetryWith<T>,
): Promise<WithResponse<T>> {
  const settings = client["_settings"]() as Settings;
  const state: CallState<T> = { operation, options, settings, attempts: [], phase: "prepare", response: undefined };
  const deadlineMs = options.deadlineMs ?? settings.options.deadlineMs;
  const deadline = deadlineMs === undefined ? undefined : Date.now() + deadlineMs;
  try {
    return await runWithin({ ...limits(state, "deadline", deadlineMs), signal: options.signal, live: settings.live }, (signal) =>
      retried(state, request, retry, signal, deadline),
    );
  } catch (error) {
    // What is left came from an argument: a getter, a value that cannot be written, a hook.
    const known = error instanceof SdkError ? error : new InvalidRequestError("request", `${operation.id}: ${explain(error)}`, { cause: error });
    throw stamp(known, settings.definition.name, state.attempts);
  }
}

async function retried<T>(state: CallState<T>, request: object, retry: RetryWith<T>, signal: AbortSignal, deadline: number | undefined) {
  const { operation, options, settings, attempts } = state;
  if (settings.closed) throw limits(state).aborted(undefined);
  const prepared = prepare(settings, operation, request, options);
  const attemptLimits = limits(state, "attempt", options.timeoutMs ?? settings.options.timeoutMs ?? 600_000);
  return retry((attempted) => runWithin({ ...attemptLimits, signal, aborted: (reason) => reason as Error }, (ending) => attempt(state, prepared, attempted.attempt, ending)), {
    signal,
    deadline,
    attempts,
    overrides: [settings.options.retries, options.retries],
    idempotent: operation.idempotencyHeader !== undefined || /^(GET|HEAD|PUT|DELETE|OPTIONS|TRACE|QUERY)$/.test(operation.method),
    replayable: !prepared.once,
    onRetry(event) {
      state.phase = "backoff";
      (options.onRetry ?? settings.options.onRetry)?.(event);
    },
  });
}

/** The errors that a limit ends with: they say what the call was doing. */
function limits(state: CallState, limit: "attempt" | "deadline" = "deadline", limitMs?: number): Pick<Limits, "ms" | "timeout" | "aborted"> {
  const { id } = state.operation;
  const info = () => ({ phase: state.phase, ...(state.response && responseInfo(state.response)) });
  return {
    ms: limitMs,
    timeout: () => new TimeoutError(`${id}: ${limit === "attempt" ? "timeoutMs" : "deadlineMs"} = ${limitMs} is over (phase: ${state.phase})`, { ...info(), limit, limitMs }),
    aborted: (cause) => new AbortedError(`${id}: ${cause === undefined ? "the client is closed" : "aborted"} (phase: ${state.phase})`, { ...info(), cause }),
  };
}
