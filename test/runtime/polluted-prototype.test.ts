/** What somebody puts on `Object.prototype` is no option, no header, no hook, and no part of a request. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { file } from "../../templates/package/src/core/files.js";
import { logging } from "../../templates/package/src/core/logging.js";
import { requestWith } from "../../templates/package/src/core/request.js";
import { limitResponseSize } from "../../templates/package/src/core/response-size.js";
import { resume } from "../../templates/package/src/core/resume.js";
import { validateResponses } from "../../templates/package/src/core/validation.js";
import { verifyWebhook } from "../../templates/package/src/core/webhooks.js";
import {
  type FaultServer,
  type ReceivedRequest,
  reply,
  startFaultServer,
} from "../support/fault-server.js";
import {
  FAST,
  getModel,
  listModels,
  pay,
  Rank,
  rank,
  type RankOptions,
  type SdkError,
} from "../support/rank-sdk.js";

let server: FaultServer;
beforeAll(async () => {
  server = await startFaultServer();
});
afterAll(() => server.close());

const thrown = () => {
  throw new Error("polluted");
};
const polluted: Readonly<Record<string, unknown>> = {
  // Options
  fetch: thrown,
  headers: { "x-polluted": "1" },
  middleware: [thrown],
  baseURL: "http://127.0.0.1:9/polluted",
  timeoutMs: 0,
  deadlineMs: 0,
  idleTimeoutMs: 0,
  retries: { strategy: "none" },
  signal: AbortSignal.abort("polluted"),
  onRetry: thrown,
  validate: thrown,
  fetchOptions: { method: "TRACE" },
  idempotencyKey: "polluted",
  apiKey: "polluted",
  appTitle: "polluted",
  logger: { warn: thrown },
  // Parts of a retry policy
  strategy: "none",
  backoff: { initialInterval: 1e9 },
  maxRetries: 0,
  statusCodes: [],
  retryConnectionErrors: true,
  // Parts of an operation, of a client's definition and of a scheme
  body: thrown,
  method: "TRACE",
  parameters: { header: ["x-polluted"] },
  place: thrown,
  layer: thrown,
  security: [["polluted"]],
  servers: ["http://127.0.0.1:9/polluted"],
  chooseServer: thrown,
  idempotencyHeader: "x-polluted",
  newIdempotencyKey: () => "polluted",
  sensitive: ["content-type"],
  serialize: () => "polluted",
  property: "polluted",
  query: { polluted: "1" },
  cookies: { polluted: "1" },
  once: true,
  contentType: "text/polluted",
  parse: () => "polluted",
  lifetime: {},
  // Parts of what `fetch` is given
  redirect: "error",
  credentials: "polluted",
  keepalive: true,
  integrity: "sha256-polluted",
};

afterEach(() => {
  for (const name of Object.keys(polluted)) Reflect.deleteProperty(Object.prototype, name);
});

const everyObject = Object.getPrototypeOf({}) as object;

/** As an attacker would, by a merge that takes `__proto__` for a name. */
function pollute(name: string, value: unknown): void {
  Object.defineProperty(everyObject, name, { value, configurable: true, writable: true });
}

/** What is sent, and what comes of it: a call with each kind of parameter, repeats, a generated key, pages, no options and some. */
async function transcript(): Promise<{ seen: ReceivedRequest[]; got: unknown[] }> {
  const page = (next?: string) => reply(200, { models: ["m"], ...(next && { next }) });
  server.play(
    reply(503),
    reply(200, { model: "a" }),
    reply(200, { model: "b" }),
    reply(200, { model: "c" }),
    page("next"),
    page(),
    reply(400, { error: { message: "no" } }),
  );
  const options: RankOptions = { apiKey: "key", baseURL: server.url };
  const client = new Rank({ ...options, retries: FAST });
  const got: unknown[] = [
    await client.rank({ query: "q" }),
    await getModel(client, { id: "a", theme: "dark" }, {}),
    await pay(client, { query: "q" }, { idempotencyKey: "k", headers: { "x-own": "1" } }),
  ];
  for await (const item of listModels(client)) got.push(item);
  const failed = await rank(new Rank(options), { query: "q" }, {}).result();
  got.push(failed.ok ? failed : [failed.error.name, failed.error.message, failed.error.body]);
  const { url } = server;
  return {
    seen: server.requests.map((request) => ({
      ...request,
      headers: { ...request.headers, host: "" },
      url: request.url.replace(url, ""),
    })),
    got,
  };
}

/** Node's own fetch takes these from there, whoever calls it. */
const PLATFORM = ["body", "integrity", "query", "signal"];

describe("nothing changes where Object.prototype has", () => {
  it.each(Object.entries(polluted).filter(([name]) => !PLATFORM.includes(name)))(
    "%s",
    async (name, value) => {
      const before = await transcript();
      pollute(name, value);
      const after = await transcript().finally(() =>
        Reflect.deleteProperty(Object.prototype, name),
      );
      expect(after).toEqual(before);
      expect(before.seen).toHaveLength(7);
    },
  );
});

/** What `fetch` is called with. */
async function handedToFetch(): Promise<unknown[]> {
  const handed: unknown[] = [];
  const fetch: RankOptions["fetch"] = async (input, init) => {
    const { signal, headers, ...rest } = init ?? {};
    handed.push({
      input,
      ...rest,
      headers: [...new Headers(headers)],
      aborted: signal?.aborted,
      inherits: "toString" in (init ?? {}),
    });
    throw new TypeError("no network here");
  };
  const client = new Rank({ apiKey: "key", fetch, retries: FAST });
  await client.rank({ query: "q" }).result();
  await getModel(client, { id: "a", theme: "dark" }).result();
  await listModels(client, { signal: new AbortController().signal }).result();
  return handed;
}

describe("fetch is handed the same where Object.prototype has", () => {
  it.each(Object.entries(polluted))("%s", async (name, value) => {
    const before = await handedToFetch();
    pollute(name, value);
    const after = await handedToFetch().finally(() =>
      Reflect.deleteProperty(Object.prototype, name),
    );
    expect(after).toEqual(before);
    expect(before.length).toBeGreaterThan(2);
    expect(before[0]).toMatchObject({ method: "POST", body: '{"query":"q"}', inherits: false });
  });
});

/** What functions beside the calls make of no options: a log, a check, a verified webhook, a named file. */
async function besides(): Promise<unknown[]> {
  const lines: unknown[] = [];
  const line = (...texts: unknown[]) => void lines.push(JSON.stringify(texts));
  const logger = { debug: line, info: line, warn: line, error: line };
  const schema = {
    "~standard": { validate: () => ({ issues: [{ message: "is another", path: [] }] }) },
  };
  const validate = validateResponses({ rank: { responses: { 200: schema } } }, { logger });
  server.play(reply(200, { model: "a" }));
  const middleware = [logging({ logger })];
  const client = new Rank({ apiKey: "key", baseURL: server.url, middleware, validate });
  await client.rank({ query: "q" });
  const spec = { package: "rank-sdk", env: "POLLUTED_NOT_SET" };
  const old = { "webhook-id": "1", "webhook-timestamp": "1", "webhook-signature": "v1,AA==" };
  for (const options of [{}, { secret: `whsec_${btoa("s".repeat(32))}` }])
    line(await verifyWebhook(spec, "{}", old, options).catch((error: SdkError) => error.message));
  let opened = 0;
  const open = async (): Promise<never> => {
    opened++;
    throw new Error("no stream");
  };
  line(await resume(open).next().catch(String), opened);
  await requestWith(client, { errors: {} }, "GET", "/plain", {}).result();
  line(server.requests.map(({ method, url, body }) => [method, url, body]));
  return lines.map((text) =>
    String(text)
      .replace(/ in \d+ ms/, "")
      .replaceAll(server.url, ""),
  );
}

describe("functions beside the calls do the same where Object.prototype has", () => {
  it.each([
    ["level", "off"],
    ["bodies", true],
    ["logger", { warn: thrown, info: thrown }],
    ["schemas", {}],
    ["secret", `whsec_${btoa("polluted".repeat(4))}`],
    ["toleranceMs", Infinity],
    ["maxReconnects", NaN],
    ["retryMs", NaN],
    ["path", { polluted: "1" }],
    ["response", { accept: "text/polluted", parse: () => "polluted" }],
  ])("%s", async (name, value) => {
    const before = await besides();
    pollute(name, value);
    const after = await besides().finally(() => Reflect.deleteProperty(Object.prototype, name));
    expect(after).toEqual(before);
    expect(before.length).toBeGreaterThan(6);
  });

  it("type: file() names a content", () => {
    pollute("type", "text/polluted");
    const named = file("a", "b");
    Reflect.deleteProperty(Object.prototype, "type");
    expect(named.type).toBeUndefined();
  });

  it("bytes: limitResponseSize has a limit of its own, or none", () => {
    pollute("bytes", 1e9);
    const made = () => limitResponseSize({} as { bytes: number });
    try {
      expect(made).toThrow("`bytes`");
    } finally {
      Reflect.deleteProperty(Object.prototype, "bytes");
    }
  });
});
