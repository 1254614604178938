/**
 * The SDK under load, each program in a process of its own, against a server that misbehaves in another:
 *
 *   npm run test:load [-- --calls 50000] [--only WORDS]
 *
 * 1,000 calls at once end as the server ended them; the heap after all calls of a kind is what it was after a fifth of them; a process
 * that has made calls of each kind ends by itself. `--calls` is for the ordinary calls; the other kinds make a fifth of it.
 * Prints a line for each, and last `N passed, N failed`.
 */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { parseArgs, promisify } from "node:util";
import { refusingUrl } from "../support/fault-server.js";
import { kindsOf } from "./calls.js";

const { values: flags } = parseArgs({
  options: { calls: { type: "string", default: "50000" }, only: { type: "string", default: "" } },
});
/** How much a heap may grow between two measures without a leak: what the compiler keeps of code that it has seen often. */
const NOISE = 300_000;
/** How many times as many calls are made where the heap grew by more. */
const CONFIRMING = 3;
/** How long a process may live after its last line, in milliseconds: timeouts of ten minutes, say, would hold it much longer. */
const LINGER = 2000;
const LIMIT = 600_000;

const { server, url } = await startServer();
const counts = { passed: 0, failed: 0 };
const wanted = (name: string) => name.includes(flags.only);
if (wanted("calls at once")) await judge("calls at once", concurrent);
for (const { name, ordinary } of kindsOf(url).kinds)
  if (wanted(name)) await judge(name, () => heap(name, Number(flags.calls) / (ordinary ? 1 : 5)));
if (wanted("the process ends by itself")) await judge("the process ends by itself", exits);
server.disconnect();
console.log(`${counts.passed} passed, ${counts.failed} failed`);
process.exitCode = counts.failed > 0 || counts.passed === 0 ? 1 : 0;

async function judge(name: string, run: () => Promise<string>): Promise<void> {
  const start = performance.now();
  const said = await run().then(
    (words) => ({ mark: "ok", words }),
    (error: unknown) => ({ mark: "FAIL", words: (error as Error).message }),
  );
  counts[said.mark === "ok" ? "passed" : "failed"]++;
  const seconds = ((performance.now() - start) / 1000).toFixed(0);
  console.log(`${said.mark.padEnd(4)} ${name}: ${said.words} (${seconds} s)`);
}

async function concurrent(): Promise<string> {
  const { calls, others, kinds, wrong } = await child<{
    calls: number;
    others: number;
    kinds: number;
    wrong: string[];
  }>("concurrent", [url, await refusingUrl()]);
  if (wrong.length > 0) throw new Error(`${wrong.length} ended wrong:\n  ${wrong.join("\n  ")}`);
  return `${calls}, ${others} of them failing or retried in ${kinds} ways, all ended right`;
}

/** What looks like a leak has to grow with the calls: noise, such as sockets on their way out, is the same for three times as many. */
async function heap(name: string, calls: number): Promise<string> {
  const once = await measured(name, calls);
  const { grown, figures, listeners } =
    once.grown > NOISE ? await measured(name, CONFIRMING * calls) : once;
  const isAgain = once.grown > NOISE;
  if (isAgain && grown > CONFIRMING * NOISE)
    throw new Error(`leaks: ${once.figures}; again: ${figures}`);
  if (listeners > 0) throw new Error(`${listeners} listeners are left on the signal`);
  return isAgain ? `${once.figures}; again: ${figures}` : figures;
}

interface Measured {
  /** Bytes that the heap grew by in each of two equal parts of the calls, at least. */
  readonly grown: number;
  readonly listeners: number;
  readonly figures: string;
}

async function measured(name: string, calls: number): Promise<Measured> {
  const { heaps, listeners } = await child<{ heaps: [number, number, number]; listeners: number }>(
    "heap",
    [url, name, String(calls)],
  );
  const [first, second, third] = heaps;
  // A leak grows all the time; what the compiler keeps, mostly once.
  const grown = Math.min(second - first, third - second);
  return { grown, listeners, figures: `${calls} calls, heap ${heaps.map(mb).join(" -> ")} MB` };
}

function mb(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(2);
}

async function exits(): Promise<string> {
  let printed = 0;
  const { held, listeners } = await child<{ held: string[]; listeners: number }>(
    "exits",
    [url],
    () => (printed = performance.now()),
  );
  const ms = performance.now() - printed;
  if (held.length > 0) throw new Error(`held by ${held.join(", ")}`);
  if (listeners > 0) throw new Error(`${listeners} listeners are left on the signal`);
  if (ms > LINGER) throw new Error(`only ${ms.toFixed(0)} ms after its last call`);
  return `${ms.toFixed(0)} ms after the last call; nothing held it`;
}

/** Runs a program of this folder to its end; gives what it prints. */
async function child<T>(program: string, args: string[], printed = () => {}): Promise<T> {
  const file = fileURLToPath(new URL(`${program}.ts`, import.meta.url));
  const running = promisify(execFile)(
    process.execPath,
    ["--expose-gc", "--import", "tsx", file, ...args],
    { timeout: LIMIT, maxBuffer: 1 << 26 },
  );
  running.child.stdout?.once("data", printed);
  const { stdout, stderr } = await running;
  if (stderr !== "") throw new Error(stderr);
  return JSON.parse(stdout) as T;
}

async function startServer(): Promise<{ server: ChildProcess; url: string }> {
  const file = fileURLToPath(new URL("server.ts", import.meta.url));
  const started = spawn(process.execPath, ["--import", "tsx", file], {
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  const [line] = (await once(started.stdout ?? started, "data")) as [Buffer];
  return { server: started, url: String(line).trim() };
}
