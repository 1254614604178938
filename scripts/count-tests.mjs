/**
 * Sums vitest's JSON reports in a folder, and the last lines of the other suites' logs beside them, and prints `N passed, N failed` (and `, N skipped`), alone on the line.
 * Known exceptions of a suite (`, N known` in its last line) are neither: they stand on a line of their own before it.
 * What failed is listed before both, so that the end of a log that was cut says it.
 * Exits with 1 where a test failed, or where none ran: a suite that did not start must not look like a pass.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const folder = process.argv[2] ?? ".";
const reports = readdirSync(folder)
  .filter((name) => name.endsWith(".json"))
  .map((name) => JSON.parse(readFileSync(join(folder, name), "utf8")));

const sum = (field) => reports.reduce((total, report) => total + (report[field] ?? 0), 0);
const logs = readdirSync(folder)
  .filter((name) => name.endsWith(".log"))
  .map((name) => logOf(name, readFileSync(join(folder, name), "utf8")));
const sumOfLogs = (field) => logs.reduce((total, counts) => total + counts[field], 0);

const passed = sum("numPassedTests") + sumOfLogs("passed");
const skipped = sum("numPendingTests") + sum("numTodoTests") + sumOfLogs("skipped");
// A file that cannot be loaded has no tests to count, but it is a failed suite.
const broken = reports
  .flatMap(({ testResults }) => testResults)
  .filter(({ status, assertionResults }) => status === "failed" && assertionResults.length === 0);
const failed = sum("numFailedTests") + broken.length + sumOfLogs("failed");

for (const { testResults } of reports)
  for (const { name, status, message, assertionResults } of testResults ?? []) {
    const tests = assertionResults.filter((test) => test.status === "failed");
    for (const { fullName, failureMessages } of tests)
      console.log(`failed: ${name}: ${fullName}: ${firstLine(failureMessages.join("\n"))}`);
    if (status === "failed" && tests.length === 0)
      console.log(`failed: ${name}: ${firstLine(message ?? "")}`);
  }
for (const { suite, failures } of logs)
  for (const failure of failures) console.log(`failed: ${suite}: ${failure}`);

const known = logs.filter((counts) => counts.known > 0);
if (known.length > 0)
  console.log(
    `known exceptions: ${known.map(({ suite, known }) => `${known} in ${suite}`).join(", ")}`,
  );
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;

/** A log without a count is a suite that did not come to its end: one failure. */
function logOf(name, text) {
  const suite = name.replace(/\.log$/, "");
  const failures = [...text.matchAll(/^FAIL +(.*)$/gm)].map(([, failure]) => failure);
  const match = /^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?(?:, (\d+) known)?$/m.exec(
    text.trimEnd().split("\n").at(-1) ?? "",
  );
  if (match !== null) {
    const [passed, failed, skipped, known] = match.slice(1).map((digits) => Number(digits ?? 0));
    return { suite, failures, passed, failed, skipped, known };
  }
  failures.push("its log does not end with a count");
  return { suite, failures, passed: 0, failed: 1, skipped: 0, known: 0 };
}

function firstLine(text) {
  return text.trimStart().split("\n", 1)[0];
}
