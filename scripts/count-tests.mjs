/**
 * Sums vitest's JSON reports in a folder and prints `N passed, N failed` (and `, N skipped`), alone on the line.
 * Exits with 1 where a test failed, or where none ran: a suite that did not start must not look like a pass.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const folder = process.argv[2] ?? ".";
const reports = readdirSync(folder)
  .filter((name) => name.endsWith(".json"))
  .map((name) => JSON.parse(readFileSync(join(folder, name), "utf8")));

const sum = (field) => reports.reduce((total, report) => total + (report[field] ?? 0), 0);
const passed = sum("numPassedTests");
const skipped = sum("numPendingTests") + sum("numTodoTests");
// A file that cannot be loaded has no tests to count, but it is a failed suite.
const broken = reports
  .flatMap(({ testResults }) => testResults)
  .filter(({ status, assertionResults }) => status === "failed" && assertionResults.length === 0);
const failed = sum("numFailedTests") + broken.length;

console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
