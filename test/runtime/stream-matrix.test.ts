/** What the server does with a stream, and what the loop over it sees: the same for the class and the standalone function. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type Fault,
  type FaultServer,
  reply,
  reset,
  startFaultServer,
  truncateChunks,
} from "../support/fault-server.js";
import { startClockAfterEach, stopClock, turn, until, WatchedFetch } from "../support/clock.js";
import { FAST, Rank, type RankError, type RankResponse, watch } from "../support/rank-sdk.js";
import type { Call, CallOptions } from "../../templates/package/src/core/call.js";
import type { Stream } from "../../templates/package/src/core/stream.js";

startClockAfterEach();

interface Seen {
  /** What the loop gets: the `model` of each item. */
  readonly items?: readonly string[];
  /** What the loop, or the call before it, then throws. */
  readonly error?: { readonly name: string } & Readonly<Record<string, unknown>>;
  /** Default 1. */
  readonly requests?: number;
}

const TYPE = { "Content-Type": "text/event-stream" };
const EVENTS = 'id: 1\ndata: {"model":"a"}\n\nid: 2\ndata: {"model":"b"}\n\n';
const DONE = "data: [DONE]\n\n";
const whole = reply(200, EVENTS + DONE, TYPE);

/** Answers that the server has begun and whose connection it still has. */
let open = 0;
/** Sends text, and does something with the connection when it is out. */
function sending(text: string, then: (...request: Parameters<Fault>) => void = () => {}): Fault {
  return (response, ...request) => {
    open++;
    response.on("close", () => open--);
    response.writeHead(200, { ...TYPE, "X-Request-Id": "req-1" });
    response.flushHeaders();
    if (text !== "") response.write(text);
    setTimeout(() => then(response, ...request), 40);
  };
}

const MINE = new Error("mine");
/** Aborts when both events have been read. */
const abortThen = (got: readonly string[]): CallOptions => {
  const controller = new AbortController();
  void until(() => got.length === 2)
    .then(turn)
    .then(() => controller.abort(MINE));
  return { signal: controller.signal };
};
/** So many milliseconds pass when that is so, on a clock that else moves for the waits between attempts only. */
const waitWhen = (isSo: () => boolean, ms: number): CallOptions => {
  const clock = stopClock();
  void until(isSo)
    .then(turn)
    .then(() => clock.pass(ms));
  return { onRetry: ({ delayMs }) => void clock.pass(delayMs) };
};
const TOO_LONG = expect.stringContaining("longer than") as unknown;
const cut = { name: "StreamInterruptedError", status: 200 };

const MATRIX: readonly [
  fault: string,
  does: Fault | readonly Fault[],
  seen: Seen,
  options?: (got: readonly string[]) => CallOptions,
][] = [
  ["a whole stream", whole, { items: ["a", "b"] }],
  [
    "the mark of the end, and a connection that stays open",
    sending(EVENTS + DONE),
    { items: ["a", "b"] },
  ],
  [
    "an orderly end without the mark",
    reply(200, EVENTS, TYPE),
    { items: ["a", "b"], error: { ...cut, delivered: 2, lastEventId: "2" } },
  ],
  [
    "an orderly end inside an event",
    reply(200, `${EVENTS}data: [DO`, TYPE),
    { items: ["a", "b"], error: { ...cut, delivered: 2 } },
  ],
  ["an empty body", reply(200, "", TYPE), { items: [], error: { ...cut, delivered: 0 } }],
  [
    "a reset after two events",
    sending(EVENTS, (_response, socket) => void socket.resetAndDestroy()),
    {
      items: ["a", "b"],
      error: {
        ...cut,
        delivered: 2,
        requestId: "req-1",
        attempts: [{ status: 200, waitedMs: 0, requestId: "req-1" }],
      },
    },
  ],
  [
    "a reset before the first event",
    sending("", (_response, socket) => void socket.resetAndDestroy()),
    { items: [], error: { ...cut, delivered: 0 } },
  ],
  [
    "a body whose last chunk is missing",
    truncateChunks(EVENTS, TYPE["Content-Type"]),
    { items: ["a", "b"], error: cut },
  ],
  [
    "silence after two events",
    sending(EVENTS),
    {
      items: ["a", "b"],
      error: { name: "TimeoutError", limit: "idle", limitMs: 100, status: 200 },
    },
    (got) => ({ ...waitWhen(() => got.length === 2, 100), idleTimeoutMs: 100 }),
  ],
  [
    "silence before the first event",
    sending(""),
    { items: [], error: { name: "TimeoutError", limit: "idle" } },
    () => {
      const watched = new WatchedFetch();
      const waited = waitWhen(() => watched.brought === 1, 100);
      return { ...waited, fetch: watched.fetch, idleTimeoutMs: 100 };
    },
  ],
  [
    "an event of the name error",
    sending(`${EVENTS}event: error\ndata: {"message":"overloaded"}\n\n`),
    {
      items: ["a", "b"],
      error: { name: "StreamEventError", data: { message: "overloaded" }, requestId: "req-1" },
    },
  ],
  [
    "broken JSON in an event",
    sending(`${EVENTS}data: {oops\n\n${DONE}`),
    { items: ["a", "b"], error: { name: "ResponseParseError", snippet: "{oops", status: 200 } },
  ],
  [
    "the caller aborts",
    sending(EVENTS),
    { items: ["a", "b"], error: { name: "AbortedError", phase: "body", cause: MINE } },
    abortThen,
  ],
  [
    "a stream that lasts longer than the timeout of its attempt",
    sending(EVENTS, (response) => setTimeout(() => response.end(DONE), 600)),
    { items: ["a", "b"] },
    (got) => ({ ...waitWhen(() => got.length === 2, 700), timeoutMs: 500 }),
  ],
  [
    "a stream that lasts longer than the call's deadline, after a 503",
    [reply(503, {}), sending(EVENTS)],
    {
      items: ["a", "b"],
      error: {
        name: "TimeoutError",
        limit: "deadline",
        limitMs: 500,
        phase: "body",
        attempts: [{ status: 503 }, { status: 200, requestId: "req-1" }],
      },
      requests: 2,
    },
    (got) => ({ ...waitWhen(() => got.length === 2, 500), deadlineMs: 500 }),
  ],
  [
    "an event without end",
    (...request) => {
      sending(`${EVENTS}data: `)(...request);
      const write = () => void (request[0].write("x".repeat(9000)) && setTimeout(write, 5));
      write();
    },
    { items: ["a", "b"], error: { name: "ResponseParseError", reason: TOO_LONG } },
    () => ({ maxItemLength: 100_000 }),
  ],
  [
    "many lines of one event",
    sending(`${EVENTS}${"data: x\n".repeat(40_000)}`),
    { items: ["a", "b"], error: { name: "ResponseParseError", reason: TOO_LONG } },
    () => ({ maxItemLength: 20_000 }),
  ],
  [
    "a long event that arrives whole",
    sending(`${EVENTS}data: "${"x".repeat(20_000)}"\n\n${DONE}`),
    { items: ["a", "b"], error: { name: "ResponseParseError", reason: TOO_LONG } },
    () => ({ maxItemLength: 20_000 }),
  ],
  [
    "a long name of an event",
    sending(`${EVENTS}event: ${"x".repeat(20_000)}\ndata: "c"\n\n${DONE}`),
    { items: ["a", "b"], error: { name: "ResponseParseError", reason: TOO_LONG } },
    () => ({ maxItemLength: 20_000 }),
  ],
  [
    "short events, together longer than one may be",
    sending(EVENTS.repeat(2000) + DONE),
    { items: Array.from({ length: 2000 }, () => ["a", "b"]).flat() },
    () => ({ maxItemLength: 20_000 }),
  ],
  // Before the stream: as for any other call
  [
    "401: no second POST",
    reply(401, { message: "no" }),
    { error: { name: "RankDefaultError", status: 401 } },
  ],
  ["503, then a stream", [reply(503), whole], { items: ["a", "b"], requests: 2 }],
  ["reset before the headers: no second POST", reset, { error: { name: "ConnectionError" } }],
  [
    "HTML",
    reply(200, "<html>", { "Content-Type": "text/html" }),
    { error: { name: "ResponseParseError", snippet: "<html>" } },
  ],
  ["JSON", reply(200, {}), { error: { name: "ResponseParseError", status: 200 } }],
  ["204", reply(204), { error: { name: "ResponseParseError", status: 204 } }],
];

const FORMS: [
  form: string,
  call: (client: Rank, options: CallOptions) => Call<Stream<RankResponse>, RankError>,
][] = [
  ["class", (client, options) => client.watch({ query: "q" }, options)],
  ["function", (client, options) => watch(client, { query: "q" }, options)],
];

describe.each(FORMS)("stream matrix (%s)", (_form, call) => {
  let server: FaultServer;
  beforeAll(async () => {
    server = await startFaultServer();
  });
  afterAll(() => server.close());

  it.each(MATRIX)("%s", async (_name, faults, { items = [], error, requests = 1 }, options) => {
    server.play(...[faults].flat());
    const client = new Rank({ apiKey: "k", baseURL: server.url, retries: FAST });
    const got: string[] = [];
    const reading = async () => {
      for await (const { model } of await call(client, options?.(got) ?? {})) got.push(model);
    };
    if (error === undefined) await reading();
    else await expect(reading()).rejects.toMatchObject(error);
    expect(got).toEqual(items);
    expect(server.requests).toHaveLength(requests);
    // Whoever ended it, the connection is not held.
    await expect.poll(() => open).toBe(0);
  });
});
