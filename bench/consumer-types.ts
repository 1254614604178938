/** What the package costs a consumer's compiler: one call, strict, next to the same file with raw fetch. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildPackage, median, table } from "./support/measure.js";

const ROUNDS = 5;
const LIMIT_FILES = 20;
const COMPILER = createRequire(import.meta.url).resolve("typescript/bin/tsc");
const CONSUMERS: [name: string, code: string][] = [
  [
    "raw fetch",
    `const response = await fetch("https://openrouter.ai/api/v1/rerank", { method: "POST", body: JSON.stringify({ model: "m", query: "q", documents: ["a"] }) });
const { results } = (await response.json()) as { results: { index: number }[] };
export const first: number | undefined = results[0]?.index;`,
  ],
  [
    "function",
    `import { OpenRouterCore } from "openrouter-rerank/client";
import { rerank } from "openrouter-rerank/operations/rerank";
const { results } = await rerank(new OpenRouterCore(), { model: "m", query: "q", documents: ["a"] });
export const first: number | undefined = results[0]?.index;`,
  ],
  [
    "class",
    `import { OpenRouter } from "openrouter-rerank";
const { results } = await new OpenRouter().rerank.rerank({ model: "m", query: "q", documents: ["a"] });
export const first: number | undefined = results[0]?.index;`,
  ],
];

function compile(folder: string): { files: number; seconds: number; instantiations: number } {
  const { stdout, status } = spawnSync(
    process.execPath,
    [COMPILER, "-p", folder, "--extendedDiagnostics"],
    { encoding: "utf8" },
  );
  if (status !== 0) throw new Error(stdout);
  const figure = (name: string) =>
    Number(new RegExp(`^${name}:\\s+([\\d.]+)`, "m").exec(stdout)?.[1]);
  return {
    files: figure("Files"),
    seconds: figure("Total time"),
    instantiations: figure("Instantiations"),
  };
}

function makeProject(root: string, built: string, name: string, code: string): string {
  const folder = join(root, name.replace(" ", "-"));
  mkdirSync(join(folder, "node_modules"), { recursive: true });
  symlinkSync(built, join(folder, "node_modules", "openrouter-rerank"), "junction");
  writeFileSync(join(folder, "index.ts"), code);
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  const compilerOptions = {
    target: "ES2022",
    lib: ["ES2022", "DOM"],
    types: [],
    module: "NodeNext",
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    skipLibCheck: false,
  };
  writeFileSync(
    join(folder, "tsconfig.json"),
    JSON.stringify({ compilerOptions, files: ["index.ts"] }),
  );
  return folder;
}

const built = buildPackage();
const root = mkdtempSync(join(tmpdir(), "consumer-types-"));
try {
  const rows = CONSUMERS.map(([name, code]) => {
    const folder = makeProject(root, built, name, code);
    const runs = Array.from({ length: ROUNDS }, () => compile(folder));
    return {
      name,
      files: median(runs.map((run) => run.files)),
      instantiations: median(runs.map((run) => run.instantiations)),
      seconds: median(runs.map((run) => run.seconds)),
    };
  });
  const base = rows[0]?.files ?? NaN;
  table(
    ["one call with", "files", "more", "instantiations", "median s"],
    rows.map((row) => [
      row.name,
      row.files,
      row.files - base,
      row.instantiations,
      row.seconds.toFixed(2),
    ]),
  );
  if (rows.some((row) => row.files - base > LIMIT_FILES)) process.exitCode = 1;
} finally {
  rmSync(root, { recursive: true });
}
