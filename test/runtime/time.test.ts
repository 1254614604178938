/** Timeouts, deadlines and aborts, in every phase. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  drip,
  type Fault,
  type FaultServer,
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

let server: FaultServer;
beforeAll(async () => {
  server = await startFaultServer();
});
afterAll(() => server.close());

/** The error of a call, and how long it took in milliseconds. */
async function fail(
  faults: Fault[],
  options: CallOptions & { client?: RankOptions } = {},
): Promise<{ error: RankError; ms: number }> {
  server.play(...faults);
  const client = new Rank({ apiKey: "k", baseURL: server.url, ...options.client });
  const start = performance.now();
  const result = await rank(client, { query: "q" }, options).result();
  if (result.ok) throw new Error("resolved");
  return { error: result.error, ms: performance.now() - start };
}

const busy = reply(503, { error: { message: "busy" } });
const neverFetch: RankOptions["fetch"] = () => new Promise(() => {}); // does not listen to any signal

describe("an abort ends the call, however long its phase would last", () => {
  const slowToken = { apiKey: () => new Promise<string>(() => {}) };
  const longWait = { retries: { backoff: { initialInterval: 50_000, maxInterval: 50_000 } } };
  it.each<[phase: string, faults: Fault[], client: RankOptions]>([
    ["credentials", [stall], slowToken],
    ["headers", [stall], {}],
    ["headers", [stall], { fetch: neverFetch }],
    ["body", [stallInBody()], {}],
    ["body", [stallInBody(503)], {}],
    ["body", [drip('{"a":1}'.padEnd(10_000), 10)], {}],
    ["backoff", [busy], longWait],
  ])("%s", async (phase, faults, client) => {
    const controller = new AbortController();
    const reason = new Error("mine");
    setTimeout(() => controller.abort(reason), 400);
    // How soon is measured by `npm run bench:abort`.
    const { error } = await fail(faults, { signal: controller.signal, client });
    expect(error).toMatchObject({ name: "AbortedError", phase, cause: reason });
  });

  it("before the call: nothing is sent", async () => {
    const { error } = await fail([reply(200, {})], { signal: AbortSignal.abort("mine") });
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
  it("bound each attempt, headers and body together", async () => {
    const { error, ms } = await fail([drip('{"a":1}'.padEnd(10_000), 10)], { timeoutMs: 80 });
    expect(error).toMatchObject({
      name: "TimeoutError",
      limit: "attempt",
      limitMs: 80,
      phase: "body",
      message: "rank: timeoutMs 80, phase body",
    });
    expect(ms).toBeLessThan(20_000); // all of it takes 100 s
  });

  it("of an attempt are retried where a repetition is harmless", async () => {
    server.play(stall, reply(200, { model: "m" }));
    const client = new Rank({ baseURL: server.url, timeoutMs: 50, retries: FAST });
    expect(await getModel(client, { id: "x" })).toEqual({ model: "m" });
    const { error } = await fail([stall, reply(200, {})], { timeoutMs: 50, retries: FAST });
    expect(error).toMatchObject({ name: "TimeoutError", attempts: [{ waitedMs: 0 }] });
  });

  it("bound the time to get credentials", async () => {
    const { error } = await fail([stall], {
      timeoutMs: 50,
      client: { apiKey: () => new Promise(() => {}) },
    });
    expect(error).toMatchObject({ name: "TimeoutError", phase: "credentials" });
  });

  it("work with a fetch that does not listen to signals", async () => {
    expect(
      (await fail([stall], { timeoutMs: 50, client: { fetch: neverFetch } })).error,
    ).toMatchObject({ name: "TimeoutError", phase: "headers" });
  });

  it("work together with the caller's signal", async () => {
    const { error } = await fail([stall], { timeoutMs: 50, signal: new AbortController().signal });
    expect(error).toMatchObject({ name: "TimeoutError" });
  });

  it("of the call win over the client's; undefined leaves the client's", async () => {
    const client = { timeoutMs: 50 };
    expect((await fail([stall], { client, timeoutMs: undefined })).error).toMatchObject({
      limitMs: 50,
    });
    expect((await fail([stall], { client, timeoutMs: 60 })).error).toMatchObject({ limitMs: 60 });
  });

  it.each(["timeoutMs", "deadlineMs"])("%s of 0 fails without sending", async (option) => {
    const { error } = await fail([reply(200, {})], { [option]: 0 });
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
    expect((await fail([reply(200, {})], wrong)).error).toMatchObject(refused);
    expect((await fail([reply(200, {})], { client: wrong })).error).toMatchObject(refused);
    expect(server.requests).toHaveLength(0);
  });

  it.each([NaN, -1, Infinity])("of a function beside the calls: %s", async (value) => {
    const refused = (parameter: string) =>
      expect.objectContaining({ name: "InvalidRequestError", parameter }) as Error;
    expect(() => limitResponseSize({ bytes: value })).toThrow(refused("bytes"));
    const never = () => Promise.reject(new Error("not asked for"));
    const first = (options: ResumeOptions) => resume(never, options).next();
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
    const { error, ms } = await fail([busy], {
      deadlineMs: 400,
      retries: { maxRetries: 1_000, backoff: { initialInterval: 20, maxInterval: 20 } },
    });
    expect(ms).toBeLessThan(10_000); // all retries take 20 s
    expect(error.attempts.length).toBeGreaterThan(2);
  });

  it("ends an attempt that is under way, and keeps the history", async () => {
    const { error } = await fail([busy, stall], { deadlineMs: 600, retries: FAST });
    expect(error).toMatchObject({
      name: "TimeoutError",
      limit: "deadline",
      limitMs: 600,
      phase: "headers",
      attempts: [{ status: 503 }, { status: undefined }],
    });
  });

  it("does not wait for a retry that it has no time for", async () => {
    const { error, ms } = await fail([busy], {
      deadlineMs: 1_000,
      retries: { backoff: { initialInterval: 30_000, maxInterval: 30_000 } },
    });
    expect(error).toMatchObject({ name: "ServerResponseError", status: 503 });
    expect(ms).toBeLessThan(20_000);
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
