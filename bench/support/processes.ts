/** What a whole process costs: wall time, CPU time of all its threads, and its largest memory. */
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ROOT } from "./measure.js";

/** Kept from run to run, so that tools which are compared with are installed once. */
export const CACHE = join(ROOT, "node_modules", ".cache", "bench");

export interface Cost {
  readonly wallMs: number;
  /** User and system. */
  readonly cpuMs: number;
  readonly peakMB: number;
}

export interface CostOptions {
  /** The Node binary. Default: the one that this runs in. */
  readonly node?: string;
  /** Where temporary files go, caches among them. Default: `cwd`, so that no run finds what another left there. */
  readonly temporary?: string;
  /** Added to the environment. */
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * Runs a program in a Node process of its own.
 *
 * @throws {Error} where it fails.
 */
export function costOf(args: readonly string[], cwd: string, options: CostOptions = {}): Cost {
  const { node = process.execPath, temporary = cwd, env = {} } = options;
  mkdirSync(CACHE, { recursive: true });
  const probe = join(CACHE, "probe.mjs");
  const answer = join(CACHE, `cost-${process.pid}.json`);
  writeFileSync(probe, PROBE);
  const start = performance.now();
  const { status, stderr } = spawnSync(node, ["--import", pathToFileURL(probe).href, ...args], {
    cwd,
    encoding: "utf8",
    env: { ...process.env, ...env, COST_FILE: answer, TMPDIR: temporary, NODE_OPTIONS: "" },
    maxBuffer: 1 << 30,
  });
  const wallMs = performance.now() - start;
  if (status !== 0) throw new Error(`${args.join(" ")} ended with ${status}:\n${stderr}`);
  return { wallMs, ...(JSON.parse(readFileSync(answer, "utf8")) as Omit<Cost, "wallMs">) };
}

const PROBE = `
import { writeFileSync } from "node:fs";
import { isMainThread } from "node:worker_threads";
if (isMainThread) process.on("exit", () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const cost = { cpuMs: (userCPUTime + systemCPUTime) / 1000, peakMB: maxRSS / 1024 };
  writeFileSync(process.env.COST_FILE, JSON.stringify(cost));
});
`;
