/** What the server does, and what the caller sees: the same for the class and the standalone function. Nothing that failed resolves. */
import { once } from "node:events";
import { gzipSync } from "node:zlib";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  drip,
  type Fault,
  type FaultServer,
  flood,
  raw,
  redirect,
  refusingUrl,
  reply,
  reset,
  resetAfterHead,
  resetInBody,
  stall,
  stallAfterHead,
  stallInBody,
  stallInHead,
  startFaultServer,
  startSilentServer,
  truncate,
  truncateChunks,
} from "../support/fault-server.js";
import {
  FAST,
  isRankError,
  ONCE,
  Rank,
  rank,
  type RankError,
  type RankResponse,
} from "../support/rank-sdk.js";
import { startClockAfterEach, stopClock, turn, until } from "../support/clock.js";
import { SELF_SIGNED } from "../support/self-signed.js";
import type { Call, CallOptions } from "../../templates/package/src/core/call.js";
import type { Middleware } from "../../templates/package/src/core/contract.js";
import type { Phase } from "../../templates/package/src/core/errors.js";
import { logging } from "../../templates/package/src/core/logging.js";
import { limitResponseSize } from "../../templates/package/src/core/response-size.js";

/** The value; or the error's name, its status, and more of its properties. And how many requests it took, where it is not one. */
type Seen = { requests?: number } & (
  { value: unknown } | ({ error: string; status?: number | undefined } & Record<string, unknown>)
);

const JSON_TYPE = { "Content-Type": "application/json" };
const HTML_TYPE = { "Content-Type": "text/html; charset=utf-8" };
const PAGE = "<!doctype html><html><head><title>Sign in</title></head></html>";
const VALUE = { model: "m", zzz_new: [1, { deep: null }] };

/** The SDK's own policy, which the client of the table has off; and the same with hardly any wait. */
const RETRY = { strategy: "backoff" } as const;
const SOON = { ...RETRY, ...FAST };
const MINE = new Error("mine");
/** Everything that may be tried again is, without a wait. */
const EAGER = { ...SOON, retryConnectionErrors: true } as const;
const GZIP = { ...JSON_TYPE, "Content-Encoding": "gzip" };
const fail = () => {
  throw MINE;
};
const passing: Middleware = (request, next) => next(request);
const failingAfter: Middleware = (request, next) => next(request).finally(fail);
const brokenLogger = { debug: fail, info: fail, warn: fail, error: fail };
/** Does something when the call has got as far as that. */
const when = (phase: Phase, act: () => void): CallOptions => ({
  async fetch(input, init) {
    const answer = fetch(input, init);
    if (phase === "headers") void until(() => server.requests.length > 0).then(act);
    const response = await answer;
    if (phase === "body") void turn().then(act);
    return response;
  },
  onRetry() {
    if (phase === "backoff") void turn().then(act);
  },
});
const abortIn = (phase: Phase): CallOptions => {
  const controller = new AbortController();
  return { ...when(phase, () => controller.abort(MINE)), signal: controller.signal };
};
/** So many milliseconds pass in that phase, on a clock that stands still otherwise. */
const waitIn = (phase: Phase, ms: number): CallOptions => {
  const clock = stopClock();
  return when(phase, () => void clock.pass(ms));
};

/** As many bytes as no engine's text has characters. */
class LongResponse extends Response {
  constructor() {
    super(null, { headers: JSON_TYPE });
  }
  override async arrayBuffer(): Promise<ArrayBuffer> {
    return new ArrayBuffer(2 ** 30);
  }
}

type Row = [
  fault: string,
  does: Fault | readonly Fault[],
  seen: Seen,
  options?: CallOptions | (() => CallOptions),
];

const MATRIX: readonly Row[] = [
  // Successes: what arrived, unchanged
  ["200 JSON with fields that nobody declared", reply(200, VALUE), { value: VALUE }],
  [
    "200 with a +json media type",
    reply(200, '{"model":"a"}', { "Content-Type": "application/problem+json; charset=utf-8" }),
    { value: { model: "a" } },
  ],
  ["200 JSON without a content type", reply(200, '{"model":"a"}'), { value: { model: "a" } }],
  [
    "200 JSON labelled as text",
    reply(200, '{"model":"a"}', { "Content-Type": "text/plain" }),
    { value: { model: "a" } },
  ],
  [
    "200 JSON with a byte order mark",
    reply(200, '\uFEFF{"model":"a"}', JSON_TYPE),
    { value: { model: "a" } },
  ],
  ["201, which the document does not name", reply(201, VALUE), { value: VALUE }],
  ["a body that drips", drip('{"model":"a"}', 5), { value: { model: "a" } }],
  [
    "a redirect",
    [redirect("moved", 307), reply(200, { model: "a" })],
    { value: { model: "a" }, requests: 2 },
  ],
  // Successes after failures, by the SDK's own policy
  [
    "503 twice, then 200",
    [reply(503), reply(503), reply(200, VALUE)],
    { value: VALUE, requests: 3 },
    { retries: SOON },
  ],
  [
    "429 with Retry-After: 1, then 200",
    [reply(429, "", { "Retry-After": "1" }), reply(200, VALUE)],
    { value: VALUE, requests: 2 },
    { retries: RETRY },
  ],
  [
    "reset, then 200, where the caller says that a repetition is harmless",
    [reset, reply(200, VALUE)],
    { value: VALUE, requests: 2 },
    { retries: { ...SOON, retryConnectionErrors: true } },
  ],
  // Successes that are none
  [
    "200 {oops as JSON",
    reply(200, "{oops", JSON_TYPE),
    { error: "ResponseParseError", status: 200, reason: "it is not valid JSON", snippet: "{oops" },
  ],
  [
    "200 JSON, empty body",
    reply(200, "", JSON_TYPE),
    { error: "ResponseParseError", status: 200, reason: "it is empty" },
  ],
  [
    "200 without content type, empty",
    reply(200),
    { error: "ResponseParseError", status: 200, reason: "it is empty" },
  ],
  [
    "200 HTML (login page)",
    reply(200, PAGE, HTML_TYPE),
    {
      error: "ResponseParseError",
      status: 200,
      reason: "it is text/html; charset=utf-8",
      snippet: PAGE,
    },
  ],
  ["200 HTML without end", flood(200), { error: "ResponseParseError", status: 200 }],
  [
    "200 HTML labelled as JSON",
    reply(200, PAGE, JSON_TYPE),
    { error: "ResponseParseError", status: 200 },
  ],
  [
    "200 plain text",
    reply(200, "OK", { "Content-Type": "text/plain" }),
    { error: "ResponseParseError", status: 200, reason: "it is not valid JSON" },
  ],
  [
    "200 plain text that is a JSON number",
    reply(200, "12", { "Content-Type": "text/plain" }),
    { error: "ResponseParseError", status: 200, reason: "it is not labelled as JSON" },
  ],
  [
    "200 event stream",
    reply(200, "data: 1\n\n", { "Content-Type": "text/event-stream" }),
    { error: "ResponseParseError", status: 200 },
  ],
  ...[null, [], "model", 12, true, {}, { error: { message: "no such model" } }].map((body): Row => [
    `200 ${JSON.stringify(body)} where an object with a \`model\` is promised`,
    reply(200, JSON.stringify(body), JSON_TYPE),
    { error: "ResponseParseError", status: 200, snippet: JSON.stringify(body) },
    { retries: { ...SOON, retryConnectionErrors: true } },
  ]),
  [
    "201 with an object of another kind",
    reply(201, { queued: true }),
    {
      error: "ResponseParseError",
      status: 201,
      reason: "it has none of the properties model",
    },
  ],
  [
    "200 that is longer than a text can be",
    stall,
    { error: "ResponseParseError", status: 200, reason: "it is too long for a text", requests: 0 },
    { retries: { ...SOON, retryConnectionErrors: true }, fetch: async () => new LongResponse() },
  ],
  ["204", reply(204), { error: "ResponseParseError", status: 204, reason: "it is empty" }],
  ["205", reply(205), { error: "ResponseParseError", status: 205 }],
  [
    "200 with a length that is too short",
    raw('HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 5\r\n\r\n{"a":1}'),
    { error: "ResponseParseError", status: 200 },
  ],
  ["200 with a length that is too long", truncate(), { error: "ConnectionError", status: 200 }],
  [
    "200 that says gzip and is not",
    reply(200, '{"a":1}', { ...JSON_TYPE, "Content-Encoding": "gzip" }),
    { error: "ConnectionError", status: 200 },
  ],
  [
    "200 in chunks, the last of which is missing",
    truncateChunks(),
    { error: "ConnectionError", status: 200 },
  ],
  ["reset after the headers", resetAfterHead, { error: "ConnectionError", status: 200 }],
  [
    "reset in the middle of the body",
    resetInBody(),
    { error: "ConnectionError", status: 200, requestId: "req-1" },
  ],
  // Errors: class, status and body stay
  [
    "400 as documented",
    reply(400, { error: { message: "bad model" } }),
    {
      error: "BadRequestResponseError",
      status: 400,
      message: "rank: 400 bad model",
      data: { error: { message: "bad model" } },
    },
  ],
  [
    "400 JSON that does not match the document",
    reply(400, { message: "bad model" }),
    {
      error: "BadRequestResponseError",
      status: 400,
      message: "rank: 400 bad model",
      data: { message: "bad model" },
    },
  ],
  [
    "400 with broken JSON",
    reply(400, "{oops", JSON_TYPE),
    { error: "BadRequestResponseError", status: 400, body: "{oops", data: undefined },
  ],
  [
    "400 with JSON of nearly 1 MB",
    reply(400, { message: "too long", input: "x".repeat(1_000_000) }),
    {
      error: "BadRequestResponseError",
      message: "rank: 400 too long",
      data: { message: "too long", input: "x".repeat(1_000_000) },
    },
  ],
  [
    "400 with JSON of more than 1 MB",
    reply(400, { message: "too long", input: "x".repeat(1_100_000) }),
    { error: "BadRequestResponseError", message: "rank: 400 Bad Request", data: undefined },
  ],
  [
    "400 with JSON that says nothing in words",
    reply(400, { code: 17 }),
    { error: "BadRequestResponseError", message: "rank: 400 Bad Request", data: { code: 17 } },
  ],
  [
    "400 with JSON in its message",
    reply(400, { error: { message: '{"error":{"message":"bad model"}}' } }),
    { error: "BadRequestResponseError", message: "rank: 400 bad model" },
  ],
  [
    "403 in the words of OAuth",
    reply(403, { error: "invalid_token", error_description: "The token has expired" }),
    { error: "RankDefaultError", message: "rank: 403 The token has expired" },
  ],
  [
    "422 in the words of a validator",
    reply(422, { detail: [{ loc: ["body", "top_n"], msg: "must be positive" }] }),
    { error: "RankDefaultError", message: "rank: 422 must be positive" },
  ],
  [
    "400 with characters that no terminal should get",
    reply(400, { message: "a\u001b[31m\u202Eb\u2066\u0007c\r\nd" }),
    { error: "BadRequestResponseError", message: "rank: 400 a [31m b c d" },
  ],
  [
    "the same in a text",
    reply(400, "a\u001b[31m\u202Eb\u200Fc\n", { "Content-Type": "text/plain" }),
    { error: "BadRequestResponseError", message: "rank: 400 a [31m b c" },
  ],
  [
    "400 with XML",
    reply(400, '<?xml version="1.0"?><Error><Message>x</Message></Error>', {
      "Content-Type": "application/xml",
    }),
    { error: "BadRequestResponseError", message: "rank: 400 Bad Request" },
  ],
  [
    "400 with an empty body",
    reply(400),
    { error: "BadRequestResponseError", status: 400, body: "", message: "rank: 400 Bad Request" },
  ],
  [
    "400 that stops in its body",
    truncate(400, '{"error":'),
    { error: "BadRequestResponseError", status: 400, body: '{"error":' },
  ],
  [
    "403, which the document does not name",
    reply(403, { detail: "no" }),
    { error: "RankDefaultError", status: 403, message: "rank: 403 no" },
  ],
  [
    "502 HTML",
    reply(502, PAGE, HTML_TYPE),
    { error: "ServerResponseError", status: 502, message: "rank: 502 Bad Gateway", body: PAGE },
  ],
  ["503 without end", flood(503), { error: "ServerResponseError", status: 503 }],
  ["599", reply(599, "x"), { error: "ServerResponseError", status: 599 }],
  [
    "503 again and again",
    reply(503),
    { error: "ServerResponseError", status: 503, requests: 3 },
    { retries: SOON },
  ],
  [
    "429 with a Retry-After that nobody has time for",
    reply(429, "", { "Retry-After": "3600" }),
    { error: "RankDefaultError", status: 429, retryAfterMs: 3_600_000 },
    { retries: RETRY },
  ],
  ["304", reply(304), { error: "RankDefaultError", status: 304 }],
  ["300 without a place to go", reply(300, "", {}), { error: "RankDefaultError", status: 300 }],
  [
    "302 that the caller does not follow",
    redirect("elsewhere"),
    { error: "RankDefaultError", status: 302 },
    { fetchOptions: { redirect: "manual" } },
  ],
  // Redirects: 307 and 308 take a POST along, on its own origin
  [
    "a redirect in circles, which is not tried again",
    redirect("rank", 307),
    { error: "RedirectError", status: 307, requests: 21 },
    { retries: EAGER },
  ],
  ...[301, 302, 303].map((status): Row => [
    `${status}, which would make a GET of a POST`,
    redirect("elsewhere", status),
    { error: "RedirectError", status, location: expect.stringMatching(/\/elsewhere$/) },
    { retries: EAGER },
  ]),
  [
    "a redirect to another origin, where no body goes",
    (...request) => redirect(`${elsewhere.url}/rank`, 307)(...request),
    { error: "RedirectError", status: 307, location: expect.stringMatching(/\/rank$/) },
    { retries: EAGER },
  ],
  // A POST whose answer has begun is not sent again, whatever the policy says
  ...Object.entries<Fault>({
    "a length that is too long": truncate(),
    "a chunk that is missing": truncateChunks(),
    "a reset": resetInBody(),
    "no gzip": reply(200, '{"a":1}', { ...JSON_TYPE, "Content-Encoding": "gzip" }),
  }).map(([what, fault]): Row => [
    `200 with ${what}: sent once`,
    fault,
    { error: "ConnectionError", status: 200, requests: 1 },
    { retries: EAGER },
  ]),
  [
    "200 with a body that stalls: sent once",
    stallInBody(),
    { error: "TimeoutError", phase: "body", status: 200, requests: 1 },
    () => ({ ...waitIn("body", 1000), timeoutMs: 1000, retries: EAGER }),
  ],
  [
    "200 with a gzip that is cut: sent once",
    reply(200, gzipSync('{"model":"m"}').subarray(0, -12), GZIP),
    // Node ends such a body quietly, so that it is the text that is cut.
    { error: "ResponseParseError", status: 200, requests: 1 },
    { retries: EAGER },
  ],
  [
    "503 with a body that stalls: sent once",
    stallInBody(503),
    { error: "TimeoutError", phase: "body", status: 503, requests: 1 },
    () => ({ ...waitIn("body", 1000), timeoutMs: 1000, retries: EAGER }),
  ],
  [
    "200 with too large a body: sent once",
    reply(200, VALUE),
    { error: "ResponseTooLargeError", status: 200, requests: 1 },
    { middleware: [limitResponseSize({ bytes: 5 })], retries: EAGER },
  ],
  [
    "200 {oops, with advice to retry: sent once",
    reply(200, "{oops", { ...JSON_TYPE, "X-Should-Retry": "true" }),
    { error: "ResponseParseError", status: 200, requests: 1 },
    { retries: { ...EAGER, statusCodes: ["2XX"] } },
  ],
  // Code of the caller that fails: its error is the cause, and nothing is sent again
  [
    "200, and a middleware throws",
    reply(200, VALUE),
    { error: "InvalidRequestError", parameter: "middleware", status: 200, cause: MINE },
    { middleware: [failingAfter], retries: EAGER },
  ],
  [
    "503, and a middleware throws",
    reply(503),
    { error: "InvalidRequestError", parameter: "middleware", status: 503, cause: MINE },
    { middleware: [failingAfter], retries: EAGER },
  ],
  [
    "reset, and a middleware throws",
    reset,
    {
      error: "InvalidRequestError",
      status: undefined,
      message: "rank: a middleware failed (mine)",
      cause: MINE,
    },
    { middleware: [failingAfter], retries: EAGER },
  ],
  [
    "200, and the logger throws",
    reply(200, VALUE),
    { error: "InvalidRequestError", parameter: "logger", status: 200, cause: MINE },
    { middleware: [logging({ logger: brokenLogger, level: "info" })], retries: EAGER },
  ],
  [
    "503, and the logger throws",
    reply(503),
    { error: "InvalidRequestError", parameter: "logger", status: 503, cause: MINE },
    { middleware: [logging({ logger: brokenLogger, level: "info" })], retries: EAGER },
  ],
  [
    "reset, and the logger throws",
    reset,
    {
      error: "InvalidRequestError",
      parameter: "logger",
      message: expect.stringMatching(/-> ConnectionError/),
      cause: MINE,
    },
    { middleware: [logging({ logger: brokenLogger, level: "info" })], retries: EAGER },
  ],
  [
    "503, and `onRetry` throws",
    reply(503, { error: { message: "busy" } }),
    {
      error: "ServerResponseError",
      status: 503,
      data: { error: { message: "busy" } },
      cause: MINE,
    },
    { onRetry: fail, retries: EAGER },
  ],
  [
    "503, and `onRetry` rejects",
    reply(503),
    { error: "ServerResponseError", status: 503, cause: MINE },
    { onRetry: async () => fail(), retries: EAGER },
  ],
  // What fetch does not take
  [
    "an option that is none",
    reply(200, VALUE),
    { error: "InvalidRequestError", parameter: "request", requests: 0 },
    { fetchOptions: { mode: "odd" }, retries: EAGER },
  ],
  [
    "an option that is none, with middleware",
    reply(200, VALUE),
    { error: "InvalidRequestError", parameter: "request", requests: 0 },
    { fetchOptions: { mode: "odd" }, middleware: [passing], retries: EAGER },
  ],
  ...["timeoutMs", "deadlineMs", "idleTimeoutMs"].flatMap((parameter) =>
    [NaN, -1].map((limit): Row => [
      `${parameter} of ${limit}`,
      reply(200, VALUE),
      { error: "InvalidRequestError", parameter, attempts: [], requests: 0 },
      { [parameter]: limit },
    ]),
  ),
  // No response
  ["reset before the headers", reset, { error: "ConnectionError", status: undefined }],
  [
    "reset before the headers, by the SDK's own policy: a POST is not repeated",
    reset,
    { error: "ConnectionError", status: undefined },
    { retries: RETRY },
  ],
  [
    "an answer that is not HTTP",
    raw("SSH-2.0-OpenSSH_9\r\n"),
    { error: "ConnectionError", status: undefined },
  ],
  [
    "no answer",
    stall,
    { error: "TimeoutError", phase: "headers", limit: "attempt" },
    () => ({ ...waitIn("headers", 100), timeoutMs: 100 }),
  ],
  [
    "headers that stop in the middle",
    stallInHead,
    { error: "TimeoutError", phase: "headers", status: undefined },
    () => ({ ...waitIn("headers", 100), timeoutMs: 100 }),
  ],
  [
    "headers, and no body",
    stallAfterHead,
    { error: "TimeoutError", phase: "body", limit: "attempt", status: 200 },
    () => ({ ...waitIn("body", 100), timeoutMs: 100 }),
  ],
  [
    "headers, then the body stalls",
    stallInBody(),
    { error: "TimeoutError", phase: "body", limit: "attempt", status: 200, requestId: "req-1" },
    () => ({ ...waitIn("body", 100), timeoutMs: 100 }),
  ],
  [
    "an error whose body stalls",
    stallInBody(503),
    { error: "TimeoutError", phase: "body", limit: "deadline", status: 503 },
    () => ({ ...waitIn("body", 100), deadlineMs: 100 }),
  ],
  [
    "a body that drips too slowly",
    drip('{"a":1}'.padEnd(100), 20),
    { error: "TimeoutError", phase: "body", limit: "attempt", limitMs: 100 },
    () => ({ ...waitIn("body", 100), timeoutMs: 100 }),
  ],
  // No longer wanted
  [
    "no answer, and the caller aborts",
    stall,
    { error: "AbortedError", phase: "headers", status: undefined, cause: MINE },
    () => abortIn("headers"),
  ],
  [
    "the body stalls, and the caller aborts",
    stallInBody(),
    { error: "AbortedError", phase: "body", status: 200, requestId: "req-1", cause: MINE },
    () => abortIn("body"),
  ],
  [
    "503 with a long wait, and the caller aborts",
    reply(503),
    { error: "AbortedError", phase: "backoff", cause: MINE },
    () => ({
      ...abortIn("backoff"),
      retries: { ...RETRY, backoff: { initialInterval: 30_000, maxInterval: 30_000 } },
    }),
  ],
];

const FORMS: [
  form: string,
  call: (client: Rank, options: CallOptions) => Call<RankResponse, RankError>,
][] = [
  ["class", (client, options) => client.rank({ query: "q" }, options)],
  ["function", (client, options) => rank(client, { query: "q" }, options)],
];

startClockAfterEach();

let server: FaultServer;
let elsewhere: FaultServer;
beforeAll(async () => {
  server = await startFaultServer();
  elsewhere = await startFaultServer(reply(200, { model: "elsewhere" }));
});
afterAll(() => Promise.all([server.close(), elsewhere.close()]));

describe.each(FORMS)("fault matrix (%s)", (_form, call) => {
  const client = () => new Rank({ apiKey: "k", baseURL: `${server.url}/v1`, retries: ONCE });

  it.each(MATRIX)("%s", async (_name, faults, { requests = 1, ...want }, options = {}) => {
    server.play(...[faults].flat());
    const result = await call(
      client(),
      typeof options === "function" ? options() : options,
    ).result();
    expect(server.requests).toHaveLength(requests);
    if ("value" in want) {
      expect(result).toEqual({ ok: true, data: want.value });
      return;
    }
    if (result.ok) throw new Error(`resolved with ${JSON.stringify(result.data)}`);
    const { error: name, ...properties } = want;
    expect({ ...pick(result.error, Object.keys(properties)), name: result.error.name }).toEqual({
      name,
      ...properties,
    });
    expect(isRankError(result.error)).toBe(true);
    expect(result.error.message).not.toMatch(/[\n\r]/);
    expect(result.error.message.length).toBeLessThanOrEqual(500);
  });

  it("connection refused", async () => {
    const error = await call(client(), { baseURL: await refusingUrl() }).catch(
      (reason: unknown) => reason,
    );
    expect(error).toMatchObject({
      name: "ConnectionError",
      message: expect.stringContaining("ECONNREFUSED") as unknown,
    });
  });

  it("a port that fetch refuses is not tried again", async () => {
    const error = await call(client(), { baseURL: "http://127.0.0.1:1", retries: EAGER }).catch(
      (reason: unknown) => reason,
    );
    expect(error).toMatchObject({
      name: "ConnectionError",
      message: "rank: no response (bad port)",
      attempts: [{ status: undefined }],
    });
  });

  it("nor is a server whose certificate nobody trusts", async () => {
    const secure = createServer(SELF_SIGNED).listen(0, "127.0.0.1");
    await once(secure, "listening");
    const baseURL = `https://127.0.0.1:${(secure.address() as AddressInfo).port}`;
    let connections = 0;
    secure.on("connection", () => connections++);
    const error = await call(client(), { baseURL, retries: EAGER }).catch(
      (reason: unknown) => reason,
    );
    secure.close();
    expect(error).toMatchObject({ name: "ConnectionError", attempts: [{ status: undefined }] });
    expect(connections).toBe(1);
  });

  it("nor is an address that speaks no TLS", async () => {
    const baseURL = server.url.replace("http:", "https:");
    const error = await call(client(), { baseURL, retries: EAGER }).catch(
      (reason: unknown) => reason,
    );
    expect(error).toMatchObject({ name: "ConnectionError", attempts: [{ status: undefined }] });
  });

  it("unknown host", async () => {
    const error = await call(client(), { baseURL: "http://no-such-host.invalid" }).catch(
      (reason: unknown) => reason,
    );
    expect(error).toMatchObject({ name: "ConnectionError", attempts: [{ status: undefined }] });
  });
});

describe("a server that takes connections and nothing else", () => {
  it.each<[stalls: string, scheme: string, query: string]>([
    ["in TLS", "https", "q"],
    ["in the upload", "http", "q".repeat(2 ** 24)],
  ])("stalls %s: a timeout in phase headers", async (_stalls, scheme, query) => {
    const silent = await startSilentServer();
    const client = new Rank({ apiKey: "k", baseURL: `${scheme}://${silent.address}` });
    const result = await client.rank({ query }, { timeoutMs: 200 }).result();
    silent.close();
    expect(result).toMatchObject({
      error: { name: "TimeoutError", phase: "headers", limit: "attempt" },
    });
  });
});

describe("what a fault costs", () => {
  it("reads a few kB of an error page of any size", async () => {
    let sent = 0;
    const server = await startFaultServer(flood(500, (bytes) => (sent = bytes)));
    const client = new Rank({ apiKey: "k", baseURL: server.url, retries: ONCE });
    const result = await client.rank({ query: "q" }).result();
    await expect.poll(() => sent).toBeGreaterThan(0);
    expect(
      !result.ok && result.error.name === "ServerResponseError" && result.error.body?.length,
    ).toBe(32_768);
    expect(sent).toBeLessThan(8 * 1024 * 1024); // what the sockets' buffers took before we hung up
    await server.close();
  });
});

function pick(error: object, keys: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(keys.map((key) => [key, (error as Record<string, unknown>)[key]]));
}
