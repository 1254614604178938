import type { AssembledFile, Plan, RenderedFile } from "../contract/index.js";
import { API_REPORT, apiOf } from "./api-report.js";
import { BARREL, barrelExports } from "./barrel.js";
import { parse, printModules, type ModuleBlocks, type ModuleTexts } from "./compiler.js";
import { importsOf } from "./imports.js";
import { withModules } from "./module-text.js";
import { compareText } from "./paths.js";
import { withoutUnusedRuntime } from "./prune.js";
import { SyntaxReport } from "./syntax.js";
import { ownImports } from "./usage.js";

/** Its declarations come from the TypeScript printer: laid out already. */
const TYPES = "src/types.ts";

/**
 * Rendered files made whole: import blocks, the barrel, the report of the public surface; runtime files that nothing needs
 * are left out. Layout is not its concern.
 *
 * @throws {SpecwrightError} `template-syntax` where a template made TypeScript that does not parse.
 */
export function assemble(rendered: readonly RenderedFile[], plan: Plan): readonly AssembledFile[] {
  const syntax = new SyntaxReport();
  const surface: { readonly path: string; readonly text: string }[] = [];
  const sources = new Map<string, ModuleBlocks>();
  const imported = new Map<string, readonly string[]>();
  for (const file of rendered) {
    const { path, text, isBuiltinCopy } = file;
    if (isBuiltinCopy || !path.endsWith(".ts")) continue;
    const parsed = parse(path, text);
    syntax.check(file, parsed);
    surface.push({ path, text: path === TYPES ? withoutComments(text) : apiOf(parsed) });
    const exports = path === BARREL ? barrelExports(plan.symbols) : [];
    const own = ownImports(parsed);
    const imports = importsOf(file, parsed, own, plan.symbols);
    sources.set(path, { imports, exports });
    const modules = [...imports, ...exports].map(({ module }) => module);
    // What a template loads when it is needed stands anywhere in its code: that is left to be looked for.
    if (!text.includes("import(")) imported.set(path, [...own.modules, ...modules]);
  }
  syntax.end();
  const modules = printModules([...sources.values()]);
  const byPath = new Map([...sources.keys()].map((path, index) => [path, modules[index]] as const));
  const whole = rendered.map((file) => finish(file, byPath.get(file.path)));
  return [...withoutUnusedRuntime(whole, imported), apiReport(surface)];
}

function finish(
  { path, text, isLaidOut, ...rest }: RenderedFile,
  modules?: ModuleTexts,
): AssembledFile {
  if (modules === undefined) return { path, text, format: !rest.isBuiltinCopy };
  const finished = withModules(text, modules);
  return path === TYPES
    ? { path, text: withTwoBlanks(finished), format: false }
    : { path, text: finished, format: !isLaidOut };
}

/** The declarations as the report has them: the printer gives a comment lines of its own. */
function withoutComments(text: string): string {
  return text.replaceAll(/^\s*(?:\/\/|\/\*\*|\*).*\n|^\n/gm, "").trimEnd();
}

/** The printer indents by four. No line of a type goes on inside a string, so all blanks at its start are indentation. */
function withTwoBlanks(text: string): string {
  return text.replaceAll(/^(?: {4})+/gm, (blanks) => blanks.slice(blanks.length / 2));
}

/** A section for each file of the document's own; the runtime's surface is the same in every package. */
function apiReport(
  surface: readonly { readonly path: string; readonly text: string }[],
): AssembledFile {
  const sections = surface
    .filter(({ text }) => text !== "")
    .sort((left, right) => compareText(left.path, right.path))
    .map(({ path, text }) => `// ${path}\n${text}\n`);
  return { path: API_REPORT, text: sections.join("\n"), format: false };
}
