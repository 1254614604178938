/**
 * OpenRouter's document (YAML, 1.4 MB) under Node 22: a first run, and one after a property was added to a schema, in a new process. Of
 * the latter it is told which files were written, too: only those that show the property. Redocly's generate-client, which the other
 * benches compare with, refuses the document.
 */
import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { gunzipSync } from "node:zlib";
import { compare, medians, printCosts, within } from "./support/compare.js";
import { node22, specwright } from "./support/generators.js";
import { ROOT } from "./support/measure.js";

const ROUNDS = Number(process.env["ROUNDS"] ?? 5);
const corpus = resolve(ROOT, process.env["CORPUS_DIR"] ?? "../shared/corpus");
const packed = join(corpus, "docs", "openrouter-out.yaml.gz");
if (!existsSync(packed)) {
  console.log("No corpus: set CORPUS_DIR to its folder. Nothing was measured.");
  process.exit(0);
}

const work = mkdtempSync(join(tmpdir(), "specwright-bench-"));
process.on("exit", () => rmSync(work, { recursive: true, force: true }));
execFileSync(process.execPath, [join(ROOT, "scripts", "build.mjs")], { stdio: "inherit" });

const node = node22();
const text = gunzipSync(readFileSync(packed)).toString("utf8");
const document = join(work, "openapi.yaml");
writeFileSync(document, text);
const {
  costs: [first],
  folders: [folder = ""],
} = compare(document, [specwright], { node, rounds: ROUNDS, work });
const changes = Array.from({ length: ROUNDS }, (_, round) => changed(`added_${round}`));
const change = medians(changes.map(({ cost }) => cost));
printCosts(
  `OpenRouter's document, ${ROUNDS} rounds, medians`,
  ["a first run", "one property added"],
  {
    costs: first === undefined ? [] : [first, change],
  },
);
console.log(`written: ${changes[0]?.written.join(", ")}\n`);

const met = [
  within("a first run, s of CPU", (first?.cpuMs ?? NaN) / 1000, 0.9),
  within("one property added, s of CPU", change.cpuMs / 1000, 0.7),
];
if (met.includes(false)) process.exitCode = 1;

/** A run after the first schema that has properties got one more. */
function changed(name: string) {
  const schemas = text.indexOf("\n  schemas:");
  const added = text
    .slice(schemas)
    .replace(/^( +)properties:\n/m, `$1properties:\n$1  ${name}:\n$1    type: string\n`);
  writeFileSync(document, text.slice(0, schemas) + added);
  const before = modified();
  const cost = specwright.run(document, folder, {
    node,
    temporary: mkdtempSync(join(work, "tmp-")),
  });
  const written = [...modified()].filter(([file, time]) => before.get(file) !== time);
  return { cost, written: written.map(([file]) => relative(join(folder, "sdk"), file)) };
}

/** When each file of the package was last written. */
function modified(): ReadonlyMap<string, number> {
  const entries = readdirSync(join(folder, "sdk"), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return new Map(
    files.map(({ parentPath, name }) => {
      const file = join(parentPath, name);
      return [file, statSync(file).mtimeMs];
    }),
  );
}
