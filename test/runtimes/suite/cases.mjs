/** What a user relies on that a runtime could do in its own way. Each case gets the tools of suite.mjs. */
import {
  AbortedError,
  ConnectionError,
  InvalidRequestError,
  isOpenRouterError,
  OpenRouter,
  OpenRouterDefaultError,
  OpenRouterError,
  ResponseParseError,
  TimeoutError,
} from "openrouter-rerank";
import { OpenRouterCore } from "openrouter-rerank/client";
import * as errors from "openrouter-rerank/errors";
import { rerank } from "openrouter-rerank/operations/rerank";
import { equal, rejection } from "./suite.mjs";

const request = { model: "m", query: "What?", documents: ["this", "that"] };
const once = { retries: { strategy: "none" } };
const soon = { retries: { backoff: { initialInterval: 1, maxInterval: 2 } } };
const documented = {
  400: errors.BadRequestResponseError,
  401: errors.UnauthorizedResponseError,
  402: errors.PaymentRequiredResponseError,
  404: errors.NotFoundResponseError,
  429: errors.TooManyRequestsResponseError,
  500: errors.InternalServerResponseError,
  502: errors.BadGatewayResponseError,
  503: errors.ServiceUnavailableResponseError,
  524: errors.EdgeNetworkTimeoutResponseError,
  529: errors.ProviderOverloadedResponseError,
  418: OpenRouterDefaultError,
};
/** Where workers make their clients; nothing may happen yet. */
const atModuleScope = new OpenRouter({ apiKey: "secret-key" });

function call(place, options = once, client = {}) {
  const openRouter = new OpenRouter({ apiKey: "secret-key", baseURL: place.baseURL, ...client });
  return openRouter.rerank.rerank(request, options);
}

/** Aborts a call in a phase; gives how long it took to end after that, in milliseconds. */
async function abortIn(phase, place, options) {
  const controller = new AbortController();
  const reason = new Error("changed my mind");
  let abortedAt = 0;
  const abort = () => {
    abortedAt = Date.now();
    controller.abort(reason);
  };
  const onRetry = phase === "backoff" ? () => setTimeout(abort, 20) : undefined;
  if (!onRetry) setTimeout(abort, 150);
  const error = await rejection(
    call(place, { ...options, signal: controller.signal, onRetry }),
    AbortedError,
  );
  equal([error.phase, error.cause === reason], [phase, true], "phase, cause");
  return `ended ${Date.now() - abortedAt} ms after the abort`;
}

export const cases = {
  async "a typed success"({ at }) {
    const place = at("ok");
    const { model, results } = await call(place);
    equal([model, results], ["m", [{ index: 0, relevance_score: 0.5 }]]);
    const [received] = await place.seen();
    equal(JSON.parse(received.body), request, "the body sent");
    equal(received.headers.authorization, "Bearer secret-key");
  },

  async "a standalone function by its own entry"({ at }) {
    const client = new OpenRouterCore({ apiKey: "key", baseURL: at("ok").baseURL });
    equal((await rerank(client, request)).model, "m");
  },

  async "a client made at module scope, used by many calls"({ at }) {
    const options = { ...once, baseURL: at("ok").baseURL };
    const calls = Array.from({ length: 50 }, () => atModuleScope.rerank.rerank(request, options));
    equal((await Promise.all(calls)).filter(({ model }) => model === "m").length, 50);
  },

  async "withResponse(): status, headers, request id"({ at }) {
    const { data, response, requestId } = await call(at("ok")).withResponse();
    equal([data.model, response.status, requestId], ["m", 200, "req-1"]);
    equal(response.headers.get("content-type"), "application/json");
  },

  async "result(): a success"({ at }) {
    const { ok, data } = await call(at("ok")).result();
    equal([ok, data.model], [true, "m"]);
  },

  async "result(): a failure is a value"({ at }) {
    const { ok, error } = await call(at("400")).result();
    equal([ok, error.status, error.data.error.code], [false, 400, 400]);
  },

  async "text in any script arrives unchanged, both ways"({ at }) {
    const query = "Überraschung 日本語 עברית 👩‍👩‍👧 \u2028 \u0000 é";
    const { baseURL } = at("echo");
    const client = new OpenRouterCore({ apiKey: "key", baseURL });
    equal((await rerank(client, { ...request, query })).model, query);
  },

  async "each documented status is its class, with typed data"({ at }) {
    for (const [status, ErrorClass] of Object.entries(documented)) {
      const error = await rejection(call(at(status)), ErrorClass);
      equal([error.status, error.name], [+status, ErrorClass.prototype.name]);
      equal(error.data.error.message, `told to answer ${status}`);
    }
  },

  async "errors: instanceof, isOpenRouterError(), no secret in them"({ at }) {
    const error = await rejection(call(at("400")), OpenRouterError);
    equal([error instanceof Error, isOpenRouterError(error)], [true, true]);
    equal([isOpenRouterError(new Error("another")), error.attempts.length], [false, 1]);
    equal(/secret-key/.test(`${error.stack} ${JSON.stringify(error)}`), false, "the key is in it");
  },

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

  async "a connection error is retried"({ at }) {
    equal((await call(at("reset-in-body", "ok"), soon)).model, "m");
  },

  async "timeout while waiting for headers"({ at }) {
    const error = await rejection(call(at("stall"), { ...once, timeoutMs: 150 }), TimeoutError);
    equal([error.phase, error.limit, error.limitMs], ["headers", "attempt", 150]);
  },

  async "timeout in the body"({ at }) {
    const options = { ...once, timeoutMs: 300 };
    const error = await rejection(call(at("stall-in-body"), options), TimeoutError);
    equal([error.phase, error.status], ["body", 200]);
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

  async "broken JSON is a ResponseParseError"({ at }) {
    const error = await rejection(call(at("broken-json")), ResponseParseError);
    equal([error.status, error.snippet], [200, '{"model": ']);
  },

  async "HTML with status 200 is a ResponseParseError"({ at }) {
    const error = await rejection(call(at("html")), ResponseParseError);
    equal(error.snippet.startsWith("<!doctype html>"), true, "starts as the page does");
  },

  async "an empty body is a ResponseParseError"({ at }) {
    await rejection(call(at("empty")), ResponseParseError);
  },

  async "an endless error page is read to 32 kB"({ at }) {
    const error = await rejection(call(at("flood")), errors.InternalServerResponseError);
    equal(error.body.length, 32_768, "characters");
  },

  async "close() ends what is under way, and what comes later"({ at }) {
    const client = new OpenRouter({ apiKey: "key", baseURL: at("stall").baseURL });
    const under = rejection(client.rerank.rerank(request), AbortedError);
    setTimeout(() => client.close(), 50);
    await under;
    await rejection(client.rerank.rerank(request), AbortedError);
  },

  async "Symbol.asyncDispose, or the symbol that polyfills use, closes"({ at }) {
    const client = new OpenRouterCore({ apiKey: "key", baseURL: at("ok").baseURL });
    await client[Symbol.asyncDispose ?? Symbol.for("Symbol.asyncDispose")]();
    await rejection(rerank(client, request), AbortedError);
  },

  async "await using closes at the end of the block"({ at, skip }) {
    const { closedAtTheEndOfTheBlock } = await import("./await-using.mjs").catch((error) =>
      error instanceof SyntaxError ? skip("no such syntax here") : Promise.reject(error),
    );
    const client = new OpenRouterCore({ apiKey: "key", baseURL: at("ok").baseURL });
    equal(await closedAtTheEndOfTheBlock(client), true);
    await rejection(rerank(client, request), AbortedError);
  },

  async "settings from the environment, where there is one"({ at, server, environment }) {
    const client = new OpenRouter({ baseURL: at("ok").baseURL });
    if (!environment) {
      const error = await rejection(client.rerank.rerank(request), InvalidRequestError);
      return void equal(error.parameter, "apiKey");
    }
    // The address too: `at` cannot be asked for it.
    await new OpenRouter().rerank.rerank(request);
    const seen = await (await fetch(`${server}/seen/${environment}`)).json();
    const { authorization, "http-referer": referer } = seen.at(-1).headers;
    equal([authorization, referer], ["Bearer key-of-environment", "https://environment.example"]);
  },

  async "CommonJS: require() gives the same package"({ at, require, skip }) {
    if (!require) skip("no require() here");
    const common = require("openrouter-rerank");
    const client = new common.OpenRouter({ apiKey: "key", baseURL: at("ok", "400").baseURL });
    equal((await client.rerank.rerank(request)).model, "m");
    const error = await rejection(client.rerank.rerank(request), common.BadRequestResponseError);
    equal(isOpenRouterError(error), true, "recognised by the ES module");
    const { rerank: standalone } = require("openrouter-rerank/operations/rerank");
    equal(typeof standalone, "function");
  },

  async "middleware sees each Request and Response"({ at }) {
    const place = at("503", "ok");
    const seen = [];
    const middleware = async (given, next, { attempt }) => {
      given.headers.set("x-added", `attempt ${attempt}`);
      const response = await next(given);
      seen.push([attempt, given.method, response.status]);
      return response;
    };
    equal((await call(place, { ...soon, middleware: [middleware] })).model, "m");
    equal(seen, [
      [0, "POST", 503],
      [1, "POST", 200],
    ]);
    const received = await place.seen();
    equal(
      received.map(({ headers }) => headers["x-added"]),
      ["attempt 0", "attempt 1"],
    );
    equal(JSON.parse(received[1].body), request, "the body of the retry");
  },

  async "abort reaches through middleware"({ at }) {
    const middleware = [(given, next) => next(given)];
    return abortIn("headers", at("stall"), { ...once, middleware });
  },

  async "a fetch of the user's own"({ at }) {
    const urls = [];
    const place = at("ok");
    const own = (input, init) => {
      urls.push(input);
      return fetch(input, init);
    };
    equal((await call(place, once, { fetch: own })).model, "m");
    equal(urls, [`${place.baseURL}/rerank`]);
  },

  async "headers of the client and of the call arrive"({ at }) {
    const place = at("ok");
    const options = { apiKey: "key", httpReferer: "https://app.example", xOpenRouterTitle: "one" };
    const client = new OpenRouterCore({ ...options, baseURL: place.baseURL });
    await rerank(client, { ...request, xOpenRouterTitle: "two" });
    const [{ headers }] = await place.seen();
    equal(
      [headers["http-referer"], headers["x-openrouter-title"]],
      ["https://app.example", "two"],
    );
  },

  async "no headers but those of the document: no telemetry"({ at, environment }) {
    const place = at("ok");
    const bare = at("ok");
    await call(place);
    await fetch(`${bare.baseURL}/rerank`, { method: "POST", body: "{}" });
    const [[{ headers }], [{ headers: usual }], preflights] = await Promise.all([
      place.seen(),
      bare.seen(),
      place.seen("OPTIONS"),
    ]);
    const added = Object.keys(headers).filter((name) => !(name in usual));
    equal(added, environment ? ["authorization", "http-referer"] : ["authorization"], "added");
    equal(headers["user-agent"], usual["user-agent"], "the runtime's own name");
    for (const preflight of preflights)
      equal(preflight.headers["access-control-request-headers"], "authorization,content-type");
    return `${Object.keys(headers).sort().join(" ")}; ${preflights.length} preflight`;
  },

  async "credentials stay behind on a redirect to another origin"({ at }) {
    const place = at("elsewhere");
    equal((await call(place)).model, "m");
    const there = (await place.seen()).at(-1);
    equal(await place.seen().then((seen) => seen.length), 2, "requests");
    equal(there.headers.authorization, undefined, "the credential there");
    equal(JSON.parse(there.body), request, "the body there");
  },
};
