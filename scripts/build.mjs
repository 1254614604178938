/** Builds the command and the library: generator/ -> dist/, with the built-in templates compiled, and the command in few files. */
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
const compiler = join(root, "node_modules", "typescript", "bin", "tsc");

rmSync(join(root, "dist"), { recursive: true, force: true });
const { status } = spawnSync(process.execPath, [compiler, "-p", "tsconfig.build.json"], {
  cwd: root,
  stdio: "inherit",
});
if (status !== 0) process.exit(1);
// To compile the templates takes a tenth of a second, which no run of the command has to spend then.
const { loadTemplates } = await import("../dist/plan/templates.js");
const { Language } = await import("../dist/render/language.js");
const language = new Language({ notes: { reference() {} }, textOf: () => undefined });
const entries = [...loadTemplates(null).templates.values()]
  .filter(({ id }) => id.endsWith(".hbs"))
  .map((source) => `  ${JSON.stringify(source.id)}: ${language.precompile(source)},\n`);
// A template says with each name where it stands, as an object that would be made anew each time. Here are the numbers of each once.
const bySource = new Map();
const indices = new Map();
const PLACE =
  /\{"source":"([^"]*)","start":\{"line":(\d+),"column":(\d+)\},"end":\{"line":(\d+),"column":(\d+)\}\}/g;
// And how to look up a property where the runtime is older than the compiler: ours is of the same version.
const FALLBACK =
  / \|\| function\(parent, propertyName\) \{[^{}]*\{[^{}]*\}\s*return undefined\s*\}/g;
const programs = entries
  .join("")
  .replaceAll(FALLBACK, "")
  .replaceAll(PLACE, (place, source, ...numbers) => {
    if (!indices.has(place)) {
      indices.set(place, `at[${indices.size}]`);
      bySource.set(source, [...(bySource.get(source) ?? []), `[${numbers.slice(0, 4).join(",")}]`]);
    }
    return indices.get(place);
  });
const places = [...bySource].map(([source, all]) => `  ["${source}", ${all.join(", ")}],\n`);
writeFileSync(
  join(root, "dist", "render", "precompiled.js"),
  `const places = [
${places.join("")}];
const at = places.flatMap(([source, ...all]) =>
  all.map(([line, column, endLine, endColumn]) => ({
    source,
    start: { line, column },
    end: { line: endLine, column: endColumn },
  })),
);

export const precompiled = {
${programs}};
`,
);

// The command in few files instead of two hundred and fifty: Node finds and links them sooner. The library stays as it is.
const cli = join(root, "dist", "cli");
const { outputFiles } = await build({
  entryPoints: [
    join(cli, "main.js"),
    join(cli, "targets", "target-worker.js"),
    join(root, "dist", "format", "worker.js"),
  ],
  outdir: cli,
  bundle: true,
  splitting: true,
  packages: "external",
  platform: "node",
  target: "node20.19",
  format: "esm",
  // Beside each other, so that what stands at `../../` of a module does so of the file that it ends up in.
  entryNames: "[name]",
  write: false,
});
rmSync(cli, { recursive: true });
mkdirSync(cli);
for (const { path, contents } of outputFiles) writeFileSync(path, contents);
// npm makes it executable on install; a link into a checkout would not be.
chmodSync(join(cli, "main.js"), 0o755);
