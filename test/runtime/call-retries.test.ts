/** Retries of a whole call: what is sent again, and what is told of it. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type FaultServer,
  reply,
  reset,
  resetInBody,
  startFaultServer,
} from "../support/fault-server.js";
import type { RetryEvent } from "../../templates/package/src/core/retry-policy.js";
import { FAST, getModel, pay, Rank, RankCore, upload } from "../support/rank-sdk.js";

let server: FaultServer;
beforeAll(async () => {
  server = await startFaultServer();
});
afterAll(() => server.close());
const client = () => new Rank({ apiKey: "k", baseURL: server.url, retries: FAST });

const VALUE = { model: "m" };
const ok = reply(200, VALUE, { "X-Request-Id": "req-7" });
const busy = reply(503, { error: { message: "busy" } });

describe("retries of a call", () => {
  it("send the same request again", async () => {
    server.play(busy, busy, ok);
    expect(await client().rank({ query: "q" })).toEqual(VALUE);
    expect(new Set(server.requests.map((request) => JSON.stringify(request))).size).toBe(1);
    expect(server.requests).toHaveLength(3);
  });

  it("repeat a POST after a lost connection only when told to", async () => {
    server.play(reset, ok);
    expect(await client().rank({ query: "q" }).result()).toMatchObject({
      error: { name: "ConnectionError" },
    });
    expect(
      await client().rank({ query: "q" }, { retries: { ...FAST, retryConnectionErrors: true } }),
    ).toEqual(VALUE);
  });

  it("repeat a GET, also when its body broke off", async () => {
    server.play(reset, resetInBody(), ok);
    expect(await getModel(client(), { id: "x" })).toEqual(VALUE);
  });

  it("repeat a POST with an idempotency key, made once per call", async () => {
    server.play(reset, busy, ok, ok);
    await pay(client(), { query: "q" });
    await pay(client(), { query: "q" });
    const keys = server.requests.map((request) => request.headers["idempotency-key"]);
    expect(keys[0]).toMatch(/^[\w-]{16,}$/);
    expect(keys.slice(0, 3)).toEqual([keys[0], keys[0], keys[0]]);
    expect(keys[3]).not.toBe(keys[0]);
  });

  it("send the caller's idempotency key", async () => {
    server.play(ok);
    await pay(client(), { query: "q" }, { idempotencyKey: "mine" });
    expect(server.requests[0]?.headers["idempotency-key"]).toBe("mine");
  });

  it("survive a cause that leads back to itself", async () => {
    let calls = 0;
    const fetch = async () => {
      calls++;
      const error = new Error("lost");
      throw Object.assign(error, { cause: new Error("because", { cause: error }) });
    };
    const lost = new Rank({ apiKey: "k", retries: { ...FAST, maxRetries: 1 }, fetch });
    expect(await getModel(lost, { id: "x" }).result()).toMatchObject({
      error: { name: "ConnectionError", attempts: [{}, {}] },
    });
    expect(calls).toBe(2);
  });

  it("never repeat a stream", async () => {
    server.play(busy, ok);
    const stream = new Blob(["data"]).stream();
    expect(await upload(client(), { file: stream }).result()).toMatchObject({
      ok: false,
      error: { status: 503, attempts: [{ status: 503 }] },
    });
    expect(server.requests.map((request) => request.body)).toEqual(["data"]);
    expect(await upload(client(), { file: "text" })).toEqual(VALUE);
  });

  it("tell onRetry, and leave their history on the error", async () => {
    server.play(busy, busy, reply(400, { error: { message: "no" } }, { "X-Request-Id": "r3" }));
    const retries: number[] = [];
    const result = await client()
      .rank({ query: "q" }, { onRetry: ({ retry }) => void retries.push(retry) })
      .result();
    expect(retries).toEqual([1, 2]);
    expect(result).toMatchObject({
      error: {
        attempts: [
          { status: 503, waitedMs: 0 },
          { status: 503 },
          { status: 400, requestId: "r3", error: "BadRequestResponseError: rank: 400 no" },
        ],
      },
    });
  });

  it.each(["0", "-1", "0x10", "Mon, 01 Jan 1990 00:00:00 GMT"])(
    "wait as the policy says where the server asks for a Retry-After of %s",
    async (wait) => {
      server.play(reply(503, "", { "Retry-After": wait }));
      const retries = { backoff: { initialInterval: 20, maxInterval: 20 } };
      const result = await client().rank({ query: "q" }, { retries }).result();
      const waits = result.ok ? [] : result.error.attempts.map(({ waitedMs }) => waitedMs >= 10);
      expect(waits).toEqual([false, true, true]);
    },
  );

  it("wait for a hook, and end with the error that it was told of when it fails", async () => {
    server.play(busy, ok);
    const cause = new TypeError("hook");
    const onRetry = () => Promise.reject(cause);
    expect(await client().rank({ query: "q" }, { onRetry }).result()).toMatchObject({
      error: { name: "ServerResponseError", status: 503, cause, attempts: [{ status: 503 }] },
    });
    server.play(busy, ok);
    const rethrow = ({ error }: RetryEvent) => {
      throw error;
    };
    expect(await client().rank({ query: "q" }, { onRetry: rethrow }).result()).toMatchObject({
      error: { name: "ServerResponseError", status: 503 },
    });
  });

  it("reuse the connection: the body of a discarded response is read or cancelled", async () => {
    const other = await startFaultServer(busy, busy, busy, busy, ok);
    await getModel(
      new RankCore({ baseURL: other.url }),
      { id: "x" },
      { retries: { ...FAST, maxRetries: 9 } },
    );
    expect(await other.openConnections()).toBe(1);
    await other.close();
  });
});
