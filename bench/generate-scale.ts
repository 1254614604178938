/**
 * How the cost of `specwright generate` grows: made-up documents of 10 to 5,000 operations, each with schemas of its own, sparse
 * and dense; first runs, next to Redocly's generate-client, in turns, under the same Node 22. What the document does not change
 * (an SDK of one operation) is taken off where operations are compared.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compare, within } from "./support/compare.js";
import { node22, redocly, specwright } from "./support/generators.js";
import { madeUpDocument } from "./support/made-up.js";
import { ROOT, table } from "./support/measure.js";

const SIZES = (process.env["SIZES"] ?? "10,100,1000,5000").split(",").map(Number);
const ROUNDS = Number(process.env["ROUNDS"] ?? 3);
/** Inline objects of each schema in a dense document. */
const PARTS = 12;
/** An operation among many may cost this many times what it costs among 100. */
const LIMIT_GROWTH = 1;

const work = mkdtempSync(join(tmpdir(), "specwright-bench-"));
process.on("exit", () => rmSync(work, { recursive: true, force: true }));
execFileSync(process.execPath, [join(ROOT, "scripts", "build.mjs")], { stdio: "inherit" });
const generators = [specwright, redocly()];
const node = node22();

const base = measured("one operation", madeUpDocument(1));
const sparse = SIZES.map((size) => measured(`${size} operations`, madeUpDocument(size), size));
const dense = SIZES.filter((size) => size <= 1000).map((size) =>
  measured(`${size} operations, dense`, madeUpDocument(size, PARTS), size),
);
const rows = [base, ...sparse, ...dense];
table(
  [
    `${ROUNDS} rounds, medians`,
    "wall, s",
    "CPU, s",
    "peak, MB",
    "CPU an operation, ms",
    "Redocly's CPU, s",
  ],
  rows.map(({ name, size, ours, theirs }) => [
    name,
    (ours.wallMs / 1000).toFixed(2),
    (ours.cpuMs / 1000).toFixed(2),
    Math.round(ours.peakMB),
    ((ours.cpuMs - base.ours.cpuMs) / size).toFixed(2),
    (theirs.cpuMs / 1000).toFixed(2),
  ]),
);
console.log();
const met = [sparse, dense].flatMap((series) => {
  const last = series.at(-1);
  const first = series.find(({ size }) => size >= 100);
  if (last === undefined || first === undefined || first === last) return [];
  const each = ({ ours, size }: Measured) => (ours.cpuMs - base.ours.cpuMs) / size;
  return [
    within(`${last.name}: CPU of one, over one among 100`, each(last) / each(first), LIMIT_GROWTH),
    within(
      `${last.name}: CPU, as a part of Redocly's`,
      last.ours.cpuMs / last.theirs.cpuMs,
      series === sparse ? 0.7 : 0.8,
    ),
  ];
});
if (met.includes(false)) process.exitCode = 1;

type Measured = ReturnType<typeof measured>;

function measured(name: string, document: object, size = 1) {
  const file = join(work, `${name.replaceAll(/\W+/g, "-")}.json`);
  writeFileSync(file, JSON.stringify(document));
  const [ours, theirs] = compare(file, generators, { node, rounds: ROUNDS, work }).costs;
  if (ours === undefined || theirs === undefined) throw new Error("nothing was measured");
  return { name, size, ours, theirs };
}
