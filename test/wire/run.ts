/**
 * `npm run test:wire [-- --only NAME] [--openapi 3.1.0]`: TypeSpec's conformance suite for HTTP clients. Its specs are compiled to OpenAPI
 * 3.0, 3.1 and 3.2 by its own compiler, an SDK is made of each document, and each scenario is called against its own mock server.
 * A scenario passes where the server says so, the types of the SDK take the call, and it comes to what the server answered: the value,
 * documented headers, XML as a structure. Last line: `N passed, N failed, N known`.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { importSdk } from "../conformance/sdk.js";
import { readSource } from "../conformance/source.js";
import { load } from "../../generator/load/index.js";
import type { Subject } from "./find.js";
import { knownCases } from "./known.js";
import { play } from "./play.js";
import { typeFaults, type TypedCall } from "./typed.js";
import { compileSpecs, startMockServer, type Spec } from "./suite.js";

interface Row {
  readonly openapi: string;
  readonly scenarios: number;
  readonly passed: number;
  readonly known: number;
  readonly failed: number;
  readonly seconds: number;
}

const { values: flags } = parseArgs({
  options: {
    only: { type: "string" },
    openapi: { type: "string", default: "3.0.0,3.1.0,3.2.0" },
  },
});
const root = fileURLToPath(new URL("../..", import.meta.url));
/** What the emitter of OpenAPI leaves out of a spec. */
const overlays: Readonly<Record<string, string>> = {
  "payload/pageable": "test/wire/pageable.overlay.yaml",
  "payload/xml": "test/wire/xml.overlay.yaml",
};
const unused = new Set(knownCases);
await main();

async function main(): Promise<void> {
  execFileSync(process.execPath, ["scripts/ensure-install.mjs", "test/wire"], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
  });
  const work = mkdtempSync(join(tmpdir(), "specwright-wire-"));
  const versions = flags.openapi.split(",");
  const specs = await compileSpecs(work, versions);
  const rows: Row[] = [];
  for (const openapi of versions) rows.push(await playAll(work, openapi, specs));
  rmSync(work, { recursive: true, force: true });
  console.table(rows);
  const stale = flags.only === undefined ? [...unused] : [];
  for (const { scenario } of stale) console.log(`known case that no longer occurs: ${scenario}`);
  const failed = rows.reduce((sum, row) => sum + row.failed, stale.length);
  const passed = rows.reduce((sum, row) => sum + row.passed, 0);
  const known = rows.reduce((sum, row) => sum + row.known, 0);
  console.log(`${passed} passed, ${failed} failed, ${known} known`);
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
}

/** Every scenario once, against a server of its own: it keeps what it has seen. */
async function playAll(work: string, openapi: string, specs: readonly Spec[]): Promise<Row> {
  const start = performance.now();
  const server = await startMockServer(work);
  const subjects = await readSubjects(
    work,
    specs.filter((spec) => spec.openapi === openapi),
  );
  const played = server.scenarios.filter(({ name }) => name.includes(flags.only ?? ""));
  const faults = new Map<string, readonly string[]>();
  const calls: TypedCall[] = [];
  for (const scenario of played)
    faults.set(scenario.name, await play({ server, subjects, calls }, scenario));
  for (const [name, found] of await typeFaults(join(work, "sdk", openapi), calls))
    faults.set(name, [...(faults.get(name) ?? []), ...found]);
  const verdicts = await server.verdicts();
  server.stop();
  const row = { openapi, scenarios: played.length, passed: 0, known: 0, failed: 0 };
  for (const [name, found] of faults) {
    if (found.length === 0 && verdicts.get(name) === "pass") row.passed += 1;
    else if (isKnown(name)) row.known += 1;
    else {
      row.failed += 1;
      const server = `the server says ${verdicts.get(name)}`;
      console.log(`FAIL ${openapi} ${name}: ${[...found, server].join("; ")}`);
    }
  }
  return { ...row, seconds: Math.round((performance.now() - start) / 1000) };
}

function isKnown(name: string): boolean {
  const known = knownCases.find(({ scenario }) => scenario.test(name));
  if (known !== undefined) unused.delete(known);
  return known !== undefined;
}

/** The newest version of an API first. */
async function readSubjects(work: string, specs: readonly Spec[]): Promise<Subject[]> {
  const subjects: Subject[] = [];
  for (const { name: spec, openapi, documents } of specs) {
    for (const [index, document] of documents.entries()) {
      const name = `${spec.replaceAll("/", "-")}-${index}`;
      const folder = join(work, "sdk", openapi, name);
      const overlay = overlays[spec];
      const own = overlay === undefined ? [] : [join(root, overlay)];
      const sdk = await importSdk(document, folder, "http://127.0.0.1", own);
      const source = await readSource(await overlaid(document, own));
      subjects.unshift({ name, sdk, source });
    }
  }
  return subjects;
}

/** The document as the overlays leave it, in a file beside it. */
async function overlaid(document: string, own: readonly string[]): Promise<string> {
  if (own.length === 0) return document;
  const options = { input: document, overlays: own, allowHosts: [] };
  const loaded = await load(options, () => {});
  const file = document.replace(/\.json$/, ".overlaid.json");
  writeFileSync(file, JSON.stringify(loaded.root));
  return file;
}
