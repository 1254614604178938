import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { logging } from "../../templates/package/src/core/logging.js";
import type { CallOptions, Middleware } from "../../templates/package/src/core/contract.js";
import { type FaultServer, reply, reset, startFaultServer } from "../support/fault-server.js";
import { ConnectionError, FAST, ONCE, Rank } from "../support/rank-sdk.js";

let server: FaultServer;
/** Of another call. */
let other503: FaultServer;
beforeAll(async () => {
  server = await startFaultServer();
  other503 = await startFaultServer(reply(503));
});
afterAll(() => Promise.all([server.close(), other503.close()]));
const client = () => new Rank({ apiKey: "k", baseURL: server.url, retries: FAST });

const ok = reply(200, { model: "m" });
const busy = reply(503);

describe("middleware", () => {
  it("surrounds each attempt, the client's outside the call's", async () => {
    server.play(busy, ok);
    const steps: string[] = [];
    const step =
      (name: string): Middleware =>
      async (request, next, { operation, attempt }) => {
        steps.push(
          `${name} ${operation.id} ${attempt} ${request.method} ${request.headers.get("authorization")}`,
        );
        const response = await next(request);
        steps.push(`${name} ${response.status}`);
        return response;
      };
    await client()
      .withOptions({ middleware: [step("a"), step("b")] })
      .rank({ query: "q" }, { middleware: [step("c")] });
    const round = (attempt: number, status: number) => [
      ...["a", "b", "c"].map((name) => `${name} rank ${attempt} POST Bearer k`),
      ...["c", "b", "a"].map((name) => `${name} ${status}`),
    ];
    expect(steps).toEqual([...round(0, 503), ...round(1, 200)]);
  });

  it("may change the request", async () => {
    server.play(ok);
    const change: Middleware = (request, next) => {
      request.headers.set("x-trace", "1");
      return next(new Request(`${request.url}?via=middleware`, request));
    };
    await client().rank({ query: "q" }, { middleware: [change] });
    expect(server.requests[0]).toMatchObject({
      url: "/rank?via=middleware",
      body: '{"query":"q"}',
      headers: { "x-trace": "1", "content-type": "application/json" },
    });
  });

  it("may answer itself", async () => {
    server.play(ok);
    const cached: Middleware = async () => Response.json({ model: "cached" });
    expect(await client().rank({ query: "q" }, { middleware: [cached] })).toEqual({
      model: "cached",
    });
    expect(server.requests).toHaveLength(0);
  });

  it("that throws ends the call with its error as cause: nothing is tried again", async () => {
    server.play(ok);
    const cause = new TypeError("in the middleware");
    const failing: Middleware = () => {
      throw cause;
    };
    expect(
      await client()
        .rank({ query: "q" }, { middleware: [failing] })
        .result(),
    ).toMatchObject({
      error: { name: "InvalidRequestError", parameter: "middleware", cause, attempts: [] },
    });
    expect(server.requests).toHaveLength(0);
  });

  it("that throws an error of the SDK decides by it what is tried again", async () => {
    server.play(ok);
    let calls = 0;
    const flaky: Middleware = (request, next) => {
      if (calls++ === 0) throw new ConnectionError("the proxy is away");
      return next(request);
    };
    const options = {
      middleware: [flaky],
      retries: { ...FAST, retryConnectionErrors: true },
    };
    expect(await client().rank({ query: "q" }, options)).toEqual({ model: "m" });
  });

  it.each<[name: string, hook: (fail: () => Promise<never>) => CallOptions]>([
    ["a middleware", (fail) => ({ middleware: [fail] })],
    [
      "a middleware, after the answer",
      (fail) => ({
        middleware: [
          async (request, next) => {
            await next(request);
            return fail();
          },
        ],
      }),
    ],
    ["what compares", (fail) => ({ validate: fail })],
  ])(
    "whose own call fails: %s is not tried again, each error keeps its own",
    async (_name, hook) => {
      server.play(ok);
      let calls = 0;
      const own = async (): Promise<never> => {
        calls++;
        const other = new Rank({ apiKey: "k", baseURL: other503.url, retries: ONCE });
        await other.rank({ query: "q" });
        throw new Error("not reached");
      };
      const result = await client()
        .rank({ query: "q" }, { retries: FAST, ...hook(own) })
        .result();
      expect(result).toMatchObject({
        error: { name: "InvalidRequestError", cause: { status: 503, attempts: [{ status: 503 }] } },
      });
      expect(calls).toBe(1);
    },
  );

  it("a fetch whose own call fails is no answer", async () => {
    const cause = await new Rank({ apiKey: "k", baseURL: other503.url, retries: ONCE })
      .rank({ query: "q" })
      .catch((error: unknown) => error);
    const fetch = () => Promise.reject(cause as Error);
    const result = await client().rank({ query: "q" }, { fetch }).result();
    expect(result).toMatchObject({ error: { name: "ConnectionError", cause } });
    expect(cause).toMatchObject({ attempts: [{ status: 503 }] });
  });
});

describe("logging", () => {
  it.each<[level: "debug" | "info" | "warn" | "error" | "off", want: string[]]>([
    ["info", ["warn", "info", "error"]],
    ["warn", ["warn", "error"]],
    ["error", ["error"]],
    ["off", []],
  ])("at level %s", async (level, want) => {
    server.play(busy, ok, reset);
    const lines: [string, string][] = [];
    const write = (at: string) => (message: string) =>
      void lines.push([at, message.replace(/\d+ ms/, "n ms").replace(server.url, "")]);
    const logger = {
      debug: write("debug"),
      info: write("info"),
      warn: write("warn"),
      error: write("error"),
    };
    const logged = client().withOptions({ middleware: [logging({ logger, level })] });
    await logged.rank({ query: "q" });
    await logged.rank({ query: "q" }, { retries: ONCE }).result();
    expect(lines.map(([at]) => at)).toEqual(want);
    if (level === "info") {
      expect(lines.map(([, message]) => message)).toEqual([
        "rank: POST /rank -> 503 in n ms",
        "rank: POST /rank (retry 1) -> 200 in n ms",
        "rank: POST /rank -> ConnectionError in n ms",
      ]);
    }
  });
});

it("a middleware that gives no response is what failed, and the call is not tried again", async () => {
  server.play(ok);
  let calls = 0;
  const forgetful: Middleware = (request, next) => {
    calls++;
    next(request).catch(() => {});
    return Promise.resolve(undefined) as unknown as Promise<Response>;
  };
  const result = await client()
    .rank({ query: "q" }, { middleware: [forgetful] })
    .result();
  expect(result).toMatchObject({
    ok: false,
    error: { name: "InvalidRequestError", parameter: "middleware" },
  });
  expect(calls).toBe(1);
});
