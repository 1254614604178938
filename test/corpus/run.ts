/**
 * `npm run test:corpus [-- --only ID[,ID]] [--validation] [--formats]`: generates an SDK (with schemas to validate by; with dates as
 * `Date` and 64-bit integers as `bigint`) from every document of the corpus and type-checks it under `strict`, `exactOptionalPropertyTypes` and `noUncheckedIndexedAccess`. Valid documents must come out
 * without a type error; the others must give an SDK or a diagnostic. Some files of each are laid out by prettier once more, which must
 * change nothing; some of its types are printed once more without any layout, of which prettier must make the same; and what is known of
 * files without parsing them must be what the parser finds. Prints a row for each document that is not clean, and last `N passed, N failed`.
 */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import {
  SpecwrightError,
  type Plan,
  type ResolvedConfig,
  type TemplateSet,
  type Types,
} from "../../generator/contract/index.js";
import { layOut } from "../../generator/format/prettier.js";
import { everything } from "../../generator/load/select/index.js";
import { describe, generate } from "../../generator/generate.js";
import { render } from "../../generator/render/index.js";
import { misprinted, misprintedAliases } from "../support/plain-print.js";
import { differences } from "../generator/assemble/two-ways.js";
import { corpusDocuments, corpusFolder, unpack, type CorpusDocument } from "./documents.js";
import { typeCheck } from "./type-check.js";

interface Outcome {
  readonly document: CorpusDocument;
  readonly ms: number;
  /** Diagnostics by rule, such as `ref-not-found x3`. */
  readonly rules: readonly string[];
  /**
   * `generated`: an SDK stands there. `untidy`: one that prettier would lay out differently. `misread`: one whose files the parser
   * reads differently. `misprinted`: one with a type that a plain printing gives otherwise. `refused`: a diagnostic instead. `crashed`: an exception, always a failure.
   */
  readonly kind: "generated" | "untidy" | "misread" | "misprinted" | "refused" | "crashed";
  readonly detail: string;
}

const packagesPerCompilerRun = 24;
/** Of each document, declarations and types in other code. */
const TYPES_PRINTED_AGAIN = 120;

const { values: flags } = parseArgs({
  options: {
    only: { type: "string" },
    formats: { type: "boolean" },
    keep: { type: "boolean" },
    report: { type: "string" },
    validation: { type: "boolean", default: false },
  },
});
await main();

async function main(): Promise<void> {
  const folder = corpusFolder();
  if (folder === null) {
    console.log("No corpus: set CORPUS_DIR to its folder. Nothing was tested.\n0 passed, 0 failed");
    return;
  }
  const only = flags.only?.split(",");
  const documents = corpusDocuments(folder).filter((d) => only?.includes(d.id) ?? true);
  const work = mkdtempSync(join(tmpdir(), "specwright-corpus-"));
  const outcomes: Outcome[] = [];
  for (const document of documents) outcomes.push(await generateOne(folder, work, document));
  const errors = await checkAll(work, outcomes);
  const failed = outcomes.filter((outcome) =>
    printOutcome(outcome, errors.get(outcome.document.id) ?? []),
  );
  if (flags.report !== undefined) writeReport(flags.report, outcomes, errors);
  if (flags.keep === true) console.log(`kept: ${work}`);
  else rmSync(work, { recursive: true, force: true });
  console.log(`${outcomes.length - failed.length} passed, ${failed.length} failed`);
  process.exitCode = failed.length === 0 ? 0 : 1;
}

async function generateOne(
  folder: string,
  work: string,
  document: CorpusDocument,
): Promise<Outcome> {
  const start = performance.now();
  const done = (kind: Outcome["kind"], rules: readonly string[], detail = ""): Outcome => ({
    document,
    kind,
    rules,
    detail,
    ms: performance.now() - start,
  });
  try {
    const input = unpack(folder, document, join(work, "input", document.id));
    const output = join(work, document.id);
    const config = configFor(input, output);
    const { diagnostics } = await generate(config);
    const rules = countRules(diagnostics);
    const untidy = await untidyFile(output);
    if (untidy !== null) return done("untidy", rules, untidy);
    const { plan, templates, types } = await describe(config);
    const misread = await misreadFile(plan, templates);
    if (misread !== null) return done("misread", rules, misread);
    const wrong = await misprintedType(types);
    return wrong === null ? done("generated", rules) : done("misprinted", rules, wrong);
  } catch (error) {
    if (error instanceof SpecwrightError) {
      return done("refused", countRules(error.diagnostics), error.message.slice(0, 300));
    }
    return done(
      "crashed",
      [],
      error instanceof Error ? (error.stack ?? error.message) : String(error),
    );
  }
}

/** Of a few files, the first that prettier would change. */
async function untidyFile(output: string): Promise<string | null> {
  const folders = ["src/operations", "src/resources"].map((path) => join(output, path));
  for (const folder of folders.filter((path) => existsSync(path))) {
    for (const name of readdirSync(folder).toSorted().slice(0, 3)) {
      const file = join(folder, name);
      const text = readFileSync(file, "utf8");
      if (text.length < 100_000 && text !== (await layOut(text))) return file;
    }
  }
  return null;
}

/** The first file that would come out differently if it were parsed. */
async function misreadFile(plan: Plan, templates: TemplateSet): Promise<string | null> {
  const rendered = render(plan, templates, () => {});
  try {
    return (await differences(rendered, plan))[0]?.path ?? null;
  } catch (error) {
    // What was generated just now is refused by the parser.
    if (error instanceof SpecwrightError) return error.message;
    throw error;
  }
}

/** Of a few declarations and types, from all over the document, the first that a plain printing gives otherwise. */
async function misprintedType({ declarations, expressions }: Types): Promise<string | null> {
  const types = Object.values(expressions).map(({ type }) => type);
  const wrong = (await misprinted(some(declarations))) ?? (await misprintedAliases(some(types)));
  return wrong && `${wrong.given} is not ${wrong.wanted}`;
}

function some<Item>(all: readonly Item[]): readonly Item[] {
  const step = Math.ceil(all.length / TYPES_PRINTED_AGAIN);
  return all.filter((_, index) => index % step === 0);
}

function configFor(input: string, output: string): ResolvedConfig {
  return {
    input,
    output,
    templates: null,
    overlays: [],
    allowHosts: [],
    filter: everything,
    package: {
      name: null,
      version: null,
      description: null,
      license: null,
      author: null,
      repository: null,
      homepage: null,
    },
    client: { name: null, envPrefix: null },
    types:
      flags.formats === true
        ? { dates: "Date", int64: "bigint" }
        : { dates: "string", int64: "number" },
    retries: null,
    validation: flags.validation,
    openapiTypes: false,
    release: { bump: false, changelog: true },
    dropAliases: false,
    failOn: "never",
  };
}

function countRules(diagnostics: readonly { readonly rule: string }[]): string[] {
  const counts = new Map<string, number>();
  for (const { rule } of diagnostics) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return [...counts].map(([rule, count]) => (count === 1 ? rule : `${rule} x${count}`)).sort();
}

async function checkAll(
  work: string,
  outcomes: readonly Outcome[],
): Promise<Map<string, string[]>> {
  const names = outcomes
    .filter((o) => o.kind !== "refused" && o.kind !== "crashed")
    .map((o) => o.document.id);
  const errors = new Map<string, string[]>();
  for (let start = 0; start < names.length; start += packagesPerCompilerRun) {
    const found = await typeCheck(work, names.slice(start, start + packagesPerCompilerRun));
    for (const [name, lines] of found) errors.set(name, lines);
  }
  return errors;
}

/** Prints what is worth reading of one document; true where it failed. */
function printOutcome(outcome: Outcome, typeErrors: readonly string[]): boolean {
  const valid = outcome.document.expect === "valid-or-tolerated";
  const failed =
    outcome.kind === "crashed" ||
    outcome.kind === "untidy" ||
    outcome.kind === "misread" ||
    outcome.kind === "misprinted" ||
    typeErrors.length > 0 ||
    (valid && outcome.kind === "refused");
  const state = typeErrors.length > 0 ? `${typeErrors.length} type errors` : outcome.kind;
  const mark = failed ? "FAIL" : "ok  ";
  console.log(
    `${mark} ${outcome.document.id.padEnd(44)} ${state.padEnd(16)} ${outcome.ms.toFixed(0).padStart(6)} ms  ${outcome.rules.join(", ")}`,
  );
  if (failed) {
    const lines =
      outcome.detail === "" ? typeErrors.slice(0, 3) : outcome.detail.split("\n").slice(0, 4);
    for (const line of lines) console.log(`       ${line.slice(0, 240)}`);
  }
  return failed;
}

function writeReport(
  file: string,
  outcomes: readonly Outcome[],
  errors: Map<string, string[]>,
): void {
  const rows = outcomes.map((o) => ({ ...o, typeErrors: errors.get(o.document.id) ?? [] }));
  writeFileSync(file, JSON.stringify(rows, null, 1));
}
