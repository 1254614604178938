/** A package as its user has it: emitted, compiled by its own settings, and imported by its name. */
import { execFile } from "node:child_process";
import { mkdirSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import type { ResolvedConfig } from "../../generator/contract/index.js";
import { codeBlocksOf } from "../e2e/support/code-blocks.js";
import { root } from "../rules/source-files.js";
import { emit } from "../scenarios/line.js";
import { writeFiles } from "./temp-folder.js";

const compiler = join(
  dirname(createRequire(import.meta.url).resolve("typescript-7/package.json")),
  "bin",
  "tsc",
);

/** Of any emitted package, and what those depend on. */
const dependencies = [
  "@rgrove/parse-xml",
  "openapi-fetch",
  "openapi-typescript-helpers",
  "valibot",
];

/**
 * Emits the SDK of `yaml` below `folder`, compiles it, and beside it the program `source` and every example of the SDK's own
 * pages. Gives the compiled program's file. Throws with the compiler's words where any of it does not compile under strict settings.
 */
export async function compiledProgram(
  folder: string,
  yaml: string,
  source: string,
  overrides: Partial<ResolvedConfig>,
): Promise<string> {
  const { files } = await emit(yaml, () => true, overrides);
  const manifest = JSON.parse(files.get("package.json") ?? "{}") as { readonly name: string };
  const modules = join(folder, "node_modules");
  const sdk = join(modules, manifest.name);
  writeFiles(sdk, Object.fromEntries(files));
  mkdirSync(join(modules, "@rgrove"));
  for (const dependency of dependencies)
    symlinkSync(join(root, "node_modules", dependency), join(modules, dependency));
  await compile(sdk);
  const program = join(folder, "program");
  mkdirSync(program);
  const { compilerOptions } = JSON.parse(files.get("tsconfig.json") ?? "{}") as {
    readonly compilerOptions: object;
  };
  const examples = examplesIn(files);
  writeFiles(program, {
    ...examples,
    "program.ts": source,
    "package.json": '{ "type": "module" }',
    "tsconfig.json": JSON.stringify({
      compilerOptions: { ...compilerOptions, rootDir: ".", outDir: "dist" },
      files: ["program.ts", ...Object.keys(examples)],
    }),
  });
  await compile(program);
  return join(program, "dist", "program.js");
}

function examplesIn(files: ReadonlyMap<string, string>): Readonly<Record<string, string>> {
  const pages = [...files].filter(([path]) => path.startsWith("docs/") || path === "README.md");
  const blocks = pages.flatMap(([path, text]) => codeBlocksOf(path, text));
  return Object.fromEntries(
    blocks
      .filter(({ language }) => language === "ts")
      .map(({ place, code }) => [`${place.replaceAll(/\W/g, "-")}.ts`, `${code}\nexport {};\n`]),
  );
}

async function compile(project: string): Promise<void> {
  const tsc = [compiler, "-p", project, "--pretty", "false"];
  await promisify(execFile)(process.execPath, tsc).catch((error: unknown) => {
    const { stdout } = error as { readonly stdout?: string };
    throw new Error(`It does not compile:\n${stdout ?? String(error)}`);
  });
}
