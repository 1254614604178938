/**
 * The server of the load suite, a process of its own, so that its memory is not the client's. It misbehaves as the address tells:
 * `/<faults>/<id>/...`, faults joined by `+`; the n-th request of an id gets the n-th. `/log` answers what each id got, and forgets it.
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import {
  drip,
  type Fault,
  flood,
  raw,
  redirect,
  reply,
  reset,
  resetAfterHead,
  resetInBody,
  stall,
  stallAfterHead,
  stallInBody,
  stallInHead,
  truncate,
  truncateChunks,
} from "../support/fault-server.js";

const json = { "Content-Type": "application/json" };
const events = { "Content-Type": "text/event-stream" };
const event = (n: number) => `id: ${n}\ndata: {"n":${n}}\n\n`;
const PAGES = 4;

const faults: Readonly<Record<string, Fault>> = {
  // Each book's answer is its own: an answer that reached another call would be seen.
  ok: (response, socket, request) =>
    reply(200, book(lastPart(request.url)))(response, socket, request),
  drip: (response, socket, request) =>
    drip(JSON.stringify(book(lastPart(request.url))), 5)(response, socket, request),
  "drip-too-slowly": drip(" ".repeat(1000), 100),
  "429-soon": reply(429, {}, { "Retry-After": "0" }),
  html: reply(200, "<!doctype html><title>Sign in</title>", { "Content-Type": "text/html" }),
  empty: reply(200, "", json),
  "broken-json": reply(200, '{"id": ', json),
  "not-gzip": reply(200, '{"id":1}', { ...json, "Content-Encoding": "gzip" }),
  "length-too-short": raw(
    'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 5\r\n\r\n{"a":1}',
  ),
  "not-http": raw("SSH-2.0-OpenSSH_9\r\n"),
  "flood-503": flood(503),
  moved: redirect("../../../ok/moved/books/moved", 307),
  circle: redirect("?again", 307),
  stall,
  "stall-in-head": stallInHead,
  "stall-after-head": stallAfterHead,
  "stall-in-body": stallInBody(),
  reset,
  "reset-after-head": resetAfterHead,
  "reset-in-body": resetInBody(),
  truncate: truncate(),
  "truncate-chunks": truncateChunks(),
  events: reply(200, Array.from({ length: 20 }, (_, n) => event(n)).join(""), events),
  "events-without-end": (response) => {
    response.writeHead(200, events).write(event(1) + event(2));
  },
  "events-reset": (response, socket) => {
    response.writeHead(200, events).write(event(1), () => socket.resetAndDestroy());
  },
  page: (response, socket, request) => {
    const at = Number(new URL(request.url ?? "", "http://h").searchParams.get("cursor") ?? 0) + 1;
    const page = { items: [book("a"), book("b")], next_cursor: at < PAGES ? String(at) : null };
    reply(200, page)(response, socket, request);
  },
};

const log = new Map<string, string[]>();
const server = createServer((request, response) => {
  response.on("error", () => {});
  request.on("error", () => {}).resume();
  const [, script = "", id = ""] = (request.url ?? "").split("/");
  if (script === "log") {
    response.end(JSON.stringify([...log]));
    return log.clear();
  }
  const names = script.split("+");
  const done = log.get(id) ?? [];
  const name = names[Math.min(done.length, names.length - 1)] ?? "";
  done.push(name);
  // What is only counted to its end (`-`) need not be remembered.
  if (id.startsWith("-") && done.length >= names.length) log.delete(id);
  else log.set(id, done);
  const fault =
    faults[name] ?? (/^\d{3}$/.test(name) ? reply(+name, { message: name }) : raw("unknown"));
  request.on("end", () => fault(response, request.socket, request));
});
server.listen({ port: 0, host: "127.0.0.1", backlog: 2000 }, () =>
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
);
process.on("disconnect", () => process.exit());

function book(id: string): object {
  return { id, title: "A book", pages: 1 };
}

function lastPart(url = ""): string {
  return url.split(/[/?]/).at(4) ?? "";
}
