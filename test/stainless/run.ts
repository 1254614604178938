/**
 * `npm run test:stainless [-- --only ID[,ID]]`: models public documents and compares groups and methods with those of the SDK that
 * Stainless made of the same document by a configuration that its owner wrote. Prints each difference without a reason, how many have
 * which reason, a row for each document, and last `N passed, N failed, N known`. It fails where fewer names are equal, or more differ
 * without a reason, than when this was last measured.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { resolveConfig } from "../../generator/config/index.js";
import { describe } from "../../generator/generate.js";
import { aspects, compare, type Comparison } from "./compare.js";
import { stainlessFolder, subjectsIn, type Subject } from "./documents.js";
import { reasons, type Reason } from "./reasons.js";

/** In percent: of all, how many must be equal, and how many equal or other on purpose. */
const LEAST = { group: { equal: 68, explained: 97 }, method: { equal: 57, explained: 98 } };

const { values: flags } = parseArgs({ options: { only: { type: "string" } } });
await main();

async function main(): Promise<void> {
  const folder = stainlessFolder();
  if (folder === null) {
    console.log(
      "No documents: set STAINLESS_DIR to their folder. Nothing was compared.\n0 passed, 0 failed, 0 known",
    );
    return;
  }
  const only = flags.only?.split(",");
  const work = mkdtempSync(join(tmpdir(), "specwright-stainless-"));
  const all: Judged[] = [];
  for (const subject of subjectsIn(folder).filter(({ id }) => only?.includes(id) ?? true)) {
    const found = await judgeOne(subject, join(work, subject.id));
    printDocument(subject.id, found);
    all.push(...found);
  }
  rmSync(work, { recursive: true, force: true });
  for (const { why } of reasons) {
    const count = all.filter(({ reason }) => reason?.why === why).length;
    if (count > 0) console.log(`${count} other on purpose: ${why}`);
  }
  // Of a few documents the shares say nothing.
  const short = only === undefined ? aspects.filter((aspect) => isShort(aspect, all)) : [];
  for (const aspect of short) console.log(`FAIL ${aspect}: fewer than when last measured`);
  const known = all.filter(({ equal, reason }) => !equal && reason !== null).length;
  const equal = all.filter((each) => each.equal).length;
  console.log(`${equal} passed, ${short.length} failed, ${known} known`);
  process.exitCode = short.length === 0 ? 0 : 1;
}

interface Judged extends Comparison {
  readonly reason: Reason | null;
}

async function judgeOne({ input, methods }: Subject, output: string): Promise<readonly Judged[]> {
  const { model } = await describe(await resolveConfig({ input, output }));
  return compare(model, methods).map((each) => ({
    ...each,
    reason: each.equal ? null : (reasons.find(({ applies }) => applies(each)) ?? null),
  }));
}

function countsOf(aspect: Comparison["aspect"], all: readonly Judged[]) {
  const own = all.filter((each) => each.aspect === aspect);
  return {
    all: own.length,
    equal: own.filter(({ equal }) => equal).length,
    explained: own.filter(({ equal, reason }) => equal || reason !== null).length,
  };
}

function isShort(aspect: Comparison["aspect"], judged: readonly Judged[]): boolean {
  const { all, equal, explained } = countsOf(aspect, judged);
  const percent = (count: number) => (100 * count) / Math.max(all, 1);
  console.log(
    `${aspect}: ${equal} of ${all} equal (${percent(equal).toFixed(1)} %), ${explained} equal or other on purpose`,
  );
  const least = LEAST[aspect];
  return percent(equal) < least.equal || percent(explained) < least.explained;
}

function printDocument(id: string, judged: readonly Judged[]): void {
  for (const { aspect, operation, wanted, given } of judged.filter(
    ({ equal, reason }) => !equal && reason === null,
  ))
    console.log(`other ${id} ${operation} ${aspect}: ${given}, not ${wanted}`);
  const cells = aspects.map((aspect) => {
    const { all, equal, explained } = countsOf(aspect, judged);
    return `${aspect} ${equal}+${explained - equal}/${all}`;
  });
  console.log(`${id.padEnd(20)} ${cells.join("  ")}`);
}
