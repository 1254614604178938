/** Builds the command and the library: generator/ -> dist/, with the built-in templates compiled and the forms of imports printed. */
import { spawnSync } from "node:child_process";
import { chmodSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const compiler = join(root, "node_modules", "typescript", "bin", "tsc");

rmSync(join(root, "dist"), { recursive: true, force: true });
const { status } = spawnSync(process.execPath, [compiler, "-p", "tsconfig.build.json"], {
  cwd: root,
  stdio: "inherit",
});
if (status !== 0) process.exit(1);
// npm makes it executable on install; a link into a checkout would not be.
chmodSync(join(root, "dist", "cli", "main.js"), 0o755);

// To compile the templates takes a tenth of a second, which no run of the command has to spend then.
const { loadTemplates } = await import("../dist/plan/templates.js");
const { Language } = await import("../dist/render/language.js");
const language = new Language({ notes: { reference() {}, loose() {} }, textOf: () => undefined });
const entries = [...loadTemplates(null).templates.values()]
  .filter(({ id }) => id.endsWith(".hbs"))
  .map((source) => `  ${JSON.stringify(source.id)}: ${language.precompile(source)},\n`);
writeFileSync(
  join(root, "dist", "render", "precompiled.js"),
  `export const precompiled = {\n${entries.join("")}};\n`,
);

// So does to load ts-morph, for the two dozen forms that an import or export has.
const { printForms } = await import("../dist/assemble/declarations.js");
writeFileSync(
  join(root, "dist", "assemble", "printed.js"),
  `export const printed = ${JSON.stringify(await printForms())};\n`,
);
