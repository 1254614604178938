/** No answer, too late, or no longer wanted; and trying again. */
import { AbortedError, ConnectionError, TimeoutError } from "openrouter-rerank";
import * as errors from "openrouter-rerank/errors";
import { abortIn, call, once, soon } from "./call.mjs";
import { equal, rejection } from "./check.mjs";

export const failures = {
  async "5XX is retried"({ at }) {
    const place = at("503", "500", "ok");
    equal((await call(place, soon)).model, "m");
    equal((await place.seen()).length, 3, "requests");
  },

  async "429 with Retry-After: the server's time is kept"({ at }) {
    const waits = [];
    const start = Date.now();
    const retries = { statusCodes: ["429"] };
    const onRetry = ({ delayMs }) => waits.push(delayMs);
    await call(at("429-for-a-second", "ok"), { retries, onRetry });
    const ms = Date.now() - start;
    equal([waits, ms >= 990], [[1000], true], `waits, and ${ms} ms in all`);
    return `${ms} ms`;
  },

  async "connection refused is a ConnectionError, with its cause"({ refusing }) {
    const error = await rejection(call({ baseURL: refusing }), ConnectionError);
    equal([error.status, error.cause instanceof Error], [undefined, true]);
    return error.message;
  },

  async "reset before an answer is a ConnectionError"({ at }) {
    return (await rejection(call(at("reset")), ConnectionError)).message;
  },

  async "reset in the body is a ConnectionError"({ at }) {
    const error = await rejection(call(at("reset-in-body")), ConnectionError);
    equal(error.status, 200);
    return error.message;
  },

  async "a connection error is retried; a POST whose answer had begun is not"({ at }) {
    equal((await call(at("reset", "ok"), soon)).model, "m");
    const place = at("reset-in-body", "ok");
    equal((await rejection(call(place, soon), ConnectionError)).status, 200);
    equal((await place.seen()).length, 1, "requests");
  },

  async "timeout while waiting for headers"({ at }) {
    const place = at("stall");
    const error = await rejection(call(place, { ...once, timeoutMs: 150 }), TimeoutError);
    equal([error.phase, error.limit, error.limitMs], ["headers", "attempt", 150]);
    equal(await place.hungUp(), true, "the connection is closed");
  },

  async "timeout in the body"({ at }) {
    const place = at("stall-in-body");
    const error = await rejection(call(place, { ...once, timeoutMs: 1000 }), TimeoutError);
    equal([error.phase, error.status], ["body", 200]);
    equal(await place.hungUp(), true, "the connection is closed");
  },

  async "deadline of the whole call"({ at }) {
    const options = { deadlineMs: 300, timeoutMs: 100, ...soon };
    const error = await rejection(call(at("stall"), options), TimeoutError);
    equal(error.attempts.length > 1, true, "more than one attempt");
  },

  "abort while waiting for headers": ({ at }) => abortIn("headers", at("stall"), once),
  "abort in the body": ({ at }) => abortIn("body", at("stall-in-body"), once),
  "abort in the wait between attempts": ({ at }) =>
    abortIn("backoff", at("503"), { retries: { backoff: { initialInterval: 5000 } } }),

  async "aborted beforehand: nothing is sent"({ at }) {
    const place = at("ok");
    await rejection(call(place, { signal: AbortSignal.abort() }), AbortedError);
    equal((await place.seen()).length, 0, "requests");
  },

  async "AbortSignal.timeout() as the user's signal"({ at }) {
    const signal = AbortSignal.timeout(100);
    const error = await rejection(call(at("stall"), { ...once, signal }), AbortedError);
    equal(error.cause.name, "TimeoutError");
  },

  async "an endless error page is read to 32 kB"({ at }) {
    const place = at("flood");
    const error = await rejection(call(place), errors.InternalServerResponseError);
    equal(error.body.length, 32_768, "characters");
    equal(await place.hungUp(), true, "the connection is closed");
  },
};
