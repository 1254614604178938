import type { AssembledFile, Plan, RenderedFile } from "../contract/index.js";
import { API_REPORT, apiOf } from "./api-report.js";
import { BARREL, barrelExports } from "./barrel.js";
import { parse, SourceEditor } from "./compiler.js";
import { importsOf } from "./imports.js";
import { compareText } from "./paths.js";
import { isRuntime, withoutUnusedRuntime } from "./prune.js";
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
  const copies = new Set(
    plan.files.filter(({ context }) => context === null).map(({ path }) => path),
  );
  const syntax = new SyntaxReport();
  const editor = new SourceEditor();
  const surface = new Map<string, string>();
  const whole = rendered.map((file): AssembledFile => {
    if (!file.path.endsWith(".ts"))
      return { path: file.path, text: file.text, format: !copies.has(file.path) };
    const parsed = parse(file.path, file.text);
    syntax.check(file, parsed);
    if (!file.path.startsWith("src/internal/")) surface.set(file.path, apiOf(parsed));
    const imports = importsOf(file, parsed, plan.symbols);
    const exports = file.path === BARREL ? barrelExports(plan.symbols) : [];
    const isDone = imports.length === 0 && exports.length === 0;
    const text = isDone ? file.text : editor.edit(file.text, imports, exports);
    return { path: file.path, text, format: !copies.has(file.path) && file.path !== TYPES };
  });
  syntax.end();
  const kept = withoutUnusedRuntime(whole);
  const paths = new Set(kept.map(({ path }) => path));
  return [...kept, apiReport([...surface].filter(([path]) => paths.has(path)))];
}

/** One section for each file that a user can import from, directly or through the package's entry. */
function apiReport(surface: readonly (readonly [string, string])[]): AssembledFile {
  const sections = surface
    .filter(([path, text]) => text !== "" && !(isRuntime(path) && !path.startsWith("src/core/")))
    .sort(([left], [right]) => compareText(left, right))
    .map(([path, text]) => `// ${path}\n${text}\n`);
  return { path: API_REPORT, text: sections.join("\n"), format: false };
}
