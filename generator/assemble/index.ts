import type { AssembledFile, Plan, RenderedFile } from "../contract/index.js";
import { BARREL, barrelExports } from "./barrel.js";
import { printModules, type ModuleBlocks } from "./declarations.js";
import type { Findings } from "./findings.js";
import { importsOf } from "./imports.js";
import { modulesOf } from "./modules.js";
import { withModules } from "./module-text.js";
import { importedPath } from "./paths.js";
import { withoutUnusedRuntime } from "./prune.js";
import { SyntaxReport } from "./syntax.js";

export { apiReport } from "./api-report.js";

/**
 * Rendered files made whole: import blocks and the barrel; runtime files that nothing needs are left out. Layout is not
 * its concern; the report of the public surface (`apiReport`) is made of what has been laid out.
 *
 * @throws {SpecwrightError} `template-syntax` where a template made TypeScript that does not parse.
 */
export async function assemble(
  rendered: readonly RenderedFile[],
  plan: Plan,
): Promise<readonly AssembledFile[]> {
  const findings = await findingsOf(rendered);
  const blocks = new Map<string, ModuleBlocks>();
  for (const [path, { uses }] of findings) {
    const exports = path === BARREL ? barrelExports(plan) : [];
    blocks.set(path, { imports: importsOf(path, uses, plan.symbols), exports });
  }
  const whole = rendered.map((file) => finish(file, blocks.get(file.path)));
  const imported = importedFiles(rendered, findings, blocks);
  return withoutUnusedRuntime(whole, imported);
}

/** By path, of each source file that is not copied as it is. */
async function findingsOf(
  rendered: readonly RenderedFile[],
): Promise<ReadonlyMap<string, Findings>> {
  const findings = new Map<string, Findings>();
  const unknown: RenderedFile[] = [];
  for (const file of rendered) {
    if (file.kind === "copy" || !file.path.endsWith(".ts")) continue;
    if (file.kind === "custom") unknown.push(file);
    else findings.set(file.path, { uses: file.references, modules: modulesOf(file.text) });
  }
  if (unknown.length === 0) return findings;
  // With the compiler, which a run that has no template of the user's does without.
  const { inspect } = await import("./inspect.js");
  const syntax = new SyntaxReport();
  for (const [index, { fault, ...found }] of inspect(unknown).entries()) {
    const file = unknown[index];
    if (file === undefined) continue;
    if (fault !== null) syntax.add(file, fault);
    findings.set(file.path, found);
  }
  syntax.end();
  return findings;
}

/** By path, what each source file imports and re-exports from. */
function importedFiles(
  rendered: readonly RenderedFile[],
  findings: ReadonlyMap<string, Findings>,
  blocks: ReadonlyMap<string, ModuleBlocks>,
): ReadonlyMap<string, readonly string[]> {
  const imported = new Map<string, readonly string[]>();
  for (const { path, kind, text } of rendered) {
    const { imports = [], exports = [] } = blocks.get(path) ?? {};
    const own = findings.get(path)?.modules ?? (kind === "copy" ? modulesOf(text) : []);
    const others = own.flatMap((module) => importedPath(path, module) ?? []);
    imported.set(path, [...others, ...[...imports, ...exports].map((block) => block.path)]);
  }
  return imported;
}

function finish(
  { path, kind, text, isLaidOut }: RenderedFile,
  blocks?: ModuleBlocks,
): AssembledFile {
  if (blocks === undefined) return { path, text, format: kind !== "copy" };
  return { path, text: withModules(text, printModules(blocks)), format: !isLaidOut };
}
