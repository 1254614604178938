/** Timeouts, deadlines and aborts, in every phase. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { startClockAfterEach, stopClock, turn, until, WatchedFetch } from "../support/clock.js";
import {
  drip,
  type Fault,
  type FaultServer,
  redirect,
  reply,
  stall,
  stallInBody,
  startFaultServer,
} from "../support/fault-server.js";
import {
  FAST,
  getModel,
  ONCE,
  Rank,
  rank,
  type RankError,
  type RankOptions,
} from "../support/rank-sdk.js";
import { limitResponseSize } from "../../templates/package/src/core/response-size.js";
import { resume, type ResumeOptions } from "../../templates/package/src/core/resume.js";
import { verifyWebhook } from "../../templates/package/src/core/webhooks.js";
import type { CallOptions } from "../../templates/package/src/core/call.js";
import type { Phase } from "../../templates/package/src/core/errors.js";
import type { RetryEvent } from "../../templates/package/src/core/retry-policy.js";

let server: FaultServer;
beforeAll(async () => {
  server = await startFaultServer();
});
afterAll(() => server.close());

startClockAfterEach();

type Options = CallOptions & { client?: RankOptions };

/** The error of a call. */
async function fail(faults: Fault[], options: Options = {}): Promise<RankError> {
  server.play(...faults);
  const client = new Rank({ apiKey: "k", baseURL: server.url, ...options.client });
  const result = await rank(client, { query: "q" }, options).result();
  if (result.ok) throw new Error("resolved");
  return result.error;
}

const busy = reply(503, { error: { message: "busy" } });
const never = () => new Promise<never>(() => {}); // a `fetch` that does not listen to any signal, or a supplier

/** A call that has got as far as its phase, which would go on for ever or for a minute. */
async function callIn(phase: Phase, faults: Fault[], { client, ...options }: Options = {}) {
  const watched = new WatchedFetch(client?.fetch);
  const apiKey = vi.fn(client?.apiKey === never ? never : () => "k");
  const onRetry = vi.fn();
  const error = fail(faults, {
    onRetry,
    ...options,
    client: { ...client, apiKey, fetch: watched.fetch },
  });
  const hasBegun = {
    prepare: () => true,
    credentials: () => apiKey.mock.calls.length > 0,
    // The last of the faults is what lasts.
    headers: () => (client?.fetch ? watched.asked : server.requests.length) === faults.length,
    body: () => watched.brought === faults.length,
    backoff: () => onRetry.mock.calls.length > 0,
  };
  await until(hasBegun[phase]);
  await turn();
  return { error };
}

/** Phases of a call, each in the ways that it can last. */
const phases: readonly [phase: Phase, how: string, faults: Fault[], options: Options][] = [
  ["credentials", "a supplier that gives none", [stall], { client: { apiKey: never } }],
  ["headers", "a server that does not answer", [stall], {}],
  ["headers", "a fetch that does not listen", [stall], { client: { fetch: never } }],
  ["headers", "a server that does not answer after a redirect", [redirect("rank", 307), stall], {}],
  ["body", "half a body", [stallInBody()], {}],
  ["body", "half a body after a redirect", [redirect("rank", 307), stallInBody()], {}],
  ["body", "half a body of an error", [stallInBody(503)], {}],
  ["body", "a body that drips", [drip('{"a":1}'.padEnd(10_000), 10)], {}],
  [
    "backoff",
    "a long wait",
    [busy],
    { client: { retries: { backoff: { initialInterval: 50_000, maxInterval: 50_000 } } } },
  ],
];

describe("an abort ends the call in the same turn of the event loop", () => {
  it.each(phases)("%s: %s", async (phase, _how, faults, options) => {
    const controller = new AbortController();
    const reason = new Error("mine");
    const call = await callIn(phase, faults, { ...options, signal: controller.signal });
    let ended: RankError | undefined;
    void call.error.then((error) => (ended = error));
    controller.abort(reason);
    await turn();
    expect(ended).toMatchObject({ name: "AbortedError", phase, cause: reason });
  });

  it("before the call: nothing is sent", async () => {
    const error = await fail([reply(200, {})], { signal: AbortSignal.abort("mine") });
    expect(error).toMatchObject({
      name: "AbortedError",
      phase: "prepare",
      cause: "mine",
      attempts: [],
    });
    expect(server.requests).toHaveLength(0);
  });
});

describe("timeouts", () => {
  it.each(phases.filter(([phase]) => phase !== "backoff"))(
    "bound each attempt, headers and body together, %s: %s",
    async (phase, _how, faults, options) => {
      const clock = stopClock();
      const call = await callIn(phase, faults, {
        ...options,
        timeoutMs: 5000,
        retries: ONCE,
      });
      let ended: RankError | undefined;
      void call.error.then((error) => (ended = error));
      await clock.pass(4999);
      expect(ended).toBeUndefined();
      await clock.pass(1);
      await turn();
      expect(ended).toMatchObject({
        name: "TimeoutError",
        limit: "attempt",
        limitMs: 5000,
        phase,
        message: `rank: timeoutMs 5000, phase ${phase}`,
      });
    },
  );

  it("of an attempt are retried where a repetition is harmless", async () => {
    const clock = stopClock();
    server.play(stall, reply(200, { model: "m" }));
    const client = new Rank({ baseURL: server.url, timeoutMs: 5000, retries: FAST });
    const model = getModel(client, { id: "x" });
    await until(() => server.requests.length === 1);
    await clock.pass(5000);
    await clock.pass(FAST.backoff.maxInterval);
    expect(await model).toEqual({ model: "m" });

    const call = await callIn("headers", [stall], {
      timeoutMs: 5000,
      retries: FAST,
    });
    await clock.pass(5000);
    expect(await call.error).toMatchObject({ name: "TimeoutError", attempts: [{ waitedMs: 0 }] });
  });

  it("work together with the caller's signal", async () => {
    const error = await fail([stall], { timeoutMs: 50, signal: new AbortController().signal });
    expect(error).toMatchObject({ name: "TimeoutError" });
  });

  it("of the call win over the client's; undefined leaves the client's", async () => {
    const client = { timeoutMs: 50 };
    expect(await fail([stall], { client, timeoutMs: undefined })).toMatchObject({ limitMs: 50 });
    expect(await fail([stall], { client, timeoutMs: 60 })).toMatchObject({ limitMs: 60 });
  });

  it.each(["timeoutMs", "deadlineMs"])("%s of 0 fails without sending", async (option) => {
    const error = await fail([reply(200, {})], { [option]: 0 });
    expect(error).toMatchObject({ name: "TimeoutError", limitMs: 0 });
    expect(server.requests).toHaveLength(0);
  });

  it.each<CallOptions>([
    { timeoutMs: Infinity },
    { timeoutMs: 2 ** 31, deadlineMs: 2 ** 31, idleTimeoutMs: 2 ** 31 },
    { timeoutMs: 1e12, deadlineMs: 1e12, idleTimeoutMs: 1e12 },
  ])("that are long do not fire at once: %o", async (options) => {
    server.play(reply(200, { model: "m" }));
    const client = new Rank({ apiKey: "k", baseURL: server.url });
    expect(await client.rank({ query: "q" }, options)).toEqual({ model: "m" });
  });
});

describe("a limit that is none is refused by its name, and nothing is sent", () => {
  it.each<[option: keyof CallOptions, value: unknown]>([
    ["timeoutMs", NaN],
    ["timeoutMs", -1],
    ["timeoutMs", -Infinity],
    ["timeoutMs", "1000"],
    ["deadlineMs", NaN],
    ["deadlineMs", -0.5],
    ["deadlineMs", Infinity],
    ["deadlineMs", new Date()],
    ["idleTimeoutMs", NaN],
    ["idleTimeoutMs", -1],
    ["idleTimeoutMs", Infinity],
    ["maxItemLength", NaN],
    ["maxItemLength", -1],
    ["maxItemLength", Infinity],
  ])("%s: %s", async (option, value) => {
    const refused = {
      name: "InvalidRequestError",
      parameter: option,
      message: expect.stringContaining(`\`${option}\``) as unknown,
      attempts: [],
    };
    const wrong = { [option]: value } as CallOptions;
    expect(await fail([reply(200, {})], wrong)).toMatchObject(refused);
    expect(await fail([reply(200, {})], { client: wrong })).toMatchObject(refused);
    expect(server.requests).toHaveLength(0);
  });

  it.each([NaN, -1, Infinity])("of a function beside the calls: %s", async (value) => {
    const refused = (parameter: string) =>
      expect.objectContaining({ name: "InvalidRequestError", parameter }) as Error;
    expect(() => limitResponseSize({ bytes: value })).toThrow(refused("bytes"));
    const unasked = () => Promise.reject(new Error("not asked for"));
    const first = (options: ResumeOptions) => resume(unasked, options).next();
    await expect(first({ maxReconnects: value })).rejects.toEqual(refused("maxReconnects"));
    await expect(first({ retryMs: value })).rejects.toEqual(refused("retryMs"));
  });

  it.each([NaN, -1])("of a webhook's age: %s", async (toleranceMs) => {
    const headers = { "webhook-id": "1", "webhook-timestamp": "1", "webhook-signature": "v1,AA==" };
    const options = { secret: "whsec_c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0", toleranceMs };
    const spec = { package: "rank-sdk", env: "RANK_WEBHOOK_SECRET" };
    await expect(verifyWebhook(spec, "{}", headers, options)).rejects.toMatchObject({
      name: "InvalidRequestError",
      parameter: "toleranceMs",
    });
  });
});

describe("the deadline", () => {
  it("bounds attempts and waits together", async () => {
    const clock = stopClock();
    const waits: number[] = [];
    const onRetry = ({ delayMs }: RetryEvent) => {
      waits.push(Math.ceil(delayMs));
      void clock.pass(delayMs); // when the wait has begun
    };
    const error = await fail([busy], {
      deadlineMs: 4000,
      onRetry,
      retries: { maxRetries: 1000, backoff: { initialInterval: 1000, maxInterval: 1000 } },
    });
    // With jitter, each is half a second to a second. The answers take no time on this clock.
    const total = waits.reduce((sum, wait) => sum + wait, 0);
    expect(error).toMatchObject({ name: "ServerResponseError", status: 503 });
    expect(error.attempts).toHaveLength(waits.length + 1);
    expect(total).toBeLessThanOrEqual(4000);
    expect(total).toBeGreaterThan(3000);
  });

  it("ends an attempt that is under way, and keeps the history", async () => {
    const clock = stopClock();
    const onRetry = ({ delayMs }: RetryEvent) => void clock.pass(delayMs);
    const ended = fail([busy, stall], { deadlineMs: 6000, retries: FAST, onRetry });
    await until(() => server.requests.length === 2);
    await clock.pass(6000);
    expect(await ended).toMatchObject({
      name: "TimeoutError",
      limit: "deadline",
      limitMs: 6000,
      phase: "headers",
      attempts: [{ status: 503 }, { status: undefined }],
    });
  });

  it("does not wait for a retry that it has no time for", async () => {
    const onRetry = vi.fn();
    const error = await fail([busy], {
      deadlineMs: 29_999,
      onRetry,
      retries: { backoff: { initialInterval: 60_000, maxInterval: 60_000 } },
    });
    expect(error).toMatchObject({ name: "ServerResponseError", status: 503 });
    expect(onRetry).not.toHaveBeenCalled();
  });
});

describe("closing the client", () => {
  it("ends calls that are under way, and refuses later ones", async () => {
    server.play(stall);
    const client = new Rank({ apiKey: "k", baseURL: server.url });
    const calls = [client.rank({ query: "a" }).result(), client.rank({ query: "b" }).result()];
    await expect.poll(() => server.requests.length).toBe(2);
    await client.close();
    for (const result of await Promise.all([...calls, client.rank({ query: "late" }).result()])) {
      expect(result).toMatchObject({
        ok: false,
        error: {
          name: "AbortedError",
          message: expect.stringContaining("client closed") as unknown,
        },
      });
    }
    expect(server.requests).toHaveLength(2);
  });

  it("happens at the end of an `await using` block", async () => {
    server.play(stall);
    let result: Promise<unknown>;
    {
      await using client = new Rank({ apiKey: "k", baseURL: server.url });
      result = client.rank({ query: "a" }).result();
      await expect.poll(() => server.requests.length).toBe(1);
    }
    expect(await result).toMatchObject({ ok: false, error: { name: "AbortedError" } });
  });

  it("leaves a client made by withOptions open", async () => {
    server.play(reply(200, { model: "m" }));
    const client = new Rank({ apiKey: "k", baseURL: server.url, retries: ONCE });
    const other = client.withOptions({ timeoutMs: 5_000 });
    await client.close();
    expect(await other.rank({ query: "q" })).toEqual({ model: "m" });
  });
});

it("leaves no listener on the caller's signal", async () => {
  const { signal } = new AbortController();
  let listeners = 0;
  const add = signal.addEventListener.bind(signal);
  const remove = signal.removeEventListener.bind(signal);
  signal.addEventListener = (...args: Parameters<typeof add>) => (listeners++, add(...args));
  signal.removeEventListener = (...args: Parameters<typeof remove>) => (
    listeners--,
    remove(...args)
  );
  server.play(busy, reply(200, { model: "m" }), reply(400), stallInBody());
  const client = new Rank({ apiKey: "k", baseURL: server.url, retries: FAST });
  await rank(client, { query: "q" }, { signal });
  await rank(client, { query: "q" }, { signal }).result();
  await rank(client, { query: "q" }, { signal, timeoutMs: 30 }).result();
  await expect.poll(() => listeners).toBe(0);
});

it("is no leak to Node when many calls share a signal", async () => {
  const warnings: Error[] = [];
  const warn = (warning: Error) => void warnings.push(warning);
  process.on("warning", warn);
  server.play(stall);
  const controller = new AbortController();
  const client = new Rank({ apiKey: "k", baseURL: server.url });
  const calls = Array.from({ length: 30 }, () =>
    client.rank({ query: "q" }, { signal: controller.signal }).result(),
  );
  await expect.poll(() => server.requests.length).toBe(30);
  controller.abort("all");
  const results = await Promise.all(calls);
  process.off("warning", warn);
  expect(results.every((result) => !result.ok && result.error.cause === "all")).toBe(true);
  expect(warnings).toEqual([]);
});

it("lets the process end where a `fetch` or a credential never comes and does not listen either", async () => {
  const script = `
    const never = () => new Promise(() => {});
    for (const options of [{ apiKey: "k", fetch: never }, { apiKey: never }]) {
      const client = new Rank({ baseURL: "http://127.0.0.1:9", ...options });
      await client.rank({ query: "q" }, { signal: AbortSignal.timeout(20) }).result();
      await client.rank({ query: "q" }, { timeoutMs: 20, deadlineMs: 120_000 }).result();
      client.rank({ query: "q" }).result();
      await client.close();
    }
    console.log("done");`;
  expect(await run(script)).toBe("done\n");
});

it("lets the process end: no timer and no socket outlives its call", async () => {
  server.play(reply(200, { model: "m" }), stallInBody());
  const script = `
    const client = new Rank({ apiKey: "k", baseURL: ${JSON.stringify(server.url)} });
    await client.rank({ query: "q" }, { timeoutMs: 120_000, deadlineMs: 240_000 });
    await client.rank({ query: "q" }, { timeoutMs: 50 }).result();
    console.log("done");`;
  expect(await run(script)).toBe("done\n");
});

/** What a program prints that has the SDK as `Rank`. It must end by itself. */
async function run(script: string): Promise<string> {
  const sdk = new URL("../support/rank-sdk.ts", import.meta.url).href;
  const program = `const { Rank } = await import(${JSON.stringify(sdk)});\n${script}`;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--import", "tsx", "--input-type=module", "-e", program],
    { timeout: 20_000 },
  );
  return stdout;
}
