/** A fetch layer: whatever keeps a response from coming becomes a `ConnectionError`; one that comes is noted. */
import { ConnectionError, SdkError } from "../core/errors.js";
import type { Fetch } from "../core/fetch.js";
import { explain } from "./read.js";
import type { CallState } from "./run.js";

export function connection(next: Fetch, state: CallState): Fetch {
  return async (input, init) => {
    try {
      const response = await next(input, init);
      // A `fetch` that does not listen to the signal: nobody will read this any more.
      if (init?.signal?.aborted) void response.body?.cancel();
      state.phase = "body";
      return (state.response = response);
    } catch (cause) {
      if (cause instanceof SdkError) throw cause;
      throw new ConnectionError(`${state.operation.id}: no response (${explain(cause)})`, { cause });
    }
  };
}
