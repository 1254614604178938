/** What a call gives. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type FaultServer, reply, startFaultServer } from "../support/fault-server.js";
import { FAST, Rank, type rank } from "../support/rank-sdk.js";

let server: FaultServer;
beforeAll(async () => {
  server = await startFaultServer();
});
afterAll(() => server.close());
const client = () => new Rank({ apiKey: "k", baseURL: server.url, retries: FAST });

const VALUE = { model: "m" };
const ok = reply(200, VALUE, { "X-Request-Id": "req-7" });

describe("views of a call", () => {
  it("is a promise of the value", async () => {
    server.play(ok);
    const call = client().rank({ query: "q" });
    expect(call).toBeInstanceOf(Promise);
    expect(await call).toEqual(VALUE);
  });

  it("withResponse() adds response and request id", async () => {
    server.play(ok);
    const { data, response, requestId } = await client().rank({ query: "q" }).withResponse();
    expect({ data, status: response.status, requestId }).toEqual({
      data: VALUE,
      status: 200,
      requestId: "req-7",
    });
  });

  it("is sent once, whatever is asked of it", async () => {
    server.play(ok);
    const call = client().rank({ query: "q" });
    await Promise.all([
      call,
      call.withResponse(),
      call.result(),
      call.then(String),
      call.finally(() => {}),
    ]);
    expect(server.requests).toHaveLength(1);
  });

  it("is sent without being awaited", async () => {
    server.play(ok);
    void client().rank({ query: "q" });
    await expect.poll(() => server.requests.length).toBe(1);
  });

  describe("rejections", () => {
    const unhandled: unknown[] = [];
    const listen = (reason: unknown) => void unhandled.push(reason);
    beforeAll(() => void process.on("unhandledRejection", listen));
    afterAll(() => void process.off("unhandledRejection", listen));
    it.each<[view: string, use: (call: ReturnType<typeof rank>) => Promise<unknown>]>([
      ["await", (call) => call],
      ["then", (call) => call.then(String)],
      ["withResponse", (call) => call.withResponse()],
      ["result", (call) => call.result()],
    ])("are handled by who uses %s alone", async (_view, use) => {
      server.play(reply(400));
      await use(client().rank({ query: "q" })).catch(() => {});
      await new Promise((resolve) => setTimeout(resolve, 20));
      expect(unhandled).toEqual([]);
    });
  });

  it("never throws synchronously", async () => {
    const circular: { query: string; self?: unknown } = { query: "q" };
    circular.self = circular;
    const failing = Object.defineProperty({ query: "q" }, "extra", {
      enumerable: true,
      get: () => {
        throw new TypeError("getter");
      },
    });
    server.play(ok);
    for (const request of [circular, failing, { query: 1n }]) {
      const result = await client()
        .rank(request as { query: string })
        .result();
      expect(result).toMatchObject({
        ok: false,
        error: { name: "InvalidRequestError", attempts: [] },
      });
    }
    expect(server.requests).toHaveLength(0);
  });
});
