/**
 * `npm run test:oracle [-- --only ID[,ID]]`: openapi-typescript judges our types. Values are made from each component schema of the
 * corpus, and changed in one place each; the compiler says which of them our declaration accepts, and which the library's does. They
 * must accept the same ones, but for differences with a reason (`reasons.ts`), which are counted apart. Prints each other difference,
 * and last `N passed, N failed, N known`.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { corpusDocuments, corpusFolder, unpack, type CorpusDocument } from "../corpus/documents.js";
import { lineOf, tally, type Tally } from "./count.js";
import { judge, type Subject } from "./judge.js";
import type { Reason } from "./reasons.js";
import { subjectOf } from "./subject.js";

const DOCUMENTS_AT_ONCE = 12;

const { values: flags } = parseArgs({ options: { only: { type: "string" } } });
await main();

async function main(): Promise<void> {
  const folder = corpusFolder();
  if (folder === null) {
    console.log(
      "No corpus: set CORPUS_DIR to its folder. Nothing was compared.\n0 passed, 0 failed, 0 known",
    );
    return;
  }
  const only = flags.only?.split(",");
  const documents = corpusDocuments(folder).filter(({ id }) => only?.includes(id) ?? true);
  const work = mkdtempSync(join(tmpdir(), "specwright-oracle-"));
  const failures: string[] = [];
  const tallies: Tally[] = [];
  for (let start = 0; start < documents.length; start += DOCUMENTS_AT_ONCE) {
    const subjects = await subjectsOf(
      documents.slice(start, start + DOCUMENTS_AT_ONCE),
      folder,
      work,
    );
    for (const [id, { judged, errors }] of await judge(work, subjects)) {
      const found = tally(judged);
      tallies.push(found);
      const lines = [...errors, ...found.differing.map(lineOf)].map(
        (line) => `FAIL ${id}: ${line}`,
      );
      for (const line of lines) console.log(line);
      failures.push(...lines);
    }
  }
  rmSync(work, { recursive: true, force: true });
  printSums(tallies, failures.length);
  process.exitCode = failures.length === 0 ? 0 : 1;
}

/** Without the documents that one of both sides refuses; which is said. */
async function subjectsOf(
  documents: readonly CorpusDocument[],
  folder: string,
  work: string,
): Promise<readonly Subject[]> {
  const subjects: Subject[] = [];
  for (const document of documents) {
    const { id } = document;
    try {
      const input = unpack(folder, document, join(work, "input", id));
      subjects.push(await subjectOf(id, input, join(work, "sdk", id)));
    } catch (error) {
      const [line] = String(error).split("\n");
      console.log(`left out ${id}: ${line ?? ""}`);
    }
  }
  return subjects;
}

function printSums(tallies: readonly Tally[], failed: number): void {
  const sum = (count: (each: Tally) => number) =>
    tallies.reduce((all, each) => all + count(each), 0);
  const counts = new Map<Reason, number>();
  for (const { known } of tallies)
    for (const [reason, count] of known) counts.set(reason, (counts.get(reason) ?? 0) + count);
  for (const [{ kind, why }, count] of counts) console.log(`${count} ${kind}: ${why}`);
  const [accepted, refused] = [sum((each) => each.accepted), sum((each) => each.refused)];
  console.log(
    `${tallies.length} documents; ${accepted} values accepted by both, ${refused} refused by both`,
  );
  const known = [...counts.values()].reduce((all, count) => all + count, 0);
  console.log(`${accepted + refused} passed, ${failed} failed, ${known} known`);
}
