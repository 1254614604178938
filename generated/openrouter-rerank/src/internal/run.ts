/** The straight line of a call: its limits, around retries, around attempts. */
import { type Client, settingsOf } from "../core/client.js";
import type {
  CallOptions,
  CallState,
  RetryWith,
  Settings,
  WithResponse,
} from "../core/contract.js";
import {
  type AttemptRecord,
  InvalidRequestError,
  isStamped,
  SdkError,
  stamp,
} from "../core/errors.js";
import type { Draft, OperationSpec } from "../core/operation.js";
import type { Attempt, RetryContext } from "../core/retry-policy.js";
import { attempt } from "./attempt.js";
import { sleep } from "./backoff.js";
import { Limits } from "./limits.js";
import { bare, defined, over, own } from "./own.js";
import { prepare } from "./prepare.js";
import { explain } from "./read.js";

/** Methods whose repetition does no more than the first time. RFC 9110 section 9.2.2, and QUERY. */
const IDEMPOTENT = ["GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE", "QUERY"];

/**
 * Runs a call to its value. Whatever waits on the way down is an async function that awaits: so the stack of an error leads back to who
 * awaits the call.
 * @param keep is handed the whole outcome before the promise resolves
 */
export async function run<T, H extends object>(
  client: Client,
  operation: OperationSpec,
  request: object,
  options: CallOptions | undefined,
  retry: RetryWith<H>,
  keep: (outcome: WithResponse<T> & H) => void,
): Promise<T> {
  const settings = settingsOf(client);
  const attempts: AttemptRecord[] = [];
  let state: CallState | undefined;
  let limits: Limits | undefined;
  try {
    state = stateOf(settings, operation, defined(options), attempts);
    limits = new Limits(state);
    limits.check();
    const outcome = await outcomeOf<T, H>(state, limits, request, retry);
    state.upload?.end(undefined); // who has the whole answer waits for no more of the question
    keep(outcome);
    return outcome.data;
  } catch (error) {
    state?.upload?.end(error);
    throw stamp(asSdkError(error, operation), settings.definition.name, attempts);
  } finally {
    limits?.release();
  }
}

/** Starts it. */
function outcomeOf<T, H extends object>(
  state: CallState,
  limits: Limits,
  request: object,
  retry: RetryWith<H>,
): Promise<WithResponse<T> & H> {
  state.deadline = limits.deadline;
  const draft = prepare(state, request);
  checkFetchOptions(state);
  const upload = (state.upload = draft.upload);
  const sendOnce = ({ attempt: number }: Attempt) => {
    state.last.number = number;
    state.last.start = performance.now();
    const send = (signal: AbortSignal) => attempt<T>(state, draft, signal);
    return limits.run(
      (signal) => (upload ? upload.whole(send, signal) : send(signal)),
      state.timeoutMs,
    );
  };
  const brought = retry<T>(
    sendOnce,
    own(state.operation, "retries"),
    retryContext(state, limits, draft),
  );
  return state.validate ? checked(state, limits, brought) : brought;
}

/** @throws what is wrong with an option, of which `fetch` would say no more than that it failed */
function checkFetchOptions({ fetchOptions }: CallState): void {
  if (fetchOptions) void new Request("http://host", bare(fetchOptions));
}

/** What is in force for a call. */
function stateOf(
  client: Settings,
  operation: OperationSpec,
  options: CallOptions,
  attempts: AttemptRecord[],
): CallState {
  return over<CallState>(client, options, {
    operation,
    client,
    options,
    attempts,
    last: { number: 0, start: 0, waitedMs: 0 },
    packageName: client.definition.name,
    phase: "prepare",
  });
}

function retryContext(state: CallState, limits: Limits, draft: Draft): RetryContext {
  const { attempts, client, deadline, operation, options, onRetry } = state;
  const keyHeader = own(operation, "idempotencyHeader") ?? "Idempotency-Key";
  return {
    attempts,
    deadline,
    sleep: (ms) => limits.run((signal) => sleep(ms, signal)),
    overrides: [client.retries, options.retries],
    // The server knows a repetition by its key, too.
    idempotent: IDEMPOTENT.includes(operation.method) || !!draft.headers[keyHeader.toLowerCase()],
    unsent: () => state.phase === "credentials",
    replayable: !draft.once,
    onRetry(event) {
      state.phase = "backoff";
      state.last.waitedMs = event.delayMs;
      return onRetry?.(event);
    },
  };
}

/** What the user's check makes of the outcome. It sees it when it is there, so that the steps before it have had limits of their own. */
async function checked<O extends WithResponse<unknown>>(
  { validate, operation }: CallState,
  limits: Limits,
  outcome: Promise<O>,
): Promise<O> {
  await Promise.allSettled([outcome]);
  return limits.run(async () => (await validate?.(operation, outcome)) ?? outcome);
}

/** What is not ours came from an argument: a getter, a value that cannot be written, a hook. */
function asSdkError(error: unknown, { id }: OperationSpec): SdkError {
  return error instanceof SdkError && !isStamped(error)
    ? error
    : new InvalidRequestError("request", `${id}: ${explain(error)}`, { cause: error });
}
