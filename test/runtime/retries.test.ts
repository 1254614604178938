import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { turn, until } from "../support/clock.js";
import type {
  RetryConfig,
  RetryContext,
  RetryEvent,
} from "../../templates/package/src/core/retries.js";
import { retryAfter } from "../../templates/package/src/internal/backoff.js";
import {
  AbortedError,
  ApiError,
  ConnectionError,
  InvalidRequestError,
  RedirectError,
  ResponseParseError,
  type SdkError,
  TimeoutError,
  withRetries,
} from "../support/rank-sdk.js";

const NOW = Date.UTC(2026, 0, 1);

/** Runs a function that fails with these errors in turn (the last one repeats) on a clock that only waits move. */
async function play(failures: readonly unknown[], policy: RetryConfig, context: RetryContext = {}) {
  const waits: number[] = [];
  const events: RetryEvent[] = [];
  let time = NOW;
  let calls = 0;
  const outcome = await withRetries(
    async () => {
      calls++;
      if (calls > failures.length && failures.at(-1) === "ok") return "done";
      const failure = failures[Math.min(calls, failures.length) - 1];
      if (failure === "ok") return "done";
      throw failure;
    },
    policy,
    {
      now: () => time,
      random: () => 1,
      sleep: async (ms) => {
        waits.push(ms);
        time += ms;
      },
      onRetry: (event) => void events.push(event),
      ...context,
    },
  ).catch((error: unknown) => error);
  return { outcome, waits, events, calls };
}

function apiError(status: number, headers: Record<string, string> = {}): ApiError {
  const response = new Response(null, { status, headers });
  return new ApiError(`op: ${status}`, {
    response,
    body: "",
    retryAfterMs: retryAfter(response.headers, NOW),
  });
}

describe("waits", () => {
  it("grow by the exponent up to the maximum", async () => {
    const { waits } = await play([apiError(503)], {
      maxRetries: 6,
      backoff: { initialInterval: 100, exponent: 3, maxInterval: 2_000 },
    });
    expect(waits).toEqual([100, 300, 900, 2_000, 2_000, 2_000]);
  });

  it("by default: two retries, 500 ms doubling", async () => {
    const { waits, calls } = await play([apiError(503)], {});
    expect({ waits, calls }).toEqual({ waits: [500, 1_000], calls: 3 });
  });

  it("never go past the policy's time, whatever the policy (property)", async () => {
    const policy = fc.record({
      maxRetries: fc.option(fc.nat(20), { nil: undefined }),
      backoff: fc.record({
        initialInterval: fc.integer({ min: 200, max: 5_000 }),
        maxInterval: fc.integer({ min: 200, max: 9_000 }),
        exponent: fc.double({ min: 1, max: 4, noNaN: true }),
        maxElapsedTime: fc.nat(60_000),
      }),
    });
    await fc.assert(
      fc.asyncProperty(policy, async (given) => {
        const { waits } = await play([apiError(500)], given);
        expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeLessThanOrEqual(
          given.backoff.maxElapsedTime + 0.001,
        );
        expect(waits.length).toBeLessThanOrEqual(given.maxRetries ?? Infinity);
      }),
    );
  });

  it("end the call at once when the signal ends it", async () => {
    const controller = new AbortController();
    const onRetry = vi.fn();
    const failed = withRetries(
      () => Promise.reject(apiError(503)),
      { backoff: { initialInterval: 50_000, maxInterval: 50_000 } },
      { signal: controller.signal, onRetry },
    );
    let ended: unknown;
    failed.catch((error: unknown) => (ended = error));
    await until(() => onRetry.mock.calls.length === 1);
    controller.abort(new Error("mine"));
    await turn();
    expect(ended).toMatchObject({ message: "mine" });
  });
});

describe("the server's wait", () => {
  it.each<[string, headers: Record<string, string>]>([
    ["0", { "retry-after": "0" }],
    ["in the past", { "retry-after": "Mon, 01 Jan 1990 00:00:00 GMT" }],
    ["tiny", { "retry-after-ms": "1" }],
    ["shorter than the policy's", { "retry-after-ms": "400" }],
    ["malformed", { "retry-after": "0x10" }],
  ])("that is %s makes no wait shorter than the policy's own", async (_what, headers) => {
    const { waits } = await play([apiError(503, headers)], {});
    expect(waits).toEqual([500, 1_000]);
  });

  it("is kept exactly where it is longer: no jitter, no maximum of the backoff", async () => {
    const { waits } = await play(
      [apiError(429, { "retry-after": "20" }), "ok"],
      { backoff: { maxInterval: 100 } },
      { random: () => 0 },
    );
    expect(waits).toEqual([20_000]);
  });

  it("fails now when it does not fit the policy's time", async () => {
    const { outcome, waits } = await play([apiError(429, { "retry-after": "120" })], {});
    expect(waits).toEqual([]);
    expect(outcome).toMatchObject({ status: 429, retryAfterMs: 120_000 });
  });

  it("fails now when it does not fit the deadline", async () => {
    const { outcome, waits } = await play(
      [apiError(429, { "retry-after": "3" })],
      {},
      { deadline: NOW + 2_000 },
    );
    expect(waits).toEqual([]);
    expect(outcome).toMatchObject({ retryAfterMs: 3_000 });
  });
});

type Row = [
  what: string,
  error: unknown,
  retried: boolean,
  policy?: RetryConfig,
  context?: RetryContext,
];

const ADVICE = { "x-should-retry": "true" };
const DENO = "client error (Connect): invalid peer certificate: UnknownIssuer";
const unusable = { reason: "it is empty", snippet: "" };
const redirected = new RedirectError("r", {
  response: answer(302, ADVICE),
  location: "https://example.com/",
});

function answer(status: number, headers: Record<string, string> = {}): Response {
  return new Response(null, { status, headers });
}

/** As Node's `fetch` fails. */
function failedFetch(cause: { code?: string; message?: string }): ConnectionError {
  const inner = Object.assign(new Error(cause.message), cause);
  return new ConnectionError("c", { cause: new TypeError("fetch failed", { cause: inner }) });
}

/** What breaks after a status has arrived is repeated where that is harmless, and only there. */
function afterStatus(status: number): Row[] {
  const response = answer(status, ADVICE);
  const errors = [
    new ConnectionError("c", { response }),
    new TimeoutError("t", { response, limit: "attempt", limitMs: 1, phase: "body" }),
  ];
  const always = { retryConnectionErrors: true };
  return errors.flatMap((error): Row[] => [
    [`${error.name} after ${status}, idempotent`, error, true],
    [`${error.name} after ${status}, not idempotent`, error, false, {}, { idempotent: false }],
    [`${error.name} after ${status}, asked for`, error, false, always, { idempotent: false }],
    [`${error.name} after ${status}, ruled out`, error, false, { retryConnectionErrors: false }],
  ]);
}

describe("what is retried", () => {
  const timeout = (limit: "attempt" | "deadline") =>
    new TimeoutError("t", { limit, limitMs: 1, phase: "headers" });
  const parse = new ResponseParseError("p", {
    response: new Response("", { status: 200 }),
    reason: "it is empty",
    snippet: "",
  });
  it.each<Row>([
    ["408", apiError(408), true],
    ["429", apiError(429), true],
    ["529", apiError(529), true],
    ["501", apiError(501), false],
    ["400", apiError(400), false],
    ["a listed status", apiError(418), true, { statusCodes: ["418"] }],
    ["a listed range", apiError(599), true, { statusCodes: ["5XX"] }],
    ["a status that the list leaves out", apiError(429), false, { statusCodes: ["5XX"] }],
    ["strategy none", apiError(503), false, { strategy: "none" }],
    ["x-should-retry: true", apiError(400, { "x-should-retry": "true" }), true],
    ["x-should-retry: false", apiError(503, { "x-should-retry": "false" }), false],
    [
      "x-should-retry: true, strategy none",
      apiError(503, { "x-should-retry": "true" }),
      false,
      { strategy: "none" },
    ],
    ["a connection error, idempotent", new ConnectionError("c"), true],
    [
      "a connection error, not idempotent",
      new ConnectionError("c"),
      false,
      {},
      { idempotent: false },
    ],
    [
      "the same, when the policy says so",
      new ConnectionError("c"),
      true,
      { retryConnectionErrors: true },
      { idempotent: false },
    ],
    [
      "idempotent, when the policy forbids it",
      new ConnectionError("c"),
      false,
      { retryConnectionErrors: false },
    ],
    ["a status, not idempotent", apiError(503), true, {}, { idempotent: false }],
    ["the timeout of an attempt", timeout("attempt"), true],
    ["the same, not idempotent", timeout("attempt"), false, {}, { idempotent: false }],
    ["the deadline", timeout("deadline"), false],
    ["an abort", new AbortedError("a", { phase: "headers" }), false],
    [
      "an abort while an error's body was read",
      new AbortedError("a", { phase: "body", response: new Response("", { status: 503 }) }),
      false,
    ],
    ["a body that cannot be parsed", parse, false],
    ...afterStatus(200),
    ...afterStatus(503),
    [
      "a success that cannot be used, whatever the server advises",
      new ResponseParseError("p", { ...unusable, response: answer(200, ADVICE) }),
      false,
      { statusCodes: ["2XX"] },
    ],
    ["a redirect that is not followed", redirected, false, { statusCodes: ["3XX"] }],
    [
      "code of the caller that failed after a response",
      new InvalidRequestError("middleware", "m", { response: answer(503) }),
      false,
    ],
    ...["DEPTH_ZERO_SELF_SIGNED_CERT", "CERT_HAS_EXPIRED", "ERR_TLS_CERT_ALTNAME_INVALID"].map(
      (code): Row => [`a certificate: ${code}`, failedFetch({ code }), false],
    ),
    ["a certificate, in Deno's words", failedFetch({ message: DENO }), false],
    ["a port that fetch refuses", failedFetch({ message: "bad port" }), false],
    [
      "a host whose name sounds like it",
      failedFetch({ message: "ENOTFOUND certificates.example" }),
      true,
    ],
    ["an argument that cannot be sent", new InvalidRequestError("x", "bad"), false],
    ["a body that can be sent once only", apiError(503), false, {}, { replayable: false }],
    ["an error of other software with a status", { status: 503, headers: new Headers() }, true],
    ["a bug", new TypeError("undefined is not a function"), false],
    ["nothing", undefined, false],
  ])("%s", async (_what, error, retried, policy = {}, context = {}) => {
    const { calls, outcome } = await play([error, "ok"], policy, context);
    expect(calls).toBe(retried ? 2 : 1);
    expect(outcome).toBe(retried ? "done" : error);
  });
});

describe("policies", () => {
  const count = async (policy: RetryConfig, ...overrides: (RetryConfig | undefined)[]) =>
    (await play([apiError(503)], policy, { overrides })).calls - 1;
  it("override one another by single fields, the last one wins", async () => {
    expect(
      await count({ maxRetries: 1 }, { maxRetries: 4 }, { backoff: { initialInterval: 1 } }),
    ).toBe(4);
    expect(await count({ maxRetries: 1 }, { maxRetries: 4 }, { maxRetries: 3 })).toBe(3);
  });
  it("leave out what is undefined", async () => {
    expect(await count({ maxRetries: 1 }, undefined, { maxRetries: undefined })).toBe(1);
  });
  it("can switch retries off and on again", async () => {
    expect(await count({}, { strategy: "none" })).toBe(0);
    expect(await count({}, { strategy: "none" }, { strategy: "backoff" })).toBe(2);
  });
  it("that name their time are bounded by it, not by our count", async () => {
    expect(
      await count({ backoff: { initialInterval: 1_000, exponent: 1, maxElapsedTime: 10_000 } }),
    ).toBe(10);
    expect(
      await count({
        maxRetries: 3,
        backoff: { initialInterval: 1_000, exponent: 1, maxElapsedTime: 10_000 },
      }),
    ).toBe(3);
  });
  it("that name their time have a bound all the same", async () => {
    const hourWithoutWaits = { initialInterval: 0, maxElapsedTime: 3_600_000 };
    expect(await count({ backoff: hourWithoutWaits })).toBe(100);
    expect(await count({ backoff: hourWithoutWaits, maxRetries: 250 })).toBe(250);
  });
  it.each<[name: string, policy: (value: number) => RetryConfig]>([
    ["maxRetries", (maxRetries) => ({ maxRetries })],
    ["initialInterval", (initialInterval) => ({ backoff: { initialInterval } })],
    ["maxInterval", (maxInterval) => ({ backoff: { maxInterval } })],
    ["exponent", (exponent) => ({ backoff: { exponent } })],
    ["maxElapsedTime", (maxElapsedTime) => ({ backoff: { maxElapsedTime } })],
  ])("whose %s is no number to count with are refused by its name", async (parameter, policy) => {
    for (const value of [NaN, -1, Infinity, -Infinity]) {
      const { outcome, calls } = await play(["ok"], policy(value)).catch((error: unknown) => ({
        outcome: error,
        calls: 0,
      }));
      expect(outcome).toMatchObject({ name: "InvalidRequestError", parameter });
      expect(calls).toBe(0);
    }
  });
  it("end, whatever their numbers and the server's waits (property)", async () => {
    const number = fc.oneof(fc.nat(5), fc.double({ min: 0, max: 1e308, noNaN: true }));
    const policy = fc.record(
      {
        maxRetries: fc.nat(20),
        backoff: fc.record(
          {
            initialInterval: number,
            maxInterval: number,
            exponent: number,
            maxElapsedTime: number,
          },
          { requiredKeys: [] },
        ),
      },
      { requiredKeys: [] },
    );
    const wait = fc.constantFrom("0", "1", "99999999999999999999", "x");
    await fc.assert(
      fc.asyncProperty(policy, wait, async (given, seconds) => {
        const { calls } = await play([apiError(503, { "retry-after": seconds })], given);
        expect(calls).toBeLessThanOrEqual((given.maxRetries ?? 100) + 1);
      }),
    );
  });
});

it("counts time by a clock that nobody sets (property)", async () => {
  const wall = Date.now;
  const hours = fc.array(fc.integer({ min: -1e6, max: 1e6 }), { minLength: 4, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(hours, async (shifts) => {
      let calls = 0;
      const failing = withRetries(
        async () => {
          const shift = (shifts[calls++] ?? 0) * 3_600_000;
          Date.now = () => wall() + shift;
          throw apiError(503);
        },
        { maxRetries: 3, backoff: { initialInterval: 1, maxElapsedTime: 60_000 } },
        { sleep: async () => {} },
      );
      await expect(failing).rejects.toMatchObject({ status: 503 });
      expect(calls).toBe(4);
    }),
    { numRuns: 20 },
  );
  Date.now = wall;
});

it("tells of each attempt and each wait", async () => {
  const attempts: NonNullable<RetryContext["attempts"]> = [];
  const { events } = await play(
    [apiError(503, { "x-request-id": "r1" }), apiError(500), "ok"],
    {},
    { attempts },
  );
  expect(attempts).toEqual([
    { status: 503, ms: 0, waitedMs: 0, requestId: "r1", error: "ApiError: op: 503" },
    { status: 500, ms: 0, waitedMs: 500, requestId: undefined, error: "ApiError: op: 500" },
  ]);
  expect(
    events.map(({ retry, delayMs, error }) => [retry, delayMs, (error as SdkError).status]),
  ).toEqual([
    [1, 500, 503],
    [2, 1_000, 500],
  ]);
});

it("passes attempt number and signal to the function", async () => {
  const { signal } = new AbortController();
  const seen: unknown[] = [];
  await withRetries(
    async (attempt) => {
      seen.push(attempt);
      if (seen.length < 2) throw apiError(500);
    },
    { backoff: { initialInterval: 1 } },
    { signal },
  );
  expect(seen).toEqual([
    { attempt: 0, signal },
    { attempt: 1, signal },
  ]);
});
