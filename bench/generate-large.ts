/**
 * GitHub's document (13 MB, 1,223 operations) made into an SDK, next to Redocly's generate-client (one file) and
 * @hey-api/openapi-ts (types, SDK, fetch client): first runs, in turns, under the same Node 22. Then a run of ours with nothing
 * to do, over an empty Node process, and again in a clone whose files are newer than the manifest. Last, our result and
 * hey-api's are type-checked by TypeScript 7, in turns.
 *
 * What they write goes into memory where there is such a folder, or into `BENCH_DIR`: for minutes after many files were deleted,
 * as by an earlier bench, ext4 makes new ones at a twentieth of its speed, and one of them writes a file for each operation.
 */
import { execFileSync, spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { gunzipSync } from "node:zlib";
import { compare, medians, printCosts, within } from "./support/compare.js";
import { heyApi, node22, redocly, specwright, type Generator } from "./support/generators.js";
import { median, ROOT, table } from "./support/measure.js";
import { costOf } from "./support/processes.js";

const ROUNDS = Number(process.env["ROUNDS"] ?? 3);
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

const node = node22();
const generators = [specwright, redocly(), heyApi()];
const comparison = compare(document, generators, { node, rounds: ROUNDS, work });
printCosts(
  `first runs, Node 22, ${ROUNDS} rounds, medians`,
  generators.map(({ name }) => name),
  comparison,
);
const [ours, theirs, others] = comparison.costs;
const [ourFolder = "", , otherFolder = ""] = comparison.folders;

// The mtimes of a checkout are those of the checkout.
const clone = mkdtempSync(join(work, "clone-"));
cpSync(ourFolder, clone, { recursive: true, preserveTimestamps: false });
const repeats = {
  "an empty Node process": () => costOf(["-e", ""], work, { node }),
  "specwright, nothing changed": () => specwright.run(document, ourFolder, { node }),
  "the same, in a fresh clone": () =>
    specwright.run(document, clone, { node, temporary: mkdtempSync(join(work, "tmp-")) }),
};
const repeated = Object.values(repeats).map((run) =>
  medians(Array.from({ length: 2 * ROUNDS + 1 }, run)),
);
console.log();
printCosts("with nothing to do", Object.keys(repeats), { costs: repeated });

const checks = typeChecks([
  { generator: generators[2] ?? specwright, folder: otherFolder },
  { generator: specwright, folder: ourFolder },
]);

console.log();
const part = (a: number | undefined, b: number | undefined) => (a ?? NaN) / (b ?? NaN);
const overNode = (index: number) =>
  ((repeated[index]?.cpuMs ?? NaN) - (repeated[0]?.cpuMs ?? NaN)) / 1000;
const met = [
  within("CPU, as a part of Redocly's", part(ours?.cpuMs, theirs?.cpuMs), 0.5),
  within("CPU, as a part of hey-api's", part(ours?.cpuMs, others?.cpuMs), 0.3),
  within("peak memory, as a part of Redocly's", part(ours?.peakMB, theirs?.peakMB), 0.8),
  within("nothing changed, s of CPU over an empty Node process", overNode(1), 0.35),
  within("the same in a fresh clone", overNode(2), 0.35),
  within("type-check, as a part of hey-api's", part(checks[1], checks[0]), 0.8),
];
if (met.includes(false)) process.exitCode = 1;

/** Medians in milliseconds. Strict, and otherwise with the same settings for all: the sources only, nothing written. */
function typeChecks(
  results: readonly { readonly generator: Generator; readonly folder: string }[],
): readonly number[] {
  for (const { generator, folder } of results) prepareCheck(folder, generator.sources);
  const times = results.map((): number[] => []);
  const errors = results.map(() => 0);
  for (let round = 0; round < 3 * ROUNDS; round++) {
    for (const [index, { folder }] of results.entries()) {
      const check = typeCheck(folder);
      times[index]?.push(check.wallMs);
      errors[index] = check.errors;
    }
  }
  console.log();
  table(
    [`type-check by TypeScript 7, ${3 * ROUNDS} rounds, medians`, "wall, s", "type errors"],
    results.map(({ generator }, index) => [
      generator.name,
      (median(times[index] ?? []) / 1000).toFixed(2),
      errors[index] ?? NaN,
    ]),
  );
  return times.map(median);
}

function prepareCheck(folder: string, sources: string): void {
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
  writeFileSync(
    join(folder, "tsconfig.json"),
    JSON.stringify({ compilerOptions, include: [sources] }),
  );
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
