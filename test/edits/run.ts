/**
 * `npm run test:edits [-- --from N --to N --seed N --each N]`: 100 revisions of a real document are generated into one package, which a
 * person edits in between: 20 edits of each kind, where a seed says. No edit may be lost, none may go untold, every file parses, and a
 * conflict is at most a fifth as frequent as with `git merge-file` on the same three texts. Prints last `N passed, N failed`.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { corpusFolder } from "../corpus/documents.js";
import { KINDS } from "./edit.js";
import { Random } from "./random.js";
import { Replay, unpackedRevisions } from "./replay.js";

const { values: flags } = parseArgs({
  options: {
    from: { type: "string", default: "101" },
    to: { type: "string", default: "200" },
    seed: { type: "string", default: "1" },
    each: { type: "string", default: "20" },
  },
});

/** Of what git cannot merge, so much may be a conflict here. */
const SHARE = 1 / 5;

await main();

async function main(): Promise<void> {
  const corpus = corpusFolder();
  if (corpus === null) {
    console.log(
      "No corpus: set CORPUS_DIR to its folder. Nothing was replayed.\n0 passed, 0 failed",
    );
    return;
  }
  const work = mkdtempSync(join(tmpdir(), "specwright-edits-"));
  try {
    const revisions = unpackedRevisions(corpus, work).slice(
      Number(flags.from) - 1,
      Number(flags.to),
    );
    await replay(revisions, join(work, "sdk"));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function replay(revisions: readonly string[], folder: string): Promise<void> {
  const random = new Random(Number(flags.seed));
  const run = new Replay(folder, random);
  const edits = random.shuffled(
    KINDS.flatMap((kind) => Array<typeof kind>(Number(flags.each)).fill(kind)),
  );
  const { counts } = run;
  let [done, failed] = [0, 0];
  for (const [index, document] of revisions.entries()) {
    await run.step(document);
    const until = Math.round(((index + 1) * edits.length) / Math.max(1, revisions.length - 1));
    for (; index < revisions.length - 1 && done < until && done < edits.length; done += 1)
      run.edit(edits[done] ?? "comment", done + 1);
    if (counts.faults.length > 0) failed += 1;
    for (const fault of counts.faults.splice(0))
      console.log(`FAIL ${Number(flags.from) + index}  ${fault}`);
  }
  const { merges, conflicts, gitConflicts } = counts;
  console.log(
    `${done} edits, ${run.edits.length} in place at the end; ${merges} merges: ${conflicts} conflicts, git merge-file ${gitConflicts}`,
  );
  const isFrugal = conflicts <= gitConflicts * SHARE;
  if (!isFrugal) console.log(`FAIL more conflicts than a fifth of git's`);
  if (merges === 0) console.log("FAIL nothing had to be merged");
  const faults = failed + (isFrugal ? 0 : 1) + (merges === 0 ? 1 : 0);
  console.log(`${revisions.length + 2 - faults} passed, ${faults} failed`);
  process.exitCode = faults > 0 ? 1 : 0;
}
