/**
 * `specwright generate` of the rerank document as a user feels it: a fresh process each time, wall time, medians, interleaved
 * with an empty Node process and with openapi-typescript's own command on the same document (which makes the types only).
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { median, ROOT, table } from "./support/measure.js";

const ROUNDS = Number(process.env["ROUNDS"] ?? 9);
const LIMIT_COLD_MS = 1500;
const LIMIT_REPEAT_MS = 500;

const work = mkdtempSync(join(tmpdir(), "specwright-bench-"));
process.on("exit", () => rmSync(work, { recursive: true, force: true }));
const document = join(ROOT, "spec", "openrouter-rerank.yaml");
const specwright = [join(ROOT, "dist", "cli", "main.js"), "generate", document, "--output"];
const kept = join(work, "kept");
// The command keeps finished layouts in the nearest node_modules.
const cache = join(work, "node_modules", ".cache");
mkdirSync(cache, { recursive: true });

const runs = {
  "empty Node process": () => node(["-e", ""]),
  "openapi-typescript (types only)": () =>
    node([
      join(ROOT, "node_modules", "openapi-typescript", "bin", "cli.js"),
      document,
      "--output",
      join(work, "types.ts"),
    ]),
  "specwright generate, for the first time": () => {
    rmSync(join(cache, "specwright"), { recursive: true, force: true });
    return node([...specwright, emptied()]);
  },
  "specwright generate, layouts known": () => node([...specwright, emptied()]),
  "specwright generate, nothing changed": () => node([...specwright, kept]),
};

execFileSync(process.execPath, [join(ROOT, "scripts", "build.mjs")], { stdio: "inherit" });
node([...specwright, kept]);
const written = statSync(join(kept, ".specwright.json")).mtimeMs;

const times = Object.fromEntries(Object.keys(runs).map((name) => [name, [] as number[]]));
for (let round = 0; round < ROUNDS; round++) {
  for (const [name, run] of Object.entries(runs)) times[name]?.push(run());
}

const rows = Object.entries(times).map(([name, all]) => {
  return [name, ...[median(all), Math.min(...all), Math.max(...all)].map((ms) => Math.round(ms))];
});
table([`wall time, ms, ${ROUNDS} rounds`, "median", "best", "worst"], rows);

const cold = median(times["specwright generate, for the first time"] ?? []);
const repeat = median(times["specwright generate, nothing changed"] ?? []);
const rewrote = statSync(join(kept, ".specwright.json")).mtimeMs !== written;
console.log(
  `\nLimits: cold ${LIMIT_COLD_MS} ms, repeat ${LIMIT_REPEAT_MS} ms and nothing written.`,
);
if (cold > LIMIT_COLD_MS || repeat > LIMIT_REPEAT_MS || rewrote) process.exitCode = 1;

/** An output folder that does not exist. */
function emptied(): string {
  const output = join(work, "fresh");
  rmSync(output, { recursive: true, force: true });
  return output;
}

/** Wall time of one process, in milliseconds. */
function node(args: readonly string[]): number {
  const start = performance.now();
  // In `work`, so that no configuration file is found on the way up.
  execFileSync(process.execPath, args, { cwd: work, stdio: ["ignore", "ignore", "inherit"] });
  return performance.now() - start;
}
