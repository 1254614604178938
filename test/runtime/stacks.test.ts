/** The stack of every error has the frame of the caller's own `await`, in the ten frames that engines keep. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CallOptions } from "../../templates/package/src/core/call.js";
import {
  type Fault,
  type FaultServer,
  redirect,
  reply,
  reset,
  resetInBody,
  stall,
  stallInBody,
  startFaultServer,
} from "../support/fault-server.js";
import { expectOwnFrame, keepTenFrames, THREE_DEEP } from "../support/own-frame.js";
import { FAST, listModels, ONCE, Rank, rank, watch } from "../support/rank-sdk.js";

let server: FaultServer;
beforeAll(async () => {
  server = await startFaultServer();
});
afterAll(() => server.close());

keepTenFrames();

const query = { query: "q" };

/** The ways to make a call and wait for it. Each waits in a function of its own name. */
const ways: readonly [
  name: string,
  wait: (client: Rank, options: CallOptions) => Promise<unknown>,
][] = [
  [
    "a method",
    async function ownFrame(client, options) {
      await client.rank(query, options);
    },
  ],
  [
    "a function",
    async function ownFrame(client, options) {
      await rank(client, query, options);
    },
  ],
  [
    "withResponse()",
    async function ownFrame(client, options) {
      await rank(client, query, options).withResponse();
    },
  ],
  [
    "result()",
    async function ownFrame(client, options) {
      const result = await rank(client, query, options).result();
      if (!result.ok) throw result.error;
    },
  ],
  [
    "a page",
    async function ownFrame(client, options) {
      await listModels(client, options);
    },
  ],
  [
    "a loop over items",
    async function ownFrame(client, options) {
      for await (const item of listModels(client, options)) expect(item).toBeTypeOf("string");
    },
  ],
  [
    "a loop over pages",
    async function ownFrame(client, options) {
      for await (const { items } of listModels(client, options).pages())
        expect(items).toBeDefined();
    },
  ],
];

const failures: readonly [
  name: string,
  failure: { readonly faults: readonly Fault[]; readonly options?: () => CallOptions },
][] = [
  ["an error status", { faults: [reply(400, { error: { message: "no" } })] }],
  ["an error status, in the end", { faults: [reply(503)], options: () => ({ retries: FAST }) }],
  ["no response", { faults: [reset] }],
  ["half a body", { faults: [resetInBody()] }],
  ["no JSON", { faults: [reply(200, "<p>", { "content-type": "text/html" })] }],
  [
    "another kind of JSON",
    { faults: [reply(200, "null", { "content-type": "application/json" })] },
  ],
  ["the timeout", { faults: [stall], options: () => ({ timeoutMs: 50 }) }],
  ["the timeout in the body", { faults: [stallInBody()], options: () => ({ timeoutMs: 400 }) }],
  ["the deadline", { faults: [stall], options: () => ({ deadlineMs: 50 }) }],
  ["an abort", { faults: [stall], options: () => ({ signal: AbortSignal.timeout(100) }) }],
  ["an option that is none", { faults: [], options: () => ({ timeoutMs: NaN }) }],
  ["a redirect that is not followed", { faults: [redirect("ftp://host/", 307)] }],
  ["redirects without end", { faults: [redirect("again", 307)] }],
];

describe.each(failures)("of %s", (_failure, { faults, options }) => {
  it.each(ways)("by %s", async (_way, wait) => {
    server.play(...faults);
    const client = new Rank({ apiKey: "k", baseURL: server.url, retries: ONCE });
    expectOwnFrame(await wait(client, options?.() ?? {}).catch((error: unknown) => error));
  });

  it.each(ways)("by %s, through middleware three deep", async (_way, wait) => {
    server.play(...faults);
    const client = new Rank({ apiKey: "k", baseURL: server.url, retries: ONCE });
    const through = { ...options?.(), middleware: THREE_DEEP };
    expectOwnFrame(await wait(client, through).catch((error: unknown) => error));
  });
});

describe("of a later page", () => {
  it.each(ways.filter(([name]) => name.startsWith("a loop")))("by %s", async (_way, wait) => {
    const page = (next: string) => reply(200, { models: ["m"], next });
    server.play(page("b"), page("c"), reply(400));
    const client = new Rank({ baseURL: server.url, retries: ONCE });
    expectOwnFrame(await wait(client, {}).catch((error: unknown) => error));
    expect(server.requests).toHaveLength(3);
  });

  it.each(ways.filter(([name]) => name.startsWith("a loop")))(
    "that brings nothing new, by %s",
    async (_way, wait) => {
      server.play(reply(200, { models: ["m"], next: "b" }));
      const client = new Rank({ baseURL: server.url, retries: ONCE });
      expectOwnFrame(await wait(client, {}).catch((error: unknown) => error));
    },
  );

  it("by getNextPage()", async () => {
    server.play(reply(200, { models: ["m"], next: "c" }), reply(400));
    const page = await listModels(new Rank({ baseURL: server.url, retries: ONCE }));
    async function ownFrame() {
      await page.getNextPage();
    }
    expectOwnFrame(await ownFrame().catch((error: unknown) => error));
  });
});

describe("of a stream that has begun", () => {
  const events = (text: string): Fault => reply(200, text, { "Content-Type": "text/event-stream" });
  const silent: Fault = (response) => {
    response.writeHead(200, { "Content-Type": "text/event-stream" });
    response.write("data: {}\n\n");
  };
  it.each<[name: string, fault: Fault, options?: CallOptions]>([
    ["an event that tells of an error", events("data: {}\n\nevent: error\ndata: no\n\n")],
    ["no JSON", events("data: {}\n\ndata: {\n\n")],
    ["a cut", events("data: {}\n\n")],
    ["silence", silent, { idleTimeoutMs: 100 }],
  ])("by %s", async (_name, fault, options) => {
    server.play(fault);
    const client = new Rank({ apiKey: "k", baseURL: server.url, retries: ONCE });
    async function ownFrame() {
      for await (const item of await watch(client, query, options)) expect(item).toEqual({});
    }
    expectOwnFrame(await ownFrame().catch((error: unknown) => error));
  });

  it("by an abort", async () => {
    server.play(silent);
    const controller = new AbortController();
    const client = new Rank({ apiKey: "k", baseURL: server.url, retries: ONCE });
    async function ownFrame() {
      for await (const item of await watch(client, query, { signal: controller.signal })) {
        expect(item).toEqual({});
        setTimeout(() => controller.abort(), 20);
      }
    }
    expectOwnFrame(await ownFrame().catch((error: unknown) => error));
  });

  it("by one of two readers", async () => {
    server.play(events("data: {}\n\n"));
    const client = new Rank({ apiKey: "k", baseURL: server.url, retries: ONCE });
    const [left] = (await watch(client, query)).tee();
    async function ownFrame() {
      for await (const item of left) expect(item).toEqual({});
    }
    expectOwnFrame(await ownFrame().catch((error: unknown) => error));
  });
});
