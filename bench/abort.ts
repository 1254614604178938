/**
 * How soon a call ends after its signal was aborted, in each of its phases: milliseconds over the rounds. The phases last for ever (or
 * a minute) otherwise. Server and client share the process, so this is an upper bound: a machine that has other things to do shows in it.
 * What it does not show in is the most turns of the event loop that an abort took: 0 is within the turn in which it came.
 */
import {
  drip,
  type Fault,
  redirect,
  reply,
  stall,
  stallInBody,
  startFaultServer,
} from "../test/support/fault-server.js";
import { Rank, type RankOptions } from "../test/support/rank-sdk.js";
import { median, table } from "./support/measure.js";

const ROUNDS = Number(process.env["ROUNDS"] ?? 30);
const LIMIT_MS = 20;

const events = { "Content-Type": "text/event-stream" };
const openStream: Fault = (response) => {
  response.writeHead(200, events).write('data: {"model":"m"}\n\n');
};
const never = () => new Promise<never>(() => {});
const wait = { backoff: { initialInterval: 50_000, maxInterval: 50_000 } };

/** Its body does not end: it is not read, nor waited for. */
const redirectInBody: Fault = (response) => {
  response.writeHead(307, { Location: "rank" }).write("moved");
};
/** Each step of an endless way waits a while: the twenty of the limit outlast the abort. */
const slowRedirect: Fault = (...request) => void setTimeout(redirect("rank", 307), 10, ...request);

const PHASES: readonly (readonly [
  phase: string,
  faults: readonly Fault[],
  client?: RankOptions,
])[] = [
  ["credentials", [stall], { apiKey: never }],
  ["headers", [stall]],
  ["headers, a fetch that ignores signals", [stall], { fetch: never }],
  ["redirects, one after the other", [slowRedirect]],
  ["headers after a redirect", [redirect("rank", 307), stall]],
  ["headers after a redirect whose body goes on", [redirectInBody, stall]],
  ["body after a redirect", [redirect("rank", 307), stallInBody()]],
  ["body", [stallInBody()]],
  ["body that drips", [drip(" ".repeat(10_000), 5)]],
  ["body of an error", [stallInBody(503)]],
  ["wait between attempts", [reply(503)], { retries: wait }],
  ["stream", [openStream]],
  ["stream after a redirect", [redirect("rank", 307), openStream]],
];

const server = await startFaultServer();
const rows = [];
for (const [phase, faults, options] of PHASES) {
  const times: number[] = [];
  let mostTurns = 0;
  for (let round = 0; round < ROUNDS; round++) {
    server.play(...faults);
    const client = new Rank({ apiKey: "k", baseURL: server.url, ...options });
    const { ms, turns } = await abort(client, phase.startsWith("stream"));
    times.push(ms);
    mostTurns = Math.max(mostTurns, turns);
  }
  const sorted = times.toSorted((a, b) => a - b);
  if (!(median(times) <= LIMIT_MS)) process.exitCode = 1;
  rows.push([
    phase,
    median(times).toFixed(2),
    (sorted[Math.ceil(ROUNDS * 0.95) - 1] ?? NaN).toFixed(2),
    (sorted.at(-1) ?? NaN).toFixed(2),
    LIMIT_MS,
    mostTurns,
  ]);
}
await server.close();
table([`${ROUNDS} rounds, ms`, "median", "95 %", "longest", "limit", "turns"], rows);

async function abort(client: Rank, stream: boolean): Promise<{ ms: number; turns: number }> {
  const controller = new AbortController();
  const options = { signal: controller.signal };
  let at = 0;
  let turns = 0;
  let next: NodeJS.Immediate | undefined;
  const countTurns = () => {
    next = setImmediate(() => {
      turns++;
      countTurns();
    });
  };
  setTimeout(() => {
    countTurns();
    at = performance.now();
    controller.abort();
  }, 50);
  const error = await (stream ? read(client, options) : client.rank({ query: "q" }, options)).catch(
    (reason: unknown) => reason,
  );
  const ms = performance.now() - at;
  clearImmediate(next);
  if ((error as Error).name !== "AbortedError") throw error;
  return { ms, turns };
}

async function read(client: Rank, options: { signal: AbortSignal }): Promise<unknown> {
  let last: unknown;
  for await (const item of await client.watch({ query: "q" }, options)) last = item;
  return last;
}
