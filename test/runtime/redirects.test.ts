/** Redirects, which the SDK follows itself: what goes where, and what does not. Two servers are two origins. */
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Middleware } from "../../templates/package/src/core/contract.js";
import type { Fetch } from "../../templates/package/src/core/fetch.js";
import { type RequestOptions, requestWith } from "../../templates/package/src/core/request.js";
import { apiKey } from "../../templates/package/src/internal/auth/api-key.js";
import { Client } from "../../templates/package/src/core/client.js";
import { asNothing } from "../../templates/package/src/responses.js";
import {
  type Fault,
  type FaultServer,
  type ReceivedRequest,
  redirect,
  reply,
  stall,
  startFaultServer,
} from "../support/fault-server.js";
import {
  FAST,
  ONCE,
  Rank,
  RankDefaultError,
  type RankOptions,
  type RedirectError,
} from "../support/rank-sdk.js";

let here: FaultServer;
let there: FaultServer;
beforeAll(async () => {
  here = await startFaultServer();
  there = await startFaultServer();
});
afterAll(() => Promise.all([here.close(), there.close()]));

const KEY = "sk-or-v1-0123456789abcdef";
const TENANT = "tenant-0123456789";
const COOKIE = "session=0123456789";
const ok = reply(200, { model: "m" });
/** Its address is known when it answers. */
const toThere =
  (path: string, status: number, headers = {}): Fault =>
  (...request) =>
    reply(status, "", { Location: there.url + path, ...headers })(...request);

/** Any request with everything that a caller gives: a credential, headers of client and call, a cookie. */
function send(
  method: string,
  options: RequestOptions = {},
  client: RankOptions = {},
): Promise<unknown> {
  const rank = new Rank({
    apiKey: KEY,
    baseURL: here.url,
    retries: ONCE,
    headers: { "X-Tenant": TENANT },
    ...client,
  });
  const defaults = { errors: { default: RankDefaultError }, security: [["key"]] };
  const headers = { Cookie: COOKIE, Accept: "application/x-mine", ...options.headers };
  return requestWith(rank, defaults, method, "/models", { ...options, headers });
}

const failure = (sent: Promise<unknown>) =>
  sent.then(
    () => expect.fail("resolved"),
    (error: RedirectError) => error,
  );

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"] as const;
const isRead = (method: string) => /^(GET|HEAD)$/.test(method);
const bodyFor = (method: string) => (isRead(method) ? {} : { body: { name: "n" } });

/** What Node's `fetch` sends by itself. */
const PLATFORM = [
  "host",
  "connection",
  "user-agent",
  "accept-encoding",
  "accept-language",
  "sec-fetch-mode",
];
const given = (headers: object = {}) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !PLATFORM.includes(name)));

describe.each([301, 302, 303, 307, 308])("%i", (status) => {
  it.each(METHODS)("of %s on the same origin", async (method) => {
    here.play(redirect("elsewhere?page=2", status), ok);
    const sent = send(method, bodyFor(method));
    if (status >= 307 || isRead(method)) {
      await sent;
      const [first, second] = here.requests;
      expect(second).toEqual({ ...first, url: "/elsewhere?page=2" });
      expect(second?.headers).toMatchObject({ authorization: `Bearer ${KEY}`, "x-tenant": TENANT });
    } else {
      const { url } = here;
      expect(await failure(sent)).toMatchObject({
        name: "RedirectError",
        message: `${method} /models: redirect not followed: a ${method} follows 307 and 308 on its own origin only`,
        status,
        location: `${url}/elsewhere?page=2`,
        attempts: [{ status }],
      });
      expect(here.requests).toHaveLength(1);
    }
  });

  it.each(METHODS)("of %s to another origin", async (method) => {
    here.play(toThere("/elsewhere", status));
    there.play(ok);
    const sent = send(method, bodyFor(method));
    if (isRead(method)) {
      await sent;
      const [{ headers, ...seen } = {}] = there.requests;
      expect(seen).toMatchObject({ method, url: "/elsewhere", body: "" });
      expect(given(headers)).toEqual({ accept: "application/json" });
    } else {
      const { url } = there;
      expect(await failure(sent)).toMatchObject({
        name: "RedirectError",
        status,
        location: `${url}/elsewhere`,
      });
      expect(there.requests).toHaveLength(0);
    }
  });
});

describe("along a chain", () => {
  it("what stayed behind does not come back, and cookies of the way are not kept", async () => {
    const cookie = { "Set-Cookie": "sid=evil" };
    here.play(toThere("/away", 307, cookie), ok);
    there.play((...request) =>
      reply(302, "", { Location: `${here.url}/back`, ...cookie })(...request),
    );
    await send("GET");
    expect(given(there.requests[0]?.headers)).toEqual({ accept: "application/json" });
    expect(given(here.requests[1]?.headers)).toEqual({ accept: "application/json" });
  });

  it("20 are followed, and the 21st is an error that is not retried", async () => {
    const hops = Array.from({ length: 20 }, () => redirect("models", 302));
    here.play(...hops, ok);
    expect(await send("GET")).toEqual({ model: "m" });
    here.play(redirect("models", 302));
    expect(await failure(send("GET", { retries: FAST }))).toMatchObject({
      name: "RedirectError",
      message: "GET /models: redirect not followed: too many",
    });
    expect(here.requests).toHaveLength(21);
  });

  it("the last response is the one that the caller sees", async () => {
    here.play(redirect("elsewhere", 302), reply(404, { message: "gone" }));
    expect(await failure(send("GET"))).toMatchObject({ name: "RankDefaultError", status: 404 });
  });
});

describe("a place to go", () => {
  it.each<[string, location: string]>([
    ["of another protocol", "file:///etc/passwd"],
    ["that is script", "javascript:alert(1)"],
    ["with a user in it", "http://user:password@127.0.0.1/"],
    ["that is no address", "http://:"],
  ])("%s is not gone to", async (_what, location) => {
    here.play(redirect(location));
    expect(await failure(send("GET"))).toMatchObject({
      name: "RedirectError",
      message: expect.stringContaining("no web address") as string,
      location: expect.stringContaining(location.slice(0, 5)) as string,
    });
  });

  it("that is missing leaves the status as it is", async () => {
    here.play(reply(302));
    expect(await failure(send("GET"))).toMatchObject({ name: "RankDefaultError", status: 302 });
  });

  it("of another origin that has a credential in it is not gone to", async () => {
    here.play(toThere(`/x?key=${KEY}`, 302));
    there.play(ok);
    const error = await failure(send("GET"));
    expect(error).toMatchObject({ name: "RedirectError" });
    expect(there.requests).toHaveLength(0);
    expect(JSON.stringify(error)).not.toContain(KEY);
  });
});

it("a key in the query is not put into the next address: the server says what that is", async () => {
  here.play(redirect("elsewhere?page=2"), ok);
  const client = new Client(
    {
      name: "t",
      version: "1",
      envPrefix: "T",
      servers: [here.url],
      globals: {},
      security: { key: apiKey({ option: "apiKey", env: "T_KEY", in: "query", name: "key" }) },
    },
    { apiKey: KEY } as object,
  );
  await requestWith(client, { errors: {}, security: [["key"]] }, "GET", "/models", {});
  expect(here.requests.map(({ url }) => url)).toEqual([`/models?key=${KEY}`, "/elsewhere?page=2"]);
});

describe("bodies of 307 on the same origin", () => {
  const form = new FormData();
  form.append("file", new Blob(["data"]), "a.txt");
  it.each<[string, body: unknown]>([
    ["text", { name: "n" }],
    ["bytes", new TextEncoder().encode("data")],
    ["a Blob", new Blob(["data"])],
    ["a form", form],
  ])("%s: sent again, through middleware too", async (_what, body) => {
    for (const middleware of [[], [passing]]) {
      here.play(redirect("elsewhere", 307), ok);
      await send("POST", { body, middleware });
      const [first, second] = here.requests.map((request) => withoutBoundary(request));
      expect(second?.body).toEqual(first?.body);
      expect(second?.body).toMatch(/data|"n"/);
    }
  });

  it.each<[string, middleware: Middleware[]]>([
    ["a stream", []],
    ["what a middleware made of it", [(request, next) => next(new Request(request))]],
  ])("%s: cannot be sent again, and says so", async (_what, middleware) => {
    here.play(redirect("elsewhere", 307), ok);
    const body = middleware.length ? "data" : new Blob(["data"]).stream();
    expect(await failure(send("POST", { body, middleware }))).toMatchObject({
      name: "RedirectError",
      message: expect.stringContaining("a stream cannot be sent again") as string,
      status: 307,
    });
    expect(here.requests).toHaveLength(1);
  });
});

const passing: Middleware = (request, next) => next(request);

/** A form has another boundary each time that it is sent. */
function withoutBoundary({ body, headers }: ReceivedRequest) {
  const boundary = headers["content-type"]?.split("boundary=")[1];
  expect(body).toContain(boundary ?? "");
  return { body: boundary === undefined ? body : body.replaceAll(boundary, "") };
}

it.each(["unsafe-url", "origin", undefined])(
  "the referrer of fetchOptions stays on its origin (policy %s)",
  async (referrerPolicy) => {
    const referrer = "http://127.0.0.1:1/page?token=0123456789";
    here.play(redirect("elsewhere", 302), toThere("/elsewhere", 302));
    there.play(ok);
    await send("GET", { fetchOptions: { referrer, referrerPolicy } });
    expect(here.requests.map(({ headers }) => headers.referer?.slice(0, 19))).toEqual([
      "http://127.0.0.1:1/",
      "http://127.0.0.1:1/",
    ]);
    expect(given(there.requests[0]?.headers)).toEqual({ accept: "application/json" });
  },
);

describe("middleware", () => {
  it("sees the last response, and what it adds stays on its origin", async () => {
    here.play(toThere("/elsewhere", 302));
    there.play(ok);
    const statuses: number[] = [];
    const tagging: Middleware = async (request, next) => {
      request.headers.set("X-Secret", "of the middleware");
      const response = await next(request);
      statuses.push(response.status);
      return response;
    };
    await send("GET", { middleware: [tagging] });
    expect(statuses).toEqual([200]);
    expect(here.requests[0]?.headers).toMatchObject({ "x-secret": "of the middleware" });
    expect(given(there.requests[0]?.headers)).toEqual({ accept: "application/json" });
  });

  it("that makes a request of its own does not lose this", async () => {
    here.play(toThere("/elsewhere", 302));
    there.play(ok);
    const own: Middleware = ({ url, headers }, next) => next(new Request(url, { headers }));
    await send("GET", { middleware: [own] });
    expect(given(there.requests[0]?.headers)).toEqual({ accept: "application/json" });
  });
});

describe("fetchOptions.redirect", () => {
  it.each<[redirect: string, error: object, requests: number]>([
    ["manual", { name: "RankDefaultError", status: 302 }, 1],
    ["error", { name: "ConnectionError" }, 1],
  ])("%s leaves it to fetch", async (mode, error, requests) => {
    here.play(redirect("elsewhere"), ok);
    const options = { fetchOptions: { redirect: mode }, retries: FAST };
    expect(await failure(send("GET", options))).toMatchObject(error);
    expect(here.requests).toHaveLength(requests);
  });

  it("follow, too: its rules make a GET of a POST", async () => {
    here.play(redirect("elsewhere"), ok);
    await send("POST", { body: {}, fetchOptions: { redirect: "follow" } });
    expect(here.requests.map(({ method }) => method)).toEqual(["POST", "GET"]);
  });
});

it("in a browser, following is left to it: it does not show where to", async () => {
  const modes: unknown[] = [];
  const fetch: Fetch = async (_input, init) => {
    modes.push(init?.redirect);
    return Response.json({ model: "m" });
  };
  for (const name of ["document", "importScripts"]) {
    Object.defineProperty(globalThis, name, { value: {}, configurable: true });
    await send("POST", bodyFor("POST"), { fetch });
    Reflect.deleteProperty(globalThis, name);
  }
  await send("POST", bodyFor("POST"), { fetch });
  expect(modes).toEqual(["follow", "follow", "manual"]);
});

it("where a platform hides it unexpectedly, that is an error", async () => {
  const values = { type: { value: "opaqueredirect" }, status: { value: 0 }, ok: { value: false } };
  const hidden: Response = Object.defineProperties(new Response(), values);
  expect(await failure(send("POST", {}, { fetch: async () => hidden }))).toMatchObject({
    name: "RankDefaultError",
  });
});

it("an abort while a redirect is followed ends the call at once", async () => {
  here.play(toThere("/elsewhere", 302));
  there.play(stall);
  const controller = new AbortController();
  let abortedAt = 0;
  const sent = failure(send("GET", { signal: controller.signal }));
  await expect.poll(() => there.requests.length).toBe(1);
  controller.abort((abortedAt = performance.now()));
  expect(await sent).toMatchObject({ name: "AbortedError", phase: "headers", cause: abortedAt });
});

describe("whatever servers answer (property)", () => {
  const hop = fc.record({
    status: fc.constantFrom(301, 302, 303, 307, 308),
    origin: fc.constantFrom("https://a.example", "https://b.example", "http://a.example", ""),
  });
  const call = fc.record({
    method: fc.constantFrom(...METHODS),
    hops: fc.array(hop, { maxLength: 25 }),
  });

  it("what is the caller's stays at home, no method changes, and it ends", async () => {
    await fc.assert(
      fc.asyncProperty(call, async ({ method, hops }) => {
        const seen: { origin: string; method: string; body: unknown; headers: object }[] = [];
        const fetch: Fetch = async (input, { method: sent = "", body, headers } = {}) => {
          const { origin } = new URL(input as string);
          const { status, origin: to } = hops[seen.length] ?? { status: 204, origin: "" };
          seen.push({
            origin,
            method: sent,
            body,
            headers: Object.fromEntries(new Headers(headers)),
          });
          const location = status === 204 ? {} : { Location: `${to}/next` };
          return new Response(null, { status, headers: location });
        };
        const baseURL = "https://a.example";
        const options = { ...bodyFor(method), response: asNothing() };
        const outcome = await send(method, options, { fetch, baseURL }).then(
          () => "followed",
          ({ name, location }: RedirectError) => `${name} ${location.replace(/.*\/\/.*\//, "")}`,
        );
        const away = seen.findIndex(({ origin }) => origin !== baseURL);
        for (const request of away < 0 ? [] : seen.slice(away)) {
          expect(request).toMatchObject({ body: null, headers: { accept: "*/*" } });
          expect(Object.keys(request.headers)).toEqual(["accept"]);
          expect(isRead(request.method)).toBe(true);
        }
        expect(new Set(seen.map((each) => each.method))).toEqual(new Set([method]));
        expect(seen.length).toBeLessThanOrEqual(21);
        expect(outcome).toMatch(
          seen.length === hops.length + 1 ? /^followed$/ : /^RedirectError next$/,
        );
      }),
    );
  });
});
