/** The call that the cases make. */
import { AbortedError, OpenRouter } from "openrouter-rerank";
import { equal, rejection } from "./check.mjs";

export const request = { model: "m", query: "What?", documents: ["this", "that"] };
export const once = { retries: { strategy: "none" } };
/** Hardly any wait between attempts. */
export const soon = { retries: { backoff: { initialInterval: 1, maxInterval: 2 } } };

export function call(place, options = once, client = {}) {
  const openRouter = new OpenRouter({ apiKey: "secret-key", baseURL: place.baseURL, ...client });
  return openRouter.rerank.rerank(request, options);
}

/** Aborts a call in a phase; gives how long it took to end after that, in milliseconds. */
export async function abortIn(phase, place, options) {
  const controller = new AbortController();
  const reason = new Error("changed my mind");
  let abortedAt = 0;
  const abort = () => {
    abortedAt = Date.now();
    controller.abort(reason);
  };
  const later = (when) => (when === phase ? setTimeout(abort, 50) : undefined);
  const own = async (input, init) => {
    later("headers");
    const response = await fetch(input, init);
    later("body");
    return response;
  };
  const onRetry = () => later("backoff");
  const aborted = { ...options, signal: controller.signal, onRetry, fetch: own };
  const error = await rejection(call(place, aborted), AbortedError);
  const ms = Date.now() - abortedAt;
  equal([error.phase, error.cause === reason], [phase, true], "phase, cause");
  if (phase !== "backoff") equal(await place.hungUp(), true, "the connection is closed");
  return `ended ${ms} ms after the abort`;
}
