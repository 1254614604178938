/**
 * `npm run test:conformance [-- --only ID[,ID]]`: calls every operation of the project's own document and of ten documents of the
 * corpus over loopback HTTP, against a server whose requests openapi-backend and ajv judge by the document itself. Prints a row for each
 * document and last `N passed, N failed, N known`.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { corpusDocuments, corpusFolder, unpack } from "../corpus/documents.js";
import { variantsOf } from "./arguments.js";
import { subjects, type Subject } from "./documents.js";
import { judgeCall, type Bench } from "./judge.js";
import { knownCases } from "./known.js";
import { importSdk } from "./sdk.js";
import { startServer } from "./server.js";
import { readSource } from "./source.js";
import { matcher } from "./validator.js";

interface Row {
  readonly document: string;
  readonly operations: number;
  readonly calls: number;
  readonly valid: number;
  /** Operations of which something was read back here, because openapi-backend does not judge it. */
  readonly readBack: number;
  readonly known: number;
  readonly seconds: number;
}

const { values: flags } = parseArgs({ options: { only: { type: "string" } } });
const unused = new Set(knownCases);
await main();

async function main(): Promise<void> {
  const only = flags.only?.split(",");
  const wanted = subjects.filter(({ id }) => only?.includes(nameOf(id)) ?? true);
  const work = mkdtempSync(join(tmpdir(), "specwright-conformance-"));
  const rows: Row[] = [];
  for (const subject of wanted) {
    const input = inputOf(subject, join(work, "input"));
    if (input === null)
      console.log(`skipped ${nameOf(subject.id)}: no corpus; set CORPUS_DIR to its folder`);
    else rows.push(await send(nameOf(subject.id), input, join(work, nameOf(subject.id))));
  }
  rmSync(work, { recursive: true, force: true });
  printTable(rows);
  const failed = rows.reduce((sum, row) => sum + row.operations - row.valid - row.known, 0);
  const stale = only === undefined && rows.length === subjects.length ? [...unused] : [];
  for (const { document, operation, fault } of stale)
    console.log(`known case that no longer occurs: ${document} ${operation}: ${fault}`);
  const passed = rows.reduce((sum, row) => sum + row.valid, 0);
  const known = rows.reduce((sum, row) => sum + row.known, 0);
  console.log(`${passed} passed, ${failed + stale.length} failed, ${known} known`);
  process.exitCode = failed + stale.length === 0 ? 0 : 1;
}

function nameOf(id: string | null): string {
  return id ?? "kitchen-sink";
}

function inputOf({ id }: Subject, target: string): string | null {
  if (id === null) return resolve("spec/kitchen-sink.yaml");
  const folder = corpusFolder();
  const document =
    folder === null ? undefined : corpusDocuments(folder).find((each) => each.id === id);
  return folder === null || document === undefined ? null : unpack(folder, document, target);
}

async function send(document: string, input: string, folder: string): Promise<Row> {
  const start = performance.now();
  const server = await startServer();
  const source = await readSource(input);
  const sdk = await importSdk(input, folder, server.url);
  const bench: Bench = { server, source, sdk, match: matcher(source) };
  const row = { document, operations: 0, calls: 0, valid: 0, readBack: 0, known: 0 };
  const modelled = new Set(sdk.model.operations.map(({ method, path }) => `${method} ${path}`));
  for (const [key, { isIgnored }] of source.operations) {
    if (isIgnored || modelled.has(key)) continue;
    row.operations += 1;
    console.log(`FAIL ${document} ${key}: the SDK has no such operation`);
  }
  for (const operation of sdk.model.operations) {
    row.operations += 1;
    const key = `${operation.method} ${operation.path}`;
    const described = source.operations.get(key);
    if (described === undefined) {
      console.log(`FAIL ${document} ${key}: the document has no such operation`);
      continue;
    }
    const faults = new Set<string>();
    let isReadBack = false;
    for (const { name, request } of variantsOf(operation, described)) {
      row.calls += 1;
      const verdict = await judgeCall(bench, operation, described, request);
      verdict.faults.forEach((fault) => faults.add(`${name}: ${fault}`));
      isReadBack ||= verdict.readBack.length > 0;
    }
    if (isReadBack) row.readBack += 1;
    const left = [...faults].filter((fault) => !isKnown(document, key, fault));
    if (left.length > 0) left.forEach((fault) => console.log(`FAIL ${document} ${key}: ${fault}`));
    else if (faults.size > 0) row.known += 1;
    else row.valid += 1;
  }
  server.close();
  return { ...row, seconds: (performance.now() - start) / 1000 };
}

function isKnown(document: string, operation: string, fault: string): boolean {
  const known = knownCases.find(
    (each) =>
      each.document === document && each.operation === operation && fault.includes(each.fault),
  );
  if (known !== undefined) unused.delete(known);
  return known !== undefined;
}

function printTable(rows: readonly Row[]): void {
  const line = (cells: readonly (string | number)[]) =>
    console.log(
      cells
        .map((cell, index) => (index === 0 ? String(cell).padEnd(32) : String(cell).padStart(11)))
        .join(""),
    );
  line(["document", "operations", "calls", "valid", "read back", "known", "seconds"]);
  for (const row of rows)
    line([
      row.document,
      row.operations,
      row.calls,
      row.valid,
      row.readBack,
      row.known,
      row.seconds.toFixed(1),
    ]);
}
