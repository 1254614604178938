/** What the server answers, and what the caller gets. */
import {
  isOpenRouterError,
  OpenRouter,
  OpenRouterError,
  ResponseParseError,
} from "openrouter-rerank";
import { OpenRouterCore } from "openrouter-rerank/client";
import * as errors from "openrouter-rerank/errors";
import { rerank } from "openrouter-rerank/operations/rerank";
import { call, once, request } from "./call.mjs";
import { equal, rejection } from "./check.mjs";

const documented = {
  400: "BadRequestResponseError",
  401: "UnauthorizedResponseError",
  402: "PaymentRequiredResponseError",
  404: "NotFoundResponseError",
  429: "TooManyRequestsResponseError",
  500: "InternalServerResponseError",
  502: "BadGatewayResponseError",
  503: "ServiceUnavailableResponseError",
  524: "EdgeNetworkTimeoutResponseError",
  529: "ProviderOverloadedResponseError",
  418: "OpenRouterDefaultError",
};
/** Where workers make their clients; nothing may happen yet. */
const atModuleScope = new OpenRouter({ apiKey: "secret-key" });

export const answers = {
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

  async "a client made at module scope, used by many calls with one signal"({ at }) {
    const { signal } = new AbortController();
    const options = { ...once, baseURL: at("ok").baseURL, signal };
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
    for (const [status, name] of Object.entries(documented)) {
      const error = await rejection(call(at(status)), errors[name]);
      equal([error.status, error.name], [+status, name]);
      equal(error.data.error.message, `told to answer ${status}`);
    }
  },

  async "errors: instanceof, isOpenRouterError(), no secret in them"({ at }) {
    const error = await rejection(call(at("400")), OpenRouterError);
    equal([error instanceof Error, isOpenRouterError(error)], [true, true]);
    equal([isOpenRouterError(new Error("another")), error.attempts.length], [false, 1]);
    equal(/secret-key/.test(`${error.stack} ${JSON.stringify(error)}`), false, "the key is in it");
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
};
