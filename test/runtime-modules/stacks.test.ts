/** The stack of every class of error has the frame of the caller's own `await`, whatever made the error, also behind middleware. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  Client,
  type ClientOptions,
  type Secret,
} from "../../templates/package/src/core/client.js";
import type { SdkError } from "../../templates/package/src/core/errors.js";
import { logging } from "../../templates/package/src/core/logging.js";
import { type RequestOptions, requestWith } from "../../templates/package/src/core/request.js";
import { limitResponseSize } from "../../templates/package/src/core/response-size.js";
import { resume } from "../../templates/package/src/core/resume.js";
import { validateResponses } from "../../templates/package/src/core/validation.js";

import { oauth2 } from "../../templates/package/src/internal/auth/oauth2.js";
import { asBinary, asEvents, asJsonLines, asText } from "../../templates/package/src/responses.js";
import {
  type Fault,
  type FaultServer,
  flood,
  redirect,
  reply,
  reset,
  resetInBody,
  stallInBody,
  startFaultServer,
} from "../support/fault-server.js";
import { expectOwnFrame, keepTenFrames, THREE_DEEP } from "../support/own-frame.js";

let server: FaultServer;
beforeAll(async () => {
  server = await startFaultServer();
});
afterAll(() => server.close());
keepTenFrames();

interface Options extends ClientOptions {
  token?: Secret | undefined;
  clientId?: string;
  clientSecret?: string;
}

/** A token that is given, or fetched from the server of the API. */
const oauth = oauth2({
  token: { option: "token", env: "STACKS_TOKEN" },
  clientId: { option: "clientId", env: "STACKS_CLIENT_ID" },
  clientSecret: { option: "clientSecret", env: "STACKS_CLIENT_SECRET" },
  tokenUrl: { option: "tokenUrl", env: "STACKS_TOKEN_URL", url: "token" },
});

/** Any call. */
function send<T>(
  options: RequestOptions<T>,
  client: Options = { token: "token" },
  method = "GET",
): Promise<T> {
  const definition = {
    name: "stacks-sdk",
    version: "1.0.0",
    envPrefix: "STACKS",
    servers: [`${server.url}/`],
    security: { oauth },
    globals: {},
  };
  const made = new Client(definition, { retries: { strategy: "none" }, ...client });
  const defaults = { errors: {}, security: [["oauth"]] };
  return requestWith(made, defaults, method, "/things", options);
}

/** Reads what a call brings, item by item. */
async function drain(items: Promise<AsyncIterable<unknown>>): Promise<void> {
  for await (const item of await items) expect(item).toBeDefined();
}

const fail = (): never => {
  throw new Error("mine");
};
async function* failing(): AsyncGenerator<string> {
  yield "a";
  fail();
}
const issues = [{ message: "is another", path: ["a"] }];
const schema = { "~standard": { validate: () => ({ issues }) } };
const validate = validateResponses(
  { "GET /things": { responses: { 200: schema }, item: schema } },
  { mode: "error" },
);
const small = [limitResponseSize({ bytes: 4 })];
const fast = { backoff: { initialInterval: 1 } };
const grant = { clientId: "id", clientSecret: "secret" };
const issued = (value: string) => reply(200, { access_token: value, token_type: "bearer" });
const json = { "Content-Type": "application/json" };
const cutDownload: Fault = (response, socket) => {
  response.writeHead(200, { "Content-Type": "application/octet-stream" });
  response.write("ab", () => setTimeout(() => socket.resetAndDestroy(), 20));
};
const events = (text: string): Fault => reply(200, text, { "Content-Type": "text/event-stream" });
const openEvents: Fault = (response) => {
  response.writeHead(200, { "Content-Type": "text/event-stream" }).write("data: 1\n\n");
};

type Row = readonly [
  className: string,
  by: string,
  /** Is given options to add to those of the call. */
  wait: (options: RequestOptions<never>) => Promise<unknown>,
  ...faults: Fault[],
];

/** Not all that fails is awaited in the call itself: what it brings may fail later. */
const rows: readonly Row[] = [
  ["ApiError", "a status", (more) => send(more), reply(404)],
  [
    "ApiError",
    "a hook that throws",
    (more) => send({ ...more, retries: { strategy: "backoff" }, onRetry: fail }),
    reply(503),
  ],
  ["ConnectionError", "a reset", (more) => send(more), reset],
  ["ConnectionError", "half a body", (more) => send(more), resetInBody()],
  ["TimeoutError", "a silent body", (more) => send({ ...more, timeoutMs: 300 }), stallInBody()],
  [
    "AbortedError",
    "a signal",
    (more) => send({ ...more, signal: AbortSignal.timeout(300) }),
    stallInBody(),
  ],
  [
    "RedirectError",
    "another origin",
    (more) => send({ ...more, body: {} }, undefined, "POST"),
    redirect("http://host.invalid/", 307),
  ],
  [
    "RedirectError",
    "a body that is gone",
    (more) => send({ ...more, body: new Blob(["a"]).stream() }, undefined, "POST"),
    redirect("again", 307),
  ],
  [
    "ResponseParseError",
    "no text",
    (more) => send({ ...more, response: asText() }),
    reply(200, "", { "Content-Type": "image/png" }),
  ],
  [
    "ResponseParseError",
    "no download",
    (more) => send({ ...more, response: asBinary() }),
    reply(200, {}),
  ],
  [
    "ResponseParseError",
    "no stream",
    (more) => send({ ...more, response: asEvents() }),
    reply(200, {}),
  ],
  [
    "ResponseTooLargeError",
    "the size that is announced",
    (more) => send({ ...more, middleware: [...(more.middleware ?? []), ...small] }),
    reply(200, "[1234567]", { ...json, "Content-Length": "9" }),
  ],
  [
    "ResponseTooLargeError",
    "the size",
    (more) =>
      send({
        ...more,
        response: asText("text/html"),
        middleware: [...(more.middleware ?? []), ...small],
      }),
    flood(200),
  ],
  ["ResponseValidationError", "a body", (more) => send({ ...more, validate }), reply(200, {})],
  ["InvalidRequestError", "a header", (more) => send({ ...more, headers: { "x-a": "a\nb" } })],
  ["InvalidRequestError", "a policy", (more) => send({ ...more, retries: { maxRetries: -1 } })],
  ["InvalidRequestError", "a supplier", (more) => send(more, { token: fail })],
  ["InvalidRequestError", "no credentials", (more) => send(more, {})],
  [
    "InvalidRequestError",
    "a middleware",
    (more) => send({ ...more, middleware: [...(more.middleware ?? []), fail] }),
  ],
  [
    "InvalidRequestError",
    "a logger",
    (more) =>
      send({
        ...more,
        middleware: [...(more.middleware ?? []), logging({ logger: { ...console, info: fail } })],
      }),
    reply(200, {}),
  ],
  [
    "InvalidRequestError",
    "a source",
    (more) => send({ ...more, body: failing() }, undefined, "POST"),
    reply(200, {}),
  ],
  ["InvalidRequestError", "a token endpoint's 400", (more) => send(more, grant), reply(400)],
  ["ConnectionError", "a token endpoint's 500", (more) => send(more, grant), reply(500)],
  ["ConnectionError", "a token endpoint's reset", (more) => send(more, grant), reset],
  [
    "ApiError",
    "a status, with a token that was fetched",
    (more) => send({ ...more, retries: { strategy: "backoff", ...fast } }, grant),
    issued("1"),
    reply(404),
  ],
  [
    "ApiError",
    "a status, with a token that was refreshed",
    (more) => send(more, grant),
    issued("1"),
    reply(401),
    issued("2"),
    reply(403),
  ],
  [
    "ApiError",
    "a refresh that fails",
    (more) => send(more, grant),
    issued("1"),
    reply(401),
    reply(500),
  ],
  [
    "StreamEventError",
    "an event",
    (more) => drain(send({ ...more, response: asEvents() })),
    events("event: error\ndata: no\n\n"),
  ],
  [
    "StreamInterruptedError",
    "a cut line",
    (more) => drain(send({ ...more, response: asJsonLines() })),
    reply(200, '{"a', { "Content-Type": "application/jsonl" }),
  ],
  [
    "StreamInterruptedError",
    "resume()",
    (more) => drain(Promise.resolve(resume(() => send({ ...more, response: asEvents() })))),
    events("data: 1"),
  ],
  [
    "ResponseParseError",
    "a long item",
    (more) => drain(send({ ...more, response: asEvents(), maxItemLength: 1 })),
    events("data: 123\n\n"),
  ],
  [
    "ResponseValidationError",
    "an item",
    (more) => drain(send({ ...more, response: asEvents(), validate })),
    events("data: {}\n\n"),
  ],
  [
    "TimeoutError",
    "a silent stream",
    (more) => drain(send({ ...more, response: asEvents(), idleTimeoutMs: 100 })),
    openEvents,
  ],
  [
    "ConnectionError",
    "a cut download, read piece by piece",
    (more) => drain(send({ ...more, response: asBinary() })),
    cutDownload,
  ],
];

describe.each<readonly [string, RequestOptions<never>]>([
  ["by a call", {}],
  ["by a call through middleware three deep", { middleware: THREE_DEEP }],
])("%s", (_name, more) => {
  it.each(rows.map(([className, by, wait, ...faults]) => ({ className, by, wait, faults })))(
    "$className: $by",
    async ({ className, wait, faults }) => {
      server.play(...faults);
      async function ownFrame() {
        await wait(more);
      }
      const error = await ownFrame().catch((reason: unknown) => reason);
      expect((error as SdkError).name).toBe(className);
      expectOwnFrame(error);
    },
  );
});
