/**
 * `npm run test:speakeasy [-- --only ID[,ID]]`: models public documents and compares groups, methods, error classes, retries, pages and
 * options of the client with those of the SDK that Speakeasy made of the same document. Prints each difference, a row for each
 * document, the share of each aspect beside the least that it must reach, and last `N passed, N failed, N known`.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { resolveConfig } from "../../generator/config/index.js";
import { describe } from "../../generator/generate.js";
import { aspects, compare, type Aspect, type Comparison } from "./compare.js";
import { speakeasyFolder, subjectsIn, type Subject } from "./documents.js";
import { reasons, type Reason } from "./reasons.js";

/** In percent. */
const least: Readonly<Record<Aspect, number>> = {
  group: 99,
  "stated name": 100,
  "derived name": 90,
  "error class": 95,
  retries: 100,
  paging: 100,
  globals: 100,
};

const { values: flags } = parseArgs({ options: { only: { type: "string" } } });
const uses = new Map<Reason, number>();
await main();

async function main(): Promise<void> {
  const folder = speakeasyFolder();
  if (folder === null) {
    console.log(
      "No documents: set SPEAKEASY_DIR to their folder. Nothing was compared.\n0 passed, 0 failed, 0 known",
    );
    return;
  }
  const work = mkdtempSync(join(tmpdir(), "specwright-speakeasy-"));
  const only = flags.only?.split(",");
  const subjects = subjectsIn(folder, work).filter(({ id }) => only?.includes(id) ?? true);
  const counts: Counts[] = [];
  for (const subject of subjects) counts.push(await compareOne(subject, work));
  rmSync(work, { recursive: true, force: true });
  printTable(subjects, counts);
  const total = sumOf(counts);
  const short = aspects.filter((aspect) => shareOf(total[aspect]) < least[aspect]);
  for (const aspect of short) console.log(`FAIL ${aspect}: less than ${least[aspect]} %`);
  for (const [{ why }, count] of uses) console.log(`${count} other on purpose: ${why}`);
  const sum = (key: keyof Count) => aspects.reduce((all, aspect) => all + total[aspect][key], 0);
  const known = sum("better") + sum("other");
  console.log(`${sum("equal")} passed, ${short.length} failed, ${known} known`);
  process.exitCode = short.length === 0 ? 0 : 1;
}

/** `better`: other on purpose, for a reason that is printed. */
interface Count {
  readonly equal: number;
  readonly better: number;
  readonly other: number;
}

type Counts = Readonly<Record<Aspect, Count>>;

async function compareOne({ id, input, overlays, truth }: Subject, work: string): Promise<Counts> {
  const config = await resolveConfig({ input, overlays, output: join(work, "sdk", id) });
  const { model } = await describe(config);
  const found = compare(model, truth.operations).map((comparison) => ({
    ...comparison,
    kind: kindOf(comparison),
  }));
  for (const { kind, aspect, operation, wanted, given } of found)
    if (kind === "other")
      console.log(`other ${id} ${operation} ${aspect}: ${given}, not ${wanted}`);
  const countOf = (aspect: Aspect, kind: keyof Count) =>
    found.filter((each) => each.aspect === aspect && each.kind === kind).length;
  return countsOf((aspect, kind) => countOf(aspect, kind));
}

function kindOf(comparison: Comparison): keyof Count {
  if (comparison.equal) return "equal";
  const reason = reasons.find(({ applies }) => applies(comparison));
  if (reason === undefined) return "other";
  uses.set(reason, (uses.get(reason) ?? 0) + 1);
  return "better";
}

function countsOf(count: (aspect: Aspect, kind: keyof Count) => number): Counts {
  const row = (aspect: Aspect): Count => ({
    equal: count(aspect, "equal"),
    better: count(aspect, "better"),
    other: count(aspect, "other"),
  });
  return {
    group: row("group"),
    "stated name": row("stated name"),
    "derived name": row("derived name"),
    "error class": row("error class"),
    retries: row("retries"),
    paging: row("paging"),
    globals: row("globals"),
  };
}

function sumOf(counts: readonly Counts[]): Counts {
  return countsOf((aspect, kind) => counts.reduce((sum, each) => sum + each[aspect][kind], 0));
}

/** In percent; of nothing, all. */
function shareOf({ equal, better, other }: Count): number {
  const all = equal + better + other;
  return all === 0 ? 100 : (100 * (equal + better)) / all;
}

function printTable(subjects: readonly Subject[], counts: readonly Counts[]): void {
  const line = (cells: readonly string[]) =>
    console.log(
      cells.map((cell, index) => (index === 0 ? cell.padEnd(24) : cell.padStart(14))).join(""),
    );
  const row = (name: string, each: Counts) =>
    line([name, ...aspects.map((aspect) => cellOf(each[aspect]))]);
  line(["document", ...aspects]);
  subjects.forEach(({ id }, index) => {
    const own = counts[index];
    if (own !== undefined) row(id, own);
  });
  const total = sumOf(counts);
  row("all", total);
  line(["percent", ...aspects.map((aspect) => shareOf(total[aspect]).toFixed(1))]);
  line(["at least", ...aspects.map((aspect) => String(least[aspect]))]);
}

/** `12+3/16`: equal, better and all. */
function cellOf({ equal, better, other }: Count): string {
  const all = equal + better + other;
  return all === 0 ? "-" : `${equal}${better === 0 ? "" : `+${better}`}/${all}`;
}
