/**
 * What a user of the rerank package ships, bundled and minified by esbuild for the browser, next to openapi-fetch alone; and the whole
 * client class of an API of 100 operations. With `--modules`: how much of the rerank function, and of the class, is which module.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { gzipSync } from "node:zlib";
import { build, type Metafile } from "esbuild";
import { hundredOperations } from "./support/hundred-operations.js";
import { buildPackage, ROOT, table } from "./support/measure.js";

/** Those that `--modules` tells the parts of. */
const DETAILED: ReadonlySet<string> = new Set(["rerank function", "OpenRouter class"]);
const CASES: [name: string, limit: number | undefined, code: string][] = [
  ["openapi-fetch alone", undefined, 'export { default } from "openapi-fetch";'],
  [
    "rerank function",
    6_600,
    'export { OpenRouterCore } from "./client.js"; export { rerank } from "./operations/rerank.js";',
  ],
  [
    "rerank function, every error class",
    undefined,
    'export { OpenRouterCore } from "./client.js"; export { rerank } from "./operations/rerank.js"; export * from "./errors.js";',
  ],
  ["OpenRouter class", 8_000, 'export { OpenRouter } from "./index.js";'],
  ["everything", undefined, 'export * from "./index.js";'],
];

const built = `${buildPackage()}/dist/esm`;
const rows: (string | number)[][] = [];
const modules = new Map<string, Metafile["outputs"][string]["inputs"]>();
for (const [name, limit, contents] of CASES) await measure(name, limit, contents, built);
await measure(
  "class of 100 operations",
  20_000,
  'export * from "./sdk.js";',
  join(generateHundred(), "src"),
);
table(["bundle", "minified B", "gzip B", "limit B"], rows);
if (process.argv.includes("--modules")) for (const [name, inputs] of modules) list(name, inputs);

/** What is a module's after minification, the largest first. */
function list(name: string, inputs: Metafile["outputs"][string]["inputs"]): void {
  const sizes = Object.entries(inputs).map(([path, { bytesInOutput }]) => ({
    module: relative(built, join(ROOT, path)),
    bytes: bytesInOutput,
  }));
  console.log();
  table(
    [`module of ${name}`, "minified B"],
    sizes.toSorted((a, b) => b.bytes - a.bytes).map(({ module, bytes }) => [module, bytes]),
  );
}

async function measure(
  name: string,
  limit: number | undefined,
  contents: string,
  resolveDir: string,
): Promise<void> {
  const result = await build({
    stdin: { contents, resolveDir },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    nodePaths: [join(ROOT, "node_modules")],
    absWorkingDir: ROOT,
    metafile: true,
    write: false,
  });
  if (DETAILED.has(name))
    modules.set(name, Object.values(result.metafile.outputs)[0]?.inputs ?? {});
  const code = Buffer.concat(result.outputFiles.map((file) => file.contents));
  const size = gzipSync(code, { level: 9 }).length;
  if (limit !== undefined && size > limit) process.exitCode = 1;
  rows.push([name, code.length, size, limit ?? "-"]);
}

/** In a folder outside, where no configuration is found; it is gone when the process ends. */
function generateHundred(): string {
  const folder = mkdtempSync(join(tmpdir(), "specwright-bench-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, "hundred.json"), JSON.stringify(hundredOperations()));
  const command = join(ROOT, "generator", "cli", "main.ts");
  const tsx = import.meta.resolve("tsx");
  execFileSync(
    process.execPath,
    ["--import", tsx, command, "generate", "hundred.json", "--output", "sdk"],
    { cwd: folder },
  );
  return join(folder, "sdk");
}
