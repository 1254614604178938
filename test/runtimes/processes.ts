/** Node, Bun and Deno: one process runs the suite and prints a result a line. */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { type CaseResult, failed, type Runtime } from "./runtime.js";
import type { Addresses } from "./server.js";

const packages = fileURLToPath(new URL("node_modules", import.meta.url));
/** For the whole suite, in milliseconds. */
const LIMIT = 90_000;
/** How long a process may live after its last line, in milliseconds: longer means that a timer or a socket holds it. */
const LINGER = 2000;

interface ProcessRuntime {
  readonly name: string;
  readonly binary: string;
  readonly args?: readonly string[];
  /** Whether it may read environment variables. */
  readonly environment: boolean;
}

const deno = ["run", "--no-prompt", "--no-lock", "--node-modules-dir=manual", "--allow-net"];
const runtimes: readonly ProcessRuntime[] = [
  ...["18", "20", "22", "24", "26"].map((version) => ({
    name: `Node ${version}`,
    binary: `node-${version}/bin/node`,
    environment: true,
  })),
  { name: "Bun", binary: "@oven/bun-linux-x64/bin/bun", environment: true },
  {
    name: "Deno",
    binary: "@deno/linux-x64-glibc/deno",
    args: [...deno, "--allow-read=.", "--allow-env"],
    environment: true,
  },
  {
    name: "Deno, no env",
    binary: "@deno/linux-x64-glibc/deno",
    args: [...deno, "--allow-read=."],
    environment: false,
  },
];

export const processes: readonly Runtime[] = runtimes.map((runtime) => ({
  name: runtime.name,
  async run(folder, addresses) {
    const binary = join(packages, runtime.binary);
    if (!existsSync(binary)) return { missing: `${runtime.binary} is not installed` };
    return runSuite(runtime, binary, folder, addresses);
  },
}));

async function runSuite(
  { name, args = [], environment }: ProcessRuntime,
  binary: string,
  folder: string,
  addresses: Addresses,
): Promise<CaseResult[]> {
  const id = `environment-${name.replace(/\W+/g, "-")}`;
  const configuration = { name, ...addresses, ...(environment ? { environment: id } : {}) };
  const child = spawn(binary, [...args, "process.mjs", JSON.stringify(configuration)], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      PATH: process.env["PATH"],
      HOME: folder,
      OPENROUTER_API_KEY: "key-of-environment",
      OPENROUTER_BASE_URL: `${addresses.server}/ok/${id}`,
      OPENROUTER_HTTP_REFERER: "https://environment.example",
    },
  });
  const results: CaseResult[] = [];
  let complaints = "";
  let endedAt = 0;
  let timer = setTimeout(() => child.kill("SIGKILL"), LIMIT);
  child.stderr.setEncoding("utf8").on("data", (text: string) => (complaints += text));
  createInterface({ input: child.stdout }).on("line", (line) => {
    const message = JSON.parse(line) as CaseResult | { end: true };
    if ("case" in message) return void results.push(message);
    endedAt = Date.now();
    clearTimeout(timer);
    timer = setTimeout(() => child.kill("SIGKILL"), LINGER);
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject).on("close", resolve);
  });
  clearTimeout(timer);
  const ms = Date.now() - endedAt;
  const ending = "the process ends by itself";
  if (code === 0)
    results.push({ case: ending, outcome: "passed", ms, note: `${ms} ms after the last case` });
  else if (endedAt) results.push(failed(ending, `still there after ${LINGER} ms, or code ${code}`));
  else results.push(failed(ending, `the suite ended in the middle, code ${code}\n${complaints}`));
  const silent = "nothing is printed, no warning either";
  if (complaints === "") results.push({ case: silent, outcome: "passed", ms: 0 });
  else results.push(failed(silent, complaints));
  return results;
}
