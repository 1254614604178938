/**
 * Checks several projects with one TypeScript 5, which then reads the compiler's own libraries and Node's types once.
 *
 *   node check-projects.mjs <folder of typescript> <tsconfig.json>...
 *
 * Prints JSON: the compiler's messages by tsconfig.
 */
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const [compiler, ...projects] = process.argv.slice(2);
const ts = createRequire(import.meta.url)(join(compiler, "lib", "typescript.js"));
const libraries = new Map();

const messages = projects.map((project) => [project, check(project)]);
console.log(JSON.stringify(Object.fromEntries(messages)));

function check(project) {
  const { config } = ts.readConfigFile(project, ts.sys.readFile);
  const parsed = ts.parseJsonConfigFileContent(config, ts.sys, dirname(project));
  const host = ts.createCompilerHost(parsed.options);
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (file, ...rest) => {
    if (!/\/(typescript[^/]*\/lib|@types\/node|undici-types)\//.test(file))
      return read(file, ...rest);
    if (!libraries.has(file)) libraries.set(file, read(file, ...rest));
    return libraries.get(file);
  };
  const program = ts.createProgram(parsed.fileNames, parsed.options, host);
  const found = [...parsed.errors, ...ts.getPreEmitDiagnostics(program)];
  return ts.formatDiagnostics(found, {
    getCanonicalFileName: (file) => file,
    getCurrentDirectory: () => dirname(project),
    getNewLine: () => "\n",
  });
}
