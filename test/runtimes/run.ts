/**
 * The packed rerank SDK on every JavaScript runtime, against a real server that misbehaves as told.
 *
 *   npm run test:runtimes -- [--only "Node 18"] [--notes] [--install-browser] [--json FILE]
 *
 * The runtimes are Linux x64 binaries that npm packages carry; they are installed into this folder at the first run. `--notes` prints
 * what was measured (how soon an abort ended, headers seen), `--install-browser` installs Debian's Chromium when it is missing,
 * `--json` writes the sums in the form of vitest's JSON report.
 */
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { chromium, installChromium } from "./chromium.js";
import { makeConsumer } from "./consumer.js";
import { processes } from "./processes.js";
import { failed, type Outcome, type Runtime } from "./runtime.js";
import { startRuntimesServer } from "./server.js";
import { type Column, notes, sums, table } from "./table.js";
import { workers } from "./workerd.js";

const { values: options } = parseArgs({
  options: {
    only: { type: "string" },
    notes: { type: "boolean", default: false },
    "install-browser": { type: "boolean", default: false },
    json: { type: "string" },
  },
});

const root = fileURLToPath(new URL("../..", import.meta.url));
if (process.platform === "linux" && process.arch === "x64")
  execFileSync(process.execPath, ["scripts/ensure-install.mjs", "test/runtimes"], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
  });
if (options["install-browser"]) await installChromium();

const columns = await runAll();
const { passed, failed: failures, skipped } = sums(columns);
const said = notes(columns, options.notes);
console.log([table(columns), ...(said ? [said] : [])].join("\n\n"));
console.log(`\n${passed} passed, ${failures} failed${skipped ? `, ${skipped} skipped` : ""}`);
if (options.json !== undefined) {
  const report = { numPassedTests: passed, numFailedTests: failures, numPendingTests: skipped };
  writeFileSync(options.json, JSON.stringify({ ...report, testResults: [] }));
}
// A suite that did not start must not look like a pass.
process.exitCode = failures > 0 || passed === 0 ? 1 : 0;

async function runAll(): Promise<Column[]> {
  const server = await startRuntimesServer();
  const consumer = await makeConsumer();
  const chosen = [...processes, ...workers, chromium].filter(
    ({ name }) => options.only === undefined || name.startsWith(options.only),
  );
  const made: Column[] = [];
  try {
    for (const runtime of chosen) {
      const start = Date.now();
      const outcome = await runOne(runtime, consumer.folder, server);
      made.push({ runtime: runtime.name, outcome });
      console.error(`${runtime.name}: ${((Date.now() - start) / 1000).toFixed(1)} s`);
    }
  } finally {
    consumer.remove();
    await server.close();
  }
  return made;
}

function runOne(
  runtime: Runtime,
  folder: string,
  { server, refusing }: { server: string; refusing: string },
): Promise<Outcome> {
  return runtime
    .run(folder, { server, refusing })
    .catch((error: unknown) => [failed("the runtime starts", error)]);
}
