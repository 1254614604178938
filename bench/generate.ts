/**
 * `specwright generate` of small documents as a user feels it. First runs next to Redocly's generate-client, in turns, under the
 * same Node 22; then under this Node, of the rerank document: a first run and one with nothing to do, next to an empty Node process.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { gunzipSync } from "node:zlib";
import { compare, medians, printCosts, within } from "./support/compare.js";
import { node22, redocly, specwright } from "./support/generators.js";
import { ROOT } from "./support/measure.js";
import { costOf } from "./support/processes.js";

const ROUNDS = Number(process.env["ROUNDS"] ?? 5);
const corpus = resolve(ROOT, process.env["CORPUS_DIR"] ?? "../shared/corpus");

const work = mkdtempSync(join(tmpdir(), "specwright-bench-"));
process.on("exit", () => rmSync(work, { recursive: true, force: true }));
execFileSync(process.execPath, [join(ROOT, "scripts", "build.mjs")], { stdio: "inherit" });

const rerank = join(ROOT, "spec", "openrouter-rerank.yaml");
const documents = [rerank, ...["tei.json", "train-travel.yaml"].flatMap(fromCorpus)];
if (documents.length === 1) console.log("No corpus: set CORPUS_DIR for more documents.\n");
const generators = [specwright, redocly()];
const met = documents.map((document) => {
  const { costs } = compare(document, generators, { node: node22(), rounds: ROUNDS, work });
  const name = document.split("/").at(-1) ?? document;
  const names = generators.map((generator) => generator.name);
  printCosts(`${name}, first runs, Node 22, ${ROUNDS} rounds`, names, { costs });
  const [ours, theirs] = costs;
  const share = (ours?.cpuMs ?? NaN) / (theirs?.cpuMs ?? NaN);
  const isWithin = within(`${name}: CPU, as a part of Redocly's`, share, 0.7);
  console.log();
  return isWithin;
});

const folder = mkdtempSync(join(work, "kept-"));
specwright.run(rerank, folder);
const manifest = join(folder, "sdk", ".specwright.json");
const written = statSync(manifest).mtimeMs;
const runs = {
  "an empty Node process": () => costOf(["-e", ""], work),
  "specwright, first run": () => specwright.run(rerank, mkdtempSync(join(work, "run-"))),
  "specwright, nothing changed": () => specwright.run(rerank, folder),
};
const rounds = Array.from({ length: 2 * ROUNDS + 1 }, () =>
  Object.values(runs).map((run) => run()),
);
const costs = Object.keys(runs).map((_, index) =>
  medians(rounds.flatMap((round) => round[index] ?? [])),
);
printCosts(`rerank, Node ${process.versions.node}`, Object.keys(runs), { costs });
const overNode = ((costs[2]?.cpuMs ?? NaN) - (costs[0]?.cpuMs ?? NaN)) / 1000;
met.push(within("nothing changed, s of CPU over an empty Node process", overNode, 0.15));
if (statSync(manifest).mtimeMs !== written) throw new Error("A run with nothing to do wrote.");
if (met.includes(false)) process.exitCode = 1;

function fromCorpus(name: string): string[] {
  const packed = join(corpus, "docs", `${name}.gz`);
  if (!existsSync(packed)) return [];
  const file = join(work, name);
  writeFileSync(file, gunzipSync(readFileSync(packed)));
  return [file];
}
