/**
 * What a user of the rerank package ships, bundled and minified by esbuild for the browser, next to openapi-fetch alone; and the whole
 * client class of an API of 100 operations. With `--modules`: how much of the rerank function, and of the class, is which module; its
 * gzip B are what the bundle would have less without it (together less than the bundle: modules repeat each other's words).
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { gzipSync } from "node:zlib";
import { build, type BuildOptions, transform } from "esbuild";
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
const modules = new Map<string, ModuleSize[]>();
for (const [name, limit, contents] of CASES) await measure(name, limit, contents, built);
await measure(
  "class of 100 operations",
  20_000,
  'export * from "./sdk.js";',
  join(generateHundred(), "src"),
);
table(["bundle", "minified B", "gzip B", "limit B"], rows);
for (const [name, sizes] of modules) list(name, sizes);

interface ModuleSize {
  readonly module: string;
  readonly minified: number;
  /** What the bundle would have less without it. */
  readonly gzip: number;
}

/** The largest first. */
function list(name: string, sizes: readonly ModuleSize[]): void {
  console.log();
  table(
    [`module of ${name}`, "minified B", "gzip B"],
    sizes
      .toSorted((a, b) => b.gzip - a.gzip)
      .map(({ module, minified, gzip }) => [module, minified, gzip]),
  );
}

/** esbuild names each module in a comment, where it leaves the blanks; they are taken out module by module. */
async function sizesOf(options: BuildOptions): Promise<ModuleSize[]> {
  const spaced = await build({
    ...options,
    minify: false,
    minifyIdentifiers: true,
    minifySyntax: true,
    write: false,
  });
  const [, ...parts] = (spaced.outputFiles[0]?.text ?? "")
    .replace(/^export \{[^}]*\};$/m, "")
    .split(/^\/\/ (\S+)$/m);
  const texts: { readonly module: string; readonly code: string }[] = [];
  for (let index = 0; index < parts.length; index += 2) {
    const { code } = await transform(parts[index + 1] ?? "", { minifyWhitespace: true });
    texts.push({ module: relative(built, join(ROOT, parts[index] ?? "")), code });
  }
  const whole = gzipped(texts.map(({ code }) => code).join(""));
  return texts.map(({ module, code }) => {
    const others = texts.filter((text) => text.module !== module).map((text) => text.code);
    return { module, minified: code.length, gzip: whole - gzipped(others.join("")) };
  });
}

function gzipped(text: string | Uint8Array): number {
  return gzipSync(text, { level: 9 }).length;
}

async function measure(
  name: string,
  limit: number | undefined,
  contents: string,
  resolveDir: string,
): Promise<void> {
  const options: BuildOptions = {
    stdin: { contents, resolveDir },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    nodePaths: [join(ROOT, "node_modules")],
    absWorkingDir: ROOT,
  };
  const result = await build({ ...options, write: false });
  if (DETAILED.has(name) && process.argv.includes("--modules"))
    modules.set(name, await sizesOf(options));
  const code = Buffer.concat(result.outputFiles.map((file) => file.contents));
  const size = gzipped(code);
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
