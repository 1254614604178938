/** What a user of the rerank package ships: bundled and minified by esbuild for the browser, next to openapi-fetch alone. */
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { buildPackage, table } from "./support/measure.js";

const CASES: [name: string, limit: number | undefined, code: string][] = [
  ["openapi-fetch alone", undefined, 'export { default } from "openapi-fetch";'],
  [
    "rerank function",
    6_000,
    'export { OpenRouterCore } from "./client.js"; export { rerank } from "./operations/rerank.js";',
  ],
  [
    "rerank function, every error class",
    6_000,
    'export { OpenRouterCore } from "./client.js"; export { rerank } from "./operations/rerank.js"; export * from "./errors.js";',
  ],
  ["OpenRouter class", 8_000, 'export { OpenRouter } from "./index.js";'],
  ["everything", 8_000, 'export * from "./index.js";'],
];

const resolveDir = `${buildPackage()}/dist/esm`;
const rows = [];
for (const [name, limit, contents] of CASES) {
  const result = await build({
    stdin: { contents, resolveDir },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    write: false,
  });
  const code = Buffer.concat(result.outputFiles.map((file) => file.contents));
  const size = gzipSync(code, { level: 9 }).length;
  if (limit !== undefined && size > limit) process.exitCode = 1;
  rows.push([name, code.length, size, limit ?? "-"]);
}
table(["bundle", "minified B", "gzip B", "limit B"], rows);
