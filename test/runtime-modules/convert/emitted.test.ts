/** Dates and 64-bit integers through a compiled package, to a server on this machine and back: ledger.md has the document and the program. */
import { mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Webhook } from "standardwebhooks";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { codeBlocksOf } from "../../e2e/support/code-blocks.js";
import { compiledProgram } from "../../support/compiled-package.js";

type Call = (...args: readonly unknown[]) => Promise<unknown>;

/** What the compiled program exports; its own types are checked where it is compiled. */
interface Program {
  readonly account: object;
  readonly use: Call;
  readonly watch: Call;
  readonly times: Call;
  readonly validate: unknown;
  readonly receive: Call;
  readonly closing: (error: unknown) => unknown;
  readonly read: (text: string) => unknown;
}

const folder = realpathSync(mkdtempSync(join(tmpdir(), "specwright-ledger-")));
let program: Program;
let Ledger: new (options: object) => Readonly<Record<string, Call>>;

beforeAll(async () => {
  const path = join(import.meta.dirname, "ledger.md");
  const [yaml, source] = codeBlocksOf(path, readFileSync(path, "utf8")).map(({ code }) => code);
  const types = { dates: "Date", int64: "bigint" } as const;
  const file = await compiledProgram(folder, yaml ?? "", source ?? "", { types, validation: true });
  program = (await import(file)) as Program;
  const sdk = join(folder, "node_modules", "ledger", "dist", "esm", "index.js");
  ({ Ledger } = (await import(sdk)) as { Ledger: typeof Ledger });
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Seen {
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

let server: Server | undefined;
const seen: Seen[] = [];

interface LedgerOptions {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly validate?: unknown;
}

/** A client of a server that answers with these texts, one after the other, whatever it is asked. */
async function ledger(
  type: string,
  answers: readonly string[],
  { status = 200, headers = {}, validate }: LedgerOptions = {},
) {
  const left = [...answers];
  server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += String(chunk);
    seen.push({ url: request.url ?? "", headers: request.headers, body });
    response.writeHead(status, { "content-type": type, ...headers }).end(left.shift());
  });
  const listening = server;
  await new Promise<void>((resolve) => listening.listen(0, "127.0.0.1", resolve));
  const { port } = listening.address() as AddressInfo;
  const baseURL = `http://127.0.0.1:${port}`;
  return new Ledger({ baseURL, retries: { strategy: "none" }, validate });
}

afterEach(() => {
  seen.length = 0;
  server?.closeAllConnections();
  server?.close();
});

const wire = `{"id":9007199254740993,"opened":"2026-01-31T12:00:00.000Z","birthday":"2000-02-29","closed":null,"balance":18446744073709551615,"entries":[{"kind":"payment","at":"1970-01-01T00:00:00.000Z","cents":-9223372036854775808},{"kind":"note","at":"2026-01-31T12:00:00Z"}],"limits":{"day":1},"parent":{"id":1,"opened":"1970-01-01T00:00:00.001Z","entries":[]},"span":["1970-01-01T00:00:00.002Z",2]}`;
const payment = '{"kind":"payment","at":"1970-01-01T00:00:00Z","cents":9007199254740993}';
const note = '{"kind":"note","at":"1970-01-01T00:00:00Z"}';
const paid = { kind: "payment", at: new Date(0), cents: 9007199254740993n };
const noted = { kind: "note", at: "1970-01-01T00:00:00Z" };

async function all(items: unknown): Promise<unknown[]> {
  const list: unknown[] = [];
  for await (const item of items as AsyncIterable<unknown>) list.push(item);
  return list;
}

describe("JSON", () => {
  test("goes out to the last digit and comes back the same", async () => {
    const client = await ledger("application/json", [wire]);
    const request = { ...program.account, number: 9223372036854775807n };
    expect(await client["putAccount"]?.(request)).toEqual(program.account);
    expect(seen).toMatchObject([{ url: "/accounts/9223372036854775807", body: wire }]);
  });

  test("what does not fit, and what nobody described, is left as it arrived", async () => {
    const odd = {
      id: "9007199254740993",
      opened: "soon",
      closed: 0,
      balance: 1.5,
      entries: [{ kind: "refund", at: "1970-01-01T00:00:00Z" }, null, 7],
      limits: ["1970-01-01T00:00:00Z"],
      span: { 0: "1970-01-01T00:00:00Z" },
      extra: { at: "1970-01-01T00:00:00Z", id: 1 },
    };
    const client = await ledger("application/json", [JSON.stringify(odd)]);
    expect(await client["getAccount"]?.({ number: 1n })).toEqual(odd);
  });

  test("by `readJson`, for what did not come by a call", () => {
    expect(program.read(wire)).toEqual(program.account);
  });
});

test("parameters and headers: ISO texts and digits", async () => {
  const headers = {
    "x-read-at": "1970-01-01T00:00:00Z",
    "x-revision": "9007199254740993",
    "x-earlier": "1970-01-01T00:00:00Z, soon",
    "x-expires": "Thu, 01 Jan 1970 00:00:00 GMT",
    "x-range": '{"from":"1970-01-01T00:00:00Z","id":9007199254740993}',
    "x-number": "9007199254740995",
  };
  const client = await ledger("application/json", [wire], { headers });
  expect(await program.use(client)).toEqual({
    year: 2026,
    day: "2000-02-29",
    revision: 9007199254740993n,
    readAt: new Date(0),
    earlier: [new Date(0), "soon"],
    expires: undefined,
    from: new Date(0),
    id: 9007199254740993n,
    exactly: 9007199254740995n,
  });
  const [request] = seen;
  const { pathname, searchParams } = new URL(request?.url ?? "", "http://localhost");
  const epoch = "1970-01-01T00:00:00.000Z";
  expect(pathname).toBe("/accounts/9007199254740993");
  expect(Object.fromEntries(searchParams)).toEqual({
    since: epoch,
    ids: "1,9007199254740993",
    "range[from]": epoch,
    "range[id]": "3",
    where: `{"from":"${epoch}","id":9007199254740993}`,
  });
  expect(request?.headers["x-before"]).toBe(epoch);
  expect(request?.headers["cookie"]).toBe(`seen=${encodeURIComponent(epoch)}`);
});

describe("forms", () => {
  const request = {
    id: 9007199254740993n,
    at: new Date(0),
    range: { from: new Date(0), id: 9007199254740993n },
  };
  const range = '{"from":"1970-01-01T00:00:00.000Z","id":9007199254740993}';

  test("multipart: texts, and JSON in a part", async () => {
    const client = await ledger("application/json", [], { status: 204 });
    await client["importRange"]?.(request);
    const form = await new Response(seen[0]?.body, {
      headers: { "content-type": seen[0]?.headers["content-type"] ?? "" },
    }).formData();
    expect(Object.fromEntries(form)).toMatchObject({
      id: "9007199254740993",
      at: "1970-01-01T00:00:00.000Z",
      range,
    });
  });

  test("urlencoded: texts, and JSON in a field", async () => {
    const client = await ledger("application/json", [], { status: 204 });
    await client["importRange"]?.({ ...request, contentType: "application/x-www-form-urlencoded" });
    expect(Object.fromEntries(new URLSearchParams(seen[0]?.body))).toEqual({
      id: "9007199254740993",
      at: "1970-01-01T00:00:00.000Z",
      range,
    });
  });
});

test("an invalid date is refused before anything is sent", async () => {
  const client = await ledger("application/json", [wire]);
  const call = client["putAccount"]?.({ ...program.account, number: 1n, opened: new Date("soon") });
  await expect(call).rejects.toMatchObject({ name: "InvalidRequestError", parameter: "body" });
  await expect(
    client["getAccount"]?.({ number: 1n, since: new Date("soon") }),
  ).rejects.toMatchObject({
    name: "InvalidRequestError",
  });
  expect(seen).toEqual([]);
});

test("the data of an error", async () => {
  const body = '{"at":"1970-01-01T00:00:00Z","by":9007199254740993,"message":"It was closed."}';
  const client = await ledger("application/json", [body], { status: 410 });
  const error = await client["getAccount"]?.({ number: 1n }).catch((caught: unknown) => caught);
  expect(error).toMatchObject({ name: "ClosedError", body });
  expect(program.closing(error)).toEqual({ at: new Date(0), by: 9007199254740993n });
});

describe("item by item", () => {
  test("JSON lines, out and in", async () => {
    const client = await ledger("application/jsonl", [`${payment}\n${note}\n`, ""]);
    expect(await all(await client["streamEntries"]?.())).toEqual([paid, noted]);
    await client["sendEntries"]?.({ body: [paid, noted] });
    const sent = payment.replace("00Z", "00.000Z");
    expect(seen[1]?.body).toBe(`${sent}\n${note}\n`);
  });

  test("events that are their data", async () => {
    const client = await ledger("text/event-stream", [`data: ${payment}\n\ndata: ${note}\n\n`]);
    expect(await all(await client["watchEntries"]?.())).toEqual([paid, noted]);
  });

  test("events whose data is a text, and whose id is one", async () => {
    const at = "1970-01-01T00:00:00Z";
    const client = await ledger("text/event-stream", [`event: tick\nid: ${at}\ndata: ${at}\n\n`]);
    expect(await program.times(client)).toEqual([new Date(0), new Date(0)]);
  });

  test("pages, and events whose name says what their data is", async () => {
    const page = `{"data":[${payment}],"next":9007199254740995}`;
    const remark = 'event: remark\ndata: {"at":"1970-01-01T00:00:00Z"}\n\n';
    const client = await ledger("application/json", [page, `{"data":[${note}],"next":null}`]);
    const found = await all(client["listEntries"]?.({ cursor: 1n }));
    expect(found).toEqual([paid, noted]);
    expect(seen.map(({ url }) => url)).toEqual([
      "/entries?cursor=1",
      "/entries?cursor=9007199254740995",
    ]);
    server?.close();
    const events = await ledger("text/event-stream", [
      `event: entry\ndata: ${payment}\n\n${remark}`,
    ]);
    expect(await all(await events["watchAll"]?.())).toMatchObject([
      { event: "entry", data: paid },
      { event: "remark", data: { at: "1970-01-01T00:00:00Z" } },
    ]);
  });
});

test("validation knows what dates and 64-bit integers are", async () => {
  const bad = wire.replace("2026-01-31T12:00:00", "today").replace("18446744073709551615", "0.5");
  expect(bad).not.toBe(wire);
  const client = await ledger("application/json", [wire, bad], { validate: program.validate });
  await expect(client["getAccount"]?.({ number: 1n })).resolves.toMatchObject({
    id: expect.any(BigInt),
  });
  await expect(client["getAccount"]?.({ number: 1n })).rejects.toMatchObject({
    name: "ResponseValidationError",
    issues: [
      { path: "/opened", message: "should be Date, but is string" },
      { path: "/balance", message: "should be bigint, but is number" },
    ],
  });
});

test("webhooks: each payload by its own type", async () => {
  const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  process.env["LEDGER_WEBHOOK_SECRET"] = secret;
  const receive = (body: string) =>
    program.receive(body, {
      "webhook-id": "1",
      "webhook-timestamp": String(Math.floor(Date.now() / 1000)),
      "webhook-signature": new Webhook(secret).sign("1", new Date(), body),
    });
  const at = "1970-01-01T00:00:00Z";
  expect(await receive(`{"type":"account.closed","at":"${at}","id":9007199254740993}`)).toEqual([
    0,
    9007199254740993n,
  ]);
  expect(await receive(`{"type":"account.renamed","at":"${at}"}`)).toBe(at.length);
});
