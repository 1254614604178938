/**
 * Import of the built package in a fresh Node process, next to an empty module and openapi-fetch. Milliseconds, interleaved. The best of
 * the rounds is what the import costs; the median has what else the machine was doing in it.
 */
import { execFileSync } from "node:child_process";
import { pathToFileURL } from "node:url";
import { buildPackage, median, ROOT, table } from "./support/measure.js";

const ROUNDS = 21;
const LIMIT_MS = 15;
const dist = `${buildPackage()}/dist/esm`;
const MODULES: [name: string, url: string][] = [
  ["empty module", "data:text/javascript,"],
  ["openapi-fetch", pathToFileURL(`${ROOT}node_modules/openapi-fetch/dist/index.mjs`).href],
  ["rerank function and client", pathToFileURL(`${dist}/operations/rerank.js`).href],
  ["openrouter-rerank", pathToFileURL(`${dist}/index.js`).href],
];

/** Time of the import alone, without the start of Node. */
function importTime(url: string): number {
  const code = `const start = performance.now(); await import(${JSON.stringify(url)}); process.stdout.write(String(performance.now() - start));`;
  return Number(
    execFileSync(process.execPath, ["--input-type=module", "-e", code], { encoding: "utf8" }),
  );
}

const times: Record<string, number[]> = Object.fromEntries(MODULES.map(([name]) => [name, []]));
for (let round = 0; round < ROUNDS; round++) {
  for (const [name, url] of MODULES) times[name]?.push(importTime(url));
}
const best = (name: string) => Math.min(...(times[name] ?? []));
const over = (name: string) => best(name) - best("empty module");
const rows = Object.entries(times).map(([name, values]) => [
  name,
  best(name).toFixed(1),
  over(name).toFixed(1),
  median(values).toFixed(1),
]);
table(["module", "best ms", "over empty", "median ms"], rows);
if (over("openrouter-rerank") > LIMIT_MS) process.exitCode = 1;
