import type { AssembledFile, Plan, RenderedFile } from "../contract/index.js";
import { API_REPORT, apiOf } from "./api-report.js";
import { BARREL, barrelExports } from "./barrel.js";
import { parse, SourceEditor } from "./compiler.js";
import { importsOf } from "./imports.js";
import { compareText } from "./paths.js";
import { withoutUnusedRuntime } from "./prune.js";
import { SyntaxReport } from "./syntax.js";

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
  const editor = new SourceEditor();
  const surface: { readonly path: string; readonly text: string }[] = [];
  const whole = rendered.map((file): AssembledFile => {
    const { path, text, isBuiltinCopy } = file;
    if (isBuiltinCopy || !path.endsWith(".ts")) return { path, text, format: !isBuiltinCopy };
    const parsed = parse(path, text);
    syntax.check(file, parsed);
    surface.push({ path, text: apiOf(parsed) });
    const imports = importsOf(file, parsed, plan.symbols);
    const exports = path === BARREL ? barrelExports(plan.symbols) : [];
    const isDone = imports.length === 0 && exports.length === 0;
    const finished = isDone ? text : editor.edit(text, imports, exports);
    return path === TYPES
      ? { path, text: withTwoBlanks(finished), format: false }
      : { path, text: finished, format: true };
  });
  syntax.end();
  return [...withoutUnusedRuntime(whole), apiReport(surface)];
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
