/**
 * CPU time of a call, next to that of a raw fetch which parses the same JSON: ours as a function and as a method of the class,
 * openapi-fetch, and the clients of Redocly and Speakeasy. Each client has a process of its own, all call the same server, in turns.
 * User and system time of the client's process; medians over the rounds, of ratios within a round, for both sides of one had the machine
 * in the same mood. `ROUNDS=5` is quicker, `ONLY=method,redocly` leaves out others.
 */
import { type ChildProcess, fork, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { redocly } from "./support/generators.js";
import { install } from "./support/install.js";
import { buildPackage, median, table } from "./support/measure.js";
import { CACHE } from "./support/processes.js";

const ROUNDS = Number(process.env["ROUNDS"] ?? 25);
const WARM_CALLS = 3000;
const CALLS = 400;
/** Of ours, over raw fetch. */
const LIMIT = 1.15;

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

interface Entrant {
  readonly name: string;
  /** As `support/caller.ts` knows it. */
  readonly kind: string;
  readonly modules?: readonly string[];
}

const dist = `${buildPackage()}/dist/esm`;
const only = process.env["ONLY"]?.split(",");
const entrants = [
  { name: "raw fetch", kind: "fetch" },
  {
    name: "our function",
    kind: "function",
    modules: ["client.js", "operations/rerank.js"].map((file) => join(dist, file)),
  },
  { name: "our method", kind: "method", modules: [join(dist, "index.js")] },
  { name: "openapi-fetch", kind: "openapiFetch" },
  ...others(),
].filter(({ kind }) => kind === "fetch" || (only?.includes(kind) ?? true));

const { server, url } = await startServer();
const processes = await Promise.all(entrants.map((entrant) => startCaller(entrant, url)));
const times = await takeTurns(processes);
for (const each of [...processes, server]) each.kill();

const [raw = []] = times;
const ratios = times.map((costs) => median(costs.map((cost, round) => cost / (raw[round] ?? NaN))));
table(
  ["client", "CPU µs/call", "of raw fetch's"],
  entrants.map(({ name }, index) => [
    name,
    median(times[index] ?? []).toFixed(0),
    (ratios[index] ?? NaN).toFixed(2),
  ]),
);
const missed = entrants.filter(
  ({ name }, index) => name.startsWith("our ") && (ratios[index] ?? NaN) > LIMIT,
);
for (const { name } of missed) console.log(`MISSED  ${name}: limit ${LIMIT}`);
if (missed.length > 0) process.exitCode = 1;

/** Clients that other generators make; none where they cannot be installed. */
function others(): Entrant[] {
  try {
    const speakeasy = install("openrouter-sdk", { "@openrouter/sdk": "1.3.19" });
    return [
      { name: "Redocly's client", kind: "redocly", modules: [redoclyClient()] },
      {
        name: "@openrouter/sdk",
        kind: "speakeasy",
        modules: [join(speakeasy, "node_modules/@openrouter/sdk/esm/index.js")],
      },
    ];
  } catch (error) {
    console.log(`Without the clients of other generators: ${String(error)}`);
    return [];
  }
}

/** Of a document with the same operation, but without the stream that it would otherwise take the answer for. */
function redoclyClient(): string {
  const content = { "application/json": { schema: { type: "object" } } };
  const document = {
    openapi: "3.1.0",
    info: { title: "Rerank", version: "1.0.0" },
    servers: [{ url: "https://openrouter.ai/api/v1" }],
    security: [{ apiKey: [] }],
    paths: {
      "/rerank": {
        post: {
          operationId: "rerank",
          requestBody: { required: true, content },
          responses: { 200: { description: "Done.", content } },
        },
      },
    },
    components: { securitySchemes: { apiKey: { type: "http", scheme: "bearer" } } },
  };
  const folder = join(CACHE, "redocly-rerank");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  writeFileSync(join(folder, "rerank.json"), JSON.stringify(document));
  const generator = redocly();
  generator.run(join(folder, "rerank.json"), folder);
  return join(folder, generator.sources, "client.ts");
}

async function startServer(): Promise<{ server: ChildProcess; url: string }> {
  const child = spawn(process.execPath, ["-e", SERVER], { stdio: ["ignore", "pipe", "inherit"] });
  const [port] = (await once(child.stdout, "data")) as [Buffer];
  return { server: child, url: `http://127.0.0.1:${String(port).trim()}` };
}

async function startCaller(
  { kind, modules = [] }: Entrant,
  serverUrl: string,
): Promise<ChildProcess> {
  const caller = fileURLToPath(new URL("support/caller.ts", import.meta.url));
  const child = fork(caller, [kind, serverUrl, ...modules], {
    execArgv: ["--import", import.meta.resolve("tsx")],
  });
  await once(child, "message");
  return child;
}

/** By client, what a call cost in each round. */
async function takeTurns(callers: readonly ChildProcess[]): Promise<number[][]> {
  const costs = callers.map((): number[] => []);
  for (const caller of callers) await ask(caller, WARM_CALLS);
  for (let round = 0; round < ROUNDS; round++)
    for (const [index, caller] of callers.entries()) costs[index]?.push(await ask(caller, CALLS));
  return costs;
}

async function ask(caller: ChildProcess, calls: number): Promise<number> {
  caller.send(calls);
  const [cost] = (await once(caller, "message")) as [number];
  return cost;
}
