/**
 * `npm run test:history [-- --from N --to N]`: replays the revisions of one real document. Each step is judged by `specwright diff`, and
 * by a user's program of the step before (every operation called, every field read, every error caught): a step that breaks the
 * program is called major, one that does not is not. At every 20th the whole package is type-checked. Prints the bump of each step beside the one that its owner published, and last
 * `N passed, N failed`.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { resolveConfig } from "../../generator/config/index.js";
import type { Comparison } from "../../generator/contract/index.js";
import { diffDescriptions, sources } from "../../generator/diff.js";
import { describe, type Description } from "../../generator/generate.js";
import { TypeChecker } from "../../generator/lib/compiler.js";
import { surface } from "../../generator/surface/index.js";
import { corpusFolder } from "../corpus/documents.js";
import { consumersOf } from "./consumer.js";

interface Revision {
  readonly n: number;
  readonly file: string;
  readonly official_bump: string | null;
}

/** Every so many revisions, all sources of the package are type-checked. */
const WHOLE = 20;

const { values: flags } = parseArgs({
  options: {
    from: { type: "string", default: "1" },
    to: { type: "string", default: "300" },
    verbose: { type: "boolean", default: false },
  },
});
await main();

async function main(): Promise<void> {
  const corpus = corpusFolder();
  if (corpus === null) {
    console.log(
      "No corpus: set CORPUS_DIR to its folder. Nothing was replayed.\n0 passed, 0 failed",
    );
    return;
  }
  const work = mkdtempSync(join(tmpdir(), "specwright-history-"));
  try {
    execFileSync("tar", ["-xJf", join(corpus, "openrouter-history.tar.xz"), "-C", work]);
    await replay(join(work, "openrouter-history"));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function replay(folder: string): Promise<void> {
  const { revisions } = JSON.parse(readFileSync(join(folder, "index.json"), "utf8")) as {
    revisions: readonly Revision[];
  };
  const chosen = revisions.filter(({ n }) => n >= Number(flags.from) && n <= Number(flags.to));
  const checker = new TypeChecker();
  const counts = { passed: 0, failed: 0 };
  let before: Description | null = null;
  for (const { n, file, official_bump: published } of chosen) {
    const config = await resolveConfig({ input: join(folder, file), output: join(folder, "sdk") });
    const after = await describe(config);
    if (before !== null) {
      const comparison = await diffDescriptions(
        { description: before, source: "before" },
        { description: after, source: "after" },
        { checker: () => Promise.resolve(checker) },
      );
      const broken = await brokenConsumers(before, after, checker);
      const faults = faultsOf(comparison, broken);
      counts[faults.length === 0 ? "passed" : "failed"]++;
      print(n, comparison, { published, faults });
    }
    if (n % WHOLE === 0) {
      const errors = await typeErrors(after, checker);
      counts[errors.length === 0 ? "passed" : "failed"]++;
      for (const error of errors.slice(0, 4)) console.log(`FAIL ${n}  ${error}`);
    }
    before = after;
  }
  console.log(`${counts.passed} passed, ${counts.failed} failed`);
  process.exitCode = counts.failed > 0 || counts.passed === 0 ? 1 : 0;
}

/** Of all sources of the package. */
async function typeErrors(
  description: Description,
  checker: TypeChecker,
): Promise<readonly string[]> {
  const files = await placedSources(description);
  const errors = checker.errors(files, [...files.keys()]);
  return [...errors].flatMap(([path, messages]) =>
    messages.map((message) => `${path}: ${message}`),
  );
}

/** By path, below `/package`. */
async function placedSources(description: Description): Promise<Map<string, string>> {
  const files = [...(await sources(description))].filter(([path]) => path.endsWith(".ts"));
  return new Map([
    ...files.map(([path, text]) => [`/package/${path}`, text] as const),
    ...libraryFiles("openapi-fetch"),
    ...libraryFiles("openapi-typescript-helpers"),
  ]);
}

/** The declarations of a library that the package depends on, as they are installed here. */
function libraryFiles(name: string): readonly (readonly [string, string])[] {
  const folder = fileURLToPath(new URL(`../../node_modules/${name}`, import.meta.url));
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path === "package.json" || /\.d\.[cm]?ts$/.test(path))
    .map((path) => [`/node_modules/${name}/${path}`, readFileSync(join(folder, path), "utf8")]);
}

/** Every program that does not compile any more, with what the compiler says of it. */
async function brokenConsumers(
  before: Description,
  after: Description,
  checker: TypeChecker,
): Promise<readonly string[]> {
  const consumers = [...consumersOf(surface(before.model, before.plan, "before"), before.model)];
  const errorsWith = async (description: Description): Promise<readonly string[]> => {
    const placed = await placedSources(description);
    const paths = consumers.map(([id, text], index) => {
      const path = `/package/use/${index}.ts`;
      placed.set(path, text.replaceAll('from "pkg"', 'from "../src/index.js"'));
      return { id, path };
    });
    const errors = checker.errors(
      placed,
      paths.map(({ path }) => path),
    );
    return paths.flatMap(({ id, path }) =>
      (errors.get(path) ?? []).slice(0, 2).map((error) => `${id}: ${error}`),
    );
  };
  const broken = await errorsWith(after);
  if (broken.length === 0) return [];
  // What does not compile with its own package says nothing of the next one.
  const own = await errorsWith(before);
  return own.length === 0 ? broken : own.map((error) => `with its own package: ${error}`);
}

function faultsOf({ bump, changes }: Comparison, broken: readonly string[]): readonly string[] {
  return [
    ...broken.filter((error) => error.startsWith("with its own")),
    ...(broken.length > 0 && bump !== "major"
      ? broken.slice(0, 3).map((error) => `breaks, and is called ${bump}: ${error}`)
      : []),
    ...(broken.length === 0 && bump === "major"
      ? changes
          .filter((change) => change.bump === "major")
          .map(({ message }) => `called major, and breaks no program: ${message}`)
      : []),
  ];
}

function print(
  n: number,
  { bump, changes }: Comparison,
  { published, faults }: { readonly published: string | null; readonly faults: readonly string[] },
): void {
  const majors = changes.filter((change) => change.bump === "major").length;
  const unproved = changes.filter(({ proved }) => proved === false).length;
  const mark = faults.length === 0 ? "ok  " : "FAIL";
  console.log(
    `${mark} ${String(n).padStart(3)}  ${bump.padEnd(6)} published ${(published ?? "-").padEnd(10)} ${changes.length} changes, ${majors} major, ${unproved} unproved`,
  );
  for (const fault of faults.slice(0, 4)) console.log(`       ${fault.slice(0, 240)}`);
  if (flags.verbose)
    for (const { bump: each, message, proved } of changes)
      if (each === "major" || proved === false) console.log(`       ${each} ${message}`);
}
