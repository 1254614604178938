/** Type-checks generated packages, many in one run of the native compiler. */
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { symlinkSync, existsSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

const strictFlags = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
};

/** Compiler errors by package folder. A folder without errors is not in the map. */
export async function typeCheck(
  root: string,
  packages: readonly string[],
  /** What of each package. */
  files = "src",
): Promise<Map<string, string[]>> {
  const nodeModules = join(root, "node_modules");
  if (!existsSync(nodeModules)) symlinkSync(resolve("node_modules"), nodeModules);
  const project = join(root, `tsconfig.${packages[0]}.json`);
  writeFileSync(
    project,
    JSON.stringify({
      compilerOptions: {
        ...strictFlags,
        target: "ES2022",
        lib: ["ES2022", "DOM", "DOM.Iterable"],
        types: [],
        module: "NodeNext",
        moduleResolution: "NodeNext",
        verbatimModuleSyntax: true,
        noEmit: true,
        skipLibCheck: false,
      },
      include: packages.map((name) => `${name}/${files}`),
    }),
  );
  return errorsByPackage(await runCompiler(root, project));
}

function runCompiler(cwd: string, project: string): Promise<string> {
  const require = createRequire(import.meta.url);
  const compiler = join(dirname(require.resolve("typescript-7/package.json")), "bin", "tsc");
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [compiler, "-p", project, "--pretty", "false"], { cwd });
    let output = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (output += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (output += text));
    child.on("error", fail);
    child.on("close", (code, signal) => {
      const crashed = signal !== null || (code !== 0 && !output.includes(": error TS"));
      if (crashed)
        fail(new Error(`The compiler ended with ${signal ?? code}: ${output.slice(0, 2000)}`));
      else done(output);
    });
  });
}

function errorsByPackage(output: string): Map<string, string[]> {
  const errors = new Map<string, string[]>();
  for (const line of output.split("\n")) {
    const match = /^([^/\s(]+)\/\S*\(\d+,\d+\): error TS/.exec(line);
    if (match?.[1] === undefined) continue;
    const list = errors.get(match[1]) ?? [];
    list.push(line);
    errors.set(match[1], list);
  }
  return errors;
}
