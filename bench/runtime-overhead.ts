/**
 * CPU time that a client adds to a call over raw fetch: the same request to a server in another process, sequential calls, blocks of
 * the three clients interleaved in one process. Microseconds of this process (user and system), median over the rounds.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { pathToFileURL } from "node:url";
import createClient from "openapi-fetch";
import type * as Client from "../generated/openrouter-rerank/src/client.js";
import type * as Operation from "../generated/openrouter-rerank/src/operations/rerank.js";
import { buildPackage, median, table } from "./support/measure.js";

const ROUNDS = Number(process.env["ROUNDS"] ?? 25);
const CALLS = 200;
const LIMIT = 1.3;

const REQUEST = {
  model: "cohere/rerank-v3.5",
  query: "What is the capital of France?",
  documents: ["Paris is the capital.", "Berlin is not."],
  top_n: 2,
};
const RESPONSE = {
  id: "gen-rerank-1",
  model: "m",
  results: [{ index: 0, relevance_score: 0.9, document: { text: "Paris is the capital." } }],
};
const SERVER = `
  const body = ${JSON.stringify(JSON.stringify(RESPONSE))};
  const server = require("node:http").createServer((request, response) => {
    request.resume().on("end", () => response.writeHead(200, { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(body) }).end(body));
  });
  server.keepAliveTimeout = 60_000;
  server.listen(0, "127.0.0.1", () => console.log(server.address().port));`;

async function startServer(): Promise<{ server: ChildProcess; url: string }> {
  const server = spawn(process.execPath, ["-e", SERVER], { stdio: ["ignore", "pipe", "inherit"] });
  const [port] = (await once(server.stdout, "data")) as [Buffer];
  return { server, url: `http://127.0.0.1:${String(port).trim()}` };
}

async function cpuPerCall(call: () => Promise<unknown>): Promise<number> {
  const start = process.cpuUsage();
  for (let done = 0; done < CALLS; done++) await call();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / CALLS;
}

const dist = `${buildPackage()}/dist/esm`;
const { OpenRouterCore } = (await import(pathToFileURL(`${dist}/client.js`).href)) as typeof Client;
const { rerank } = (await import(
  pathToFileURL(`${dist}/operations/rerank.js`).href
)) as typeof Operation;
const { server, url } = await startServer();

const headers = {
  Authorization: "Bearer key",
  "Content-Type": "application/json",
  Accept: "application/json",
};
interface Paths {
  "/rerank": {
    post: {
      requestBody: { content: { "application/json": typeof REQUEST } };
      responses: { 200: { content: { "application/json": typeof RESPONSE } } };
    };
  };
}
const openapiFetch = createClient<Paths>({
  baseUrl: url,
  headers: { Authorization: "Bearer key", Accept: "application/json" },
});
const openRouter = new OpenRouterCore({ apiKey: "key", baseURL: url });

const CLIENTS: [name: string, call: () => Promise<unknown>][] = [
  [
    "raw fetch",
    async () =>
      (
        await fetch(`${url}/rerank`, { method: "POST", headers, body: JSON.stringify(REQUEST) })
      ).json(),
  ],
  ["openapi-fetch", () => openapiFetch.POST("/rerank", { body: REQUEST })],
  ["ours", () => rerank(openRouter, REQUEST)],
];
const times: Record<string, number[]> = Object.fromEntries(CLIENTS.map(([name]) => [name, []]));
for (const [, call] of CLIENTS) for (let warm = 0; warm < 5; warm++) await cpuPerCall(call);
for (let round = 0; round < ROUNDS; round++) {
  // A different order each round: who comes first pays for the others' garbage.
  const turn = round % CLIENTS.length;
  for (const [name, call] of [...CLIENTS.slice(turn), ...CLIENTS.slice(0, turn)])
    times[name]?.push(await cpuPerCall(call));
}
server.kill();

// Medians of the differences within a round: both sides of one had the machine in the same mood.
const cost = (name: string) => times[name] ?? [];
const added = (name: string) =>
  median(cost(name).map((value, round) => value - (cost("raw fetch")[round] ?? NaN)));
const ratio = added("ours") / added("openapi-fetch");
table(
  ["client", "CPU µs/call", "added over raw", "of openapi-fetch's"],
  CLIENTS.map(([name]) => [
    name,
    median(cost(name)).toFixed(0),
    added(name).toFixed(0),
    (added(name) / added("openapi-fetch")).toFixed(2),
  ]),
);
if (ratio > LIMIT) process.exitCode = 1;
