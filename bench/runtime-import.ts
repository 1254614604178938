/** Import of the built package in a fresh Node process, next to an empty module and openapi-fetch. Milliseconds, interleaved. */
import { execFileSync } from "node:child_process";
import { pathToFileURL } from "node:url";
import { buildPackage, median, PACKAGE, ROOT, table } from "./support/measure.js";

const ROUNDS = 21;
const LIMIT_MS = 15;
const MODULES: [name: string, url: string][] = [
  ["empty module", "data:text/javascript,"],
  ["openapi-fetch", pathToFileURL(`${ROOT}node_modules/openapi-fetch/dist/index.mjs`).href],
  ["rerank function and client", pathToFileURL(`${PACKAGE}/dist/esm/operations/rerank.js`).href],
  ["openrouter-rerank", pathToFileURL(`${PACKAGE}/dist/esm/index.js`).href],
];

/** Time of the import alone, without the start of Node. */
function importTime(url: string): number {
  const code = `const start = performance.now(); await import(${JSON.stringify(url)}); process.stdout.write(String(performance.now() - start));`;
  return Number(execFileSync(process.execPath, ["--input-type=module", "-e", code], { encoding: "utf8" }));
}

buildPackage();
const times = new Map(MODULES.map(([name]) => [name, [] as number[]]));
for (let round = 0; round < ROUNDS; round++) {
  for (const [name, url] of MODULES) times.get(name)!.push(importTime(url));
}
const base = median(times.get("empty module")!);
const rows = [...times].map(([name, values]) => [name, median(values).toFixed(1), (median(values) - base).toFixed(1)]);
table(["module", "median ms", "over empty"], rows);
if (median(times.get("openrouter-rerank")!) - base > LIMIT_MS) process.exitCode = 1;
