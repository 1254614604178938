/**
 * The server that the cases call: what it does wrong is told by the address, so that a case in any process, page or worker chooses its
 * own faults. `/<faults>/<id>/...`, faults joined by `+`: the n-th request for that id gets the n-th, the last one repeats.
 * `/seen/<id>` answers what arrived for that id, `/hung-up/<id>` whether the client closed the connection before the answer's end.
 */
import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout } from "node:timers/promises";
import {
  type Fault,
  type FaultServer,
  flood,
  raw,
  type ReceivedRequest,
  redirect,
  refusingUrl,
  reply,
  reset,
  resetInBody,
  stall,
  stallInBody,
  startFaultServer,
} from "../support/fault-server.js";

export interface Addresses {
  readonly server: string;
  /** Nobody listens there. */
  readonly refusing: string;
}

export interface RuntimesServer extends Addresses {
  close(): Promise<void>;
}

const ranked = { id: "rank-1", model: "m", results: [{ index: 0, relevance_score: 0.5 }] };
const html = { "Content-Type": "text/html" };
const json = { "Content-Type": "application/json" };
/** The part of a body that arrives is HTML or JSON as a real server would label it; only what a browser needs is added. */
const cors = {
  "Access-Control-Allow-Origin": "*",
  "Access-Control-Allow-Methods": "*",
  "Access-Control-Allow-Headers":
    "authorization, content-type, http-referer, x-openrouter-title, x-openrouter-categories, x-added",
  "Access-Control-Expose-Headers": "*",
};

const events = { "Content-Type": "text/event-stream" };
const event = 'id: 1\ndata: {"n":1}\n\n';

const faults: Readonly<Record<string, Fault>> = {
  ok: reply(200, ranked, { "X-Request-Id": "req-1" }),
  stall,
  "stall-in-body": stallInBody(),
  reset,
  "reset-in-body": resetInBody(),
  "broken-json": reply(200, '{"model": ', json),
  html: reply(200, "<!doctype html><title>Sign in to the network</title>", html),
  empty: reply(200, "", json),
  flood: flood(500),
  events: (response) => {
    const text = 'id: 1\r\ndata: {"n":1}\r\n\r\ndata: {"n":"日本 👩‍👩‍👧"}\r\n\r\ndata: [DONE]\r\n\r\n';
    pieces(response, events, [...Buffer.from(text)]);
  },
  "events-open": (response) => void response.writeHead(200, events).write(event),
  "events-unmarked": reply(200, event, events),
  "events-cut": (response, socket) => {
    response.writeHead(200, events).write(event);
    void setTimeout(50).then(() => socket.resetAndDestroy());
  },
  books: reply(200, { items: [{ id: "b", title: "B" }], next_cursor: "c" }),
  "cut-download": (response, socket) => {
    response.writeHead(200, { "Content-Type": "image/png" }).write("ab");
    void setTimeout(50).then(() => socket.resetAndDestroy());
  },
  lines: reply(200, '{"n":1}\n{"n":2}', { "Content-Type": "application/jsonl" }),
  "moved-302": redirect("rerank", 302),
  "moved-307": redirect("rerank", 307),
  "429-for-a-second": reply(429, failure(429), { "Retry-After": "1" }),
};

export async function startRuntimesServer(): Promise<RuntimesServer> {
  const servers: FaultServer[] = [];
  const hungUp = new Set<string>();
  const answer: Fault = (response, socket, request) => {
    for (const [name, value] of Object.entries(cors)) response.setHeader(name, value);
    const all = servers.flatMap(({ requests }) => requests);
    const [, names = "", id = ""] = (request.url ?? "").split("/");
    const seen = all.filter(
      ({ url }) => url.split("/")[2] === id && !/^\/(seen|hung-up)\//.test(url),
    );
    const tell = (is: boolean) => reply(200, is)(response, socket, request);
    if (request.method === "OPTIONS") return void response.writeHead(204).end();
    // An upload of megabytes is no text that a case would look at.
    const shown = seen.map((each) => ({ ...each, bytes: undefined }));
    if (names === "seen") return reply(200, shown)(response, socket, request);
    if (names === "hung-up") return void whether(() => hungUp.has(id)).then(tell);
    response.on("close", () => {
      if (!response.writableFinished) hungUp.add(id);
    });
    const script = names.split("+");
    const count = seen.filter(({ method }) => method !== "OPTIONS").length;
    const name = script[Math.min(count, script.length) - 1] ?? "";
    fault(name, id, seen)(response, socket, request);
  };
  const fault = (name: string, id: string, seen: readonly ReceivedRequest[]): Fault => {
    if (name === "elsewhere") return redirect(`${servers[1]?.url}/ok/${id}/rerank`, 307);
    if (name === "echo") return echo(seen.at(-1));
    if (name === "upload") return reply(200, { ticket: hashOf(seen.at(-1)) });
    return faults[name] ?? (/^\d{3}$/.test(name) ? reply(+name, failure(+name)) : raw("unknown"));
  };
  servers.push(await startFaultServer(answer), await startFaultServer(answer));
  return {
    server: servers[0]?.url ?? "",
    refusing: await refusingUrl(),
    close: async () => void (await Promise.all(servers.map((each) => each.close()))),
  };
}

/** Asks until it is so, for at most two seconds. */
async function whether(isSo: () => boolean): Promise<boolean> {
  for (let tries = 0; tries < 200 && !isSo(); tries++) await setTimeout(10);
  return isSo();
}

/** Answers with the query as the text of the first document, written in two pieces that split a character. */
function echo(received: ReceivedRequest | undefined): Fault {
  return (response: ServerResponse, _socket, _request: IncomingMessage) => {
    const { query } = JSON.parse(received?.body ?? "{}") as { query?: string };
    const body = Buffer.from(JSON.stringify({ ...ranked, model: query }));
    const middle = body.findIndex((byte) => byte > 0x7f) + 1;
    response.writeHead(200, json);
    response.write(body.subarray(0, middle), () => {
      void setTimeout(5).then(() => response.end(body.subarray(middle)));
    });
  };
}

/** Of the content that arrived: of a form the first file, or else the whole body. */
function hashOf(received: ReceivedRequest | undefined): string {
  const { headers = {}, bytes = Buffer.of() } = received ?? {};
  const boundary = /boundary="?([^";]+)/.exec(headers["content-type"] ?? "")?.[1];
  const start = boundary === undefined ? 0 : bytes.indexOf("\r\n\r\n") + 4;
  const end = boundary === undefined ? undefined : bytes.indexOf(`\r\n--${boundary}`, start);
  return createHash("sha256").update(bytes.subarray(start, end)).digest("hex");
}

/** Sends a byte at a time, as far as the runtimes take it so. */
function pieces(response: ServerResponse, headers: Record<string, string>, bytes: number[]): void {
  response.writeHead(200, headers);
  const next = () => {
    if (bytes.length === 0) response.end();
    else response.write(Buffer.from(bytes.splice(0, 1)), () => setImmediate(next));
  };
  next();
}

function failure(code: number): object {
  return { error: { code, message: `told to answer ${code}` } };
}
