/**
 * GitHub's document (13 MB, 1,223 operations) made into an SDK: ours next to @hey-api/openapi-ts (types, SDK, fetch client),
 * each in a fresh process, in turns, under the same Node 22; ours also under the Node that runs this. The first run of each
 * finds no cache in the temporary folder; the rounds find what it left.
 * Then both results are type-checked by TypeScript 7, in turns.
 *
 * What they write goes into memory where there is such a folder, or into `BENCH_DIR`: for minutes after many files were deleted, as by
 * an earlier bench, ext4 makes new ones at a twentieth of its speed, and one of the two writes a file for each operation.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { gunzipSync } from "node:zlib";
import { heyApiConfig, installHeyApi } from "./support/hey-api.js";
import { median, ROOT, table } from "./support/measure.js";
import { costOf, type Cost, type CostOptions } from "./support/processes.js";

const ROUNDS = Number(process.env["ROUNDS"] ?? 3);
const LIMIT_WALL = 0.5;
const corpus = resolve(ROOT, process.env["CORPUS_DIR"] ?? "../shared/corpus");
const packed = join(corpus, "docs", "github.json.gz");
if (!existsSync(packed)) {
  console.log("No corpus: set CORPUS_DIR to its folder. Nothing was measured.");
  process.exit(0);
}

const MEMORY = "/dev/shm";
const base = process.env["BENCH_DIR"] ?? (existsSync(MEMORY) ? MEMORY : tmpdir());
const work = mkdtempSync(join(base, "specwright-bench-"));
process.on("exit", () => rmSync(work, { recursive: true, force: true }));
const document = join(work, "github.json");
writeFileSync(document, gunzipSync(readFileSync(packed)));
execFileSync(process.execPath, [join(ROOT, "scripts", "build.mjs")], { stdio: "inherit" });
const heyApi = installHeyApi();

const theirs = `@hey-api/openapi-ts ${heyApi.version}, Node 22`;
const ours = "specwright, Node 22";
const oursHere = `specwright, Node ${process.versions.node.split(".")[0]}`;
const runs: Readonly<Record<string, (cwd: string, temporary: string) => Cost>> = {
  [theirs]: (cwd, temporary) => {
    const config = join(cwd, "openapi-ts.config.mjs");
    writeFileSync(config, heyApiConfig(document, join(cwd, "src")));
    return costOf([heyApi.command, "-f", config], cwd, { node: heyApi.node, temporary });
  },
  [ours]: (cwd, temporary) => specwright(cwd, { node: heyApi.node, temporary }),
  [oursHere]: (cwd, temporary) => specwright(cwd, { temporary }),
};

// Results stay until the end, for the same reason.
const costs = new Map<string, Cost[]>();
const results = new Map<string, string>();
const temporaries = new Map(
  Object.keys(runs).map((name) => [name, mkdtempSync(join(work, "tmp-"))] as const),
);
for (let round = 0; round <= ROUNDS; round++) {
  for (const [name, run] of Object.entries(runs)) {
    const cwd = mkdtempSync(join(work, "run-"));
    costs.set(name, [...(costs.get(name) ?? []), run(cwd, temporaries.get(name) ?? cwd)]);
    results.set(name, cwd);
  }
}
const medianOf = (name: string, figure: keyof Cost) =>
  median((costs.get(name) ?? []).slice(1).map((cost) => cost[figure]));
table(
  [`generate, ${ROUNDS} rounds, medians`, "first run, s", "wall, s", "CPU, s", "peak, MB"],
  [...costs].map(([name, [first]]) => [
    name,
    ((first?.wallMs ?? NaN) / 1000).toFixed(2),
    (medianOf(name, "wallMs") / 1000).toFixed(2),
    (medianOf(name, "cpuMs") / 1000).toFixed(2),
    Math.round(medianOf(name, "peakMB")),
  ]),
);

const checked = [theirs, ours].map((name) => ({ name, folder: results.get(name) ?? "" }));
for (const { folder } of checked) prepareCheck(folder);
const times = checked.map((): number[] => []);
const errors = checked.map(() => 0);
for (let round = 0; round < 3 * ROUNDS; round++) {
  for (const [index, { folder }] of checked.entries()) {
    const check = typeCheck(folder);
    times[index]?.push(check.wallMs);
    errors[index] = check.errors;
  }
}
console.log();
table(
  [`type-check by TypeScript 7, ${3 * ROUNDS} rounds, medians`, "wall, s", "type errors"],
  checked.map(({ name }, index) => [
    name,
    (median(times[index] ?? []) / 1000).toFixed(2),
    errors[index] ?? NaN,
  ]),
);

const [theirCheck, ourCheck] = times.map(median);
const shares = {
  wall: medianOf(ours, "wallMs") / medianOf(theirs, "wallMs"),
  cpu: medianOf(ours, "cpuMs") / medianOf(theirs, "cpuMs"),
  peak: medianOf(ours, "peakMB") / medianOf(theirs, "peakMB"),
  check: (ourCheck ?? NaN) / (theirCheck ?? NaN),
};
console.log(
  `\nOurs as a part of theirs: wall ${shares.wall.toFixed(2)} (limit ${LIMIT_WALL}), CPU ${shares.cpu.toFixed(2)}, peak memory ${shares.peak.toFixed(2)} (limit 1), type-check ${shares.check.toFixed(2)} (limit 1).`,
);
if (shares.wall > LIMIT_WALL || shares.peak > 1 || shares.check > 1) process.exitCode = 1;

function specwright(cwd: string, options: CostOptions): Cost {
  const command = join(ROOT, "dist", "cli", "main.js");
  return costOf([command, "generate", document, "--output", join(cwd, "sdk")], cwd, options);
}

/** Strict, and otherwise with the same settings for both: the sources only, nothing written. */
function prepareCheck(folder: string): void {
  const src = existsSync(join(folder, "sdk")) ? "sdk/src" : "src";
  const compilerOptions = {
    target: "ES2022",
    lib: ["ES2022", "DOM", "DOM.Iterable", "ESNext.Disposable"],
    types: [],
    module: "ESNext",
    moduleResolution: "Bundler",
    strict: true,
    skipLibCheck: true,
    noEmit: true,
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include: [src] }));
  // Our package has one dependency.
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"), "junction");
}

function typeCheck(folder: string): { wallMs: number; errors: number } {
  const compiler = join(ROOT, "node_modules", "typescript-7", "bin", "tsc");
  const start = performance.now();
  const { stdout } = spawnSync(process.execPath, [compiler, "-p", folder], {
    encoding: "utf8",
    maxBuffer: 1 << 30,
  });
  return {
    wallMs: performance.now() - start,
    errors: stdout.match(/error TS\d+/g)?.length ?? 0,
  };
}
