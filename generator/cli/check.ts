import type { Diagnostic } from "../contract/index.js";
import type { RunCommand } from "./command.js";
import { exitCodes } from "./exit-codes.js";
import { changes, exitCodeOf, silent } from "./generate.js";
import { movedOrigins } from "./origins.js";
import { type TargetResult, diagnosticsOf, runTargets, targetData } from "./targets/index.js";

/** `specwright check`: for CI. Fails where `generate` would change a file, or a person's edit is in the way. */
export const runCheck: RunCommand = async (context) => {
  const targets = await runTargets(context, { mode: "check" });
  const checked = await Promise.all(targets.map(withMovedOrigins));
  const exitCode = exitCodeOf(checked);
  const isStale = checked.some((target) => staleFiles(target).length > 0);
  return {
    exitCode: exitCode === exitCodes.ok.code && isStale ? exitCodes.found.code : exitCode,
    diagnostics: diagnosticsOf(checked, context.cwd),
    text: checked.map(verdict).join("") + silent(checked),
    data: { targets: checked.map(targetData) },
  };
};

async function withMovedOrigins(target: TargetResult): Promise<TargetResult> {
  const { templates } = target.config;
  const moved: readonly Diagnostic[] = templates === null ? [] : await movedOrigins(templates);
  const isSilent = target.isSilent && moved.length === 0;
  return { ...target, isSilent, diagnostics: [...target.diagnostics, ...moved] };
}

function staleFiles({ result }: TargetResult): string[] {
  return result === null ? [] : changes(result.report);
}

function verdict(target: TargetResult): string {
  if (target.result === null || target.isSilent) return "";
  const stale = staleFiles(target);
  if (stale.length === 0) return `${target.name}: up to date\n`;
  const list = stale.map((line) => `  ${line}\n`).join("");
  return `${target.name}: stale, ${stale.length} files differ; run specwright generate\n${list}`;
}
