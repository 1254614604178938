/** What belongs to the runtime: module systems, environment, headers, redirects, the end of a client. */
import {
  AbortedError,
  InvalidRequestError,
  isOpenRouterError,
  OpenRouter,
  OpenRouterError,
  RedirectError,
  ResponseParseError,
} from "openrouter-rerank";
import { OpenRouterCore } from "openrouter-rerank/client";
import { rerank } from "openrouter-rerank/operations/rerank";
import { abortIn, call, once, request, soon } from "./call.mjs";
import { equal, rejection } from "./check.mjs";

export const platform = {
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
      equal(error.parameter, "apiKey");
      return;
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
    equal([headers["http-referer"], headers["x-openrouter-title"]], ["https://app.example", "two"]);
  },

  async "no headers but those of the document: no telemetry"({ at, environment }) {
    const place = at("ok");
    const bare = at("ok");
    await call(place);
    const ordinary = { accept: "application/json", "content-type": "application/json" };
    await fetch(`${bare.baseURL}/rerank`, { method: "POST", body: "{}", headers: ordinary });
    const [[{ headers }], [{ headers: usual }], preflights] = await Promise.all([
      place.seen(),
      bare.seen(),
      place.seen("OPTIONS"),
    ]);
    const added = Object.keys(headers)
      .filter((name) => name !== "content-length" && headers[name] !== usual[name])
      .sort();
    equal(added, environment ? ["authorization", "http-referer"] : ["authorization"], "added");
    for (const preflight of preflights)
      equal(preflight.headers["access-control-request-headers"], "authorization,content-type");
    return `${Object.keys(headers).sort().join(" ")}; ${preflights.length} preflight`;
  },

  async "a relative baseURL is the page's; without a page it is refused"() {
    const failure = call({ baseURL: "/v1" });
    // The page's server answers everything with the page.
    if (globalThis.document)
      equal((await rejection(failure, ResponseParseError)).reason, "it is text/html");
    else equal((await rejection(failure, InvalidRequestError)).parameter, "baseURL");
  },

  async "a redirect of a POST to another origin takes nothing along"({ at }) {
    const place = at("elsewhere");
    if (globalThis.document) {
      // A browser follows by its own rules: everything goes along but `Authorization`.
      equal((await call(place)).model, "m");
      const there = (await place.seen()).at(-1);
      equal([there.headers.authorization, JSON.parse(there.body)], [undefined, request]);
      return;
    }
    const error = await rejection(call(place), RedirectError);
    equal([error.status, /\/ok\/.*\/rerank$/.test(error.location)], [307, true]);
    equal((await place.seen()).length, 1, "requests");
  },

  async "a redirect of a GET to another origin takes Accept along, and nothing else of ours"({
    at,
  }) {
    const place = at("elsewhere");
    const headers = { "x-added": "mine" };
    const client = new OpenRouter({ apiKey: "secret-key", baseURL: place.baseURL, headers });
    equal((await client.request("GET", "/things")).model, "m");
    const [here, there] = await place.seen("GET");
    equal([here.headers.authorization, here.headers["x-added"]], ["Bearer secret-key", "mine"]);
    equal(there.headers.authorization, undefined, "the credential there");
    equal(there.headers.accept, "application/json");
    if (!globalThis.document) equal(there.headers["x-added"], undefined, "the header there");
  },

  async "a redirect of a POST on its own origin keeps method and body"({ at }) {
    const place = at("moved-307", "ok");
    equal((await call(place)).model, "m");
    const [first, second] = await place.seen();
    equal([second.body, second.headers.authorization], [first.body, "Bearer secret-key"]);
    equal(JSON.parse(second.body), request);
  },

  async "a redirect that would make a GET of a POST is an error that says where to"({ at }) {
    const place = at("moved-302", "ok");
    if (globalThis.document) return "the browser's matter";
    const error = await rejection(call(place, soon), RedirectError);
    equal([error.status, error.location], [302, `${place.baseURL}/rerank`]);
    equal((await place.seen()).length, 1, "requests");
  },

  async "a circle of redirects ends"({ at }) {
    const place = at("moved-307");
    // A browser only says that it failed, as it does when no server is there: that is retried.
    const options = globalThis.document ? once : soon;
    const error = await rejection(call(place, options), OpenRouterError);
    if (!globalThis.document) {
      equal([error.name, (await place.seen()).length], ["RedirectError", 21]);
    }
  },

  async "abort while a redirect is followed"({ at }) {
    const place = at("moved-307", "stall");
    const controller = new AbortController();
    let abortedAt = 0;
    setTimeout(() => {
      abortedAt = Date.now();
      controller.abort("mine");
    }, 300);
    const error = await rejection(
      call(place, { ...once, signal: controller.signal }),
      AbortedError,
    );
    const ms = Date.now() - abortedAt;
    equal([error.phase, error.cause], ["headers", "mine"]);
    equal(await place.hungUp(), true, "the connection is closed");
    return `ended ${ms} ms after the abort`;
  },

  async "fetchOptions: { redirect: 'manual' } follows no redirect"({ at }) {
    const place = at("elsewhere");
    const options = { ...once, fetchOptions: { redirect: "manual" } };
    const error = await rejection(call(place, options), OpenRouterError);
    equal((await place.seen()).length, 1, "requests");
    return `status ${error.status}`; // browsers hide it
  },
};
