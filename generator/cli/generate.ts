import { flagValue } from "../config/flags.js";
import type { WriteReport } from "../contract/index.js";
import type { GenerateResult } from "../generate.js";
import type { RunCommand } from "./command.js";
import { exitCodeFor } from "./diagnostics.js";
import { type ExitCode, exitCodes } from "./exit-codes.js";
import { dryRunFlag, forceFlag } from "./flags.js";
import { type TargetResult, diagnosticsOf, duration, runTargets, targetData } from "./targets.js";

/** `specwright generate`: writes what changed, and says in one line for each package what that was. */
export const runGenerate: RunCommand = async (context) => {
  const isDry = flagValue(context.flags, dryRunFlag) ?? false;
  const force = flagValue(context.flags, forceFlag) ?? false;
  const targets = await runTargets(context, { mode: isDry ? "dry-run" : "write", force });
  return {
    exitCode: exitCodeOf(targets),
    diagnostics: diagnosticsOf(targets, context.cwd),
    text: targets.map((target) => summary(target, isDry)).join(""),
    data: { dryRun: isDry, targets: targets.map(targetData) },
  };
};

/** The worst of all packages. */
export function exitCodeOf(targets: readonly TargetResult[]): ExitCode {
  const codes = targets.map(({ config, result, diagnostics }) =>
    result === null ? exitCodes.badInput.code : exitCodeFor(diagnostics, config.failOn),
  );
  return codes.reduce((worst, code) => (code > worst ? code : worst), exitCodes.ok.code);
}

/** What was done to one package, in a line. */
export function summary({ name, result, ms }: TargetResult, isDry: boolean): string {
  if (result === null) return "";
  const { report } = result;
  const list = isDry ? changes(report).map((line) => `  ${line}\n`) : [];
  return `${name}: ${counts(report, isDry)}${versionText(result.version)} (${duration(ms)})\n${list.join("")}`;
}

/** Told where the version follows from what has changed. */
function versionText(version: GenerateResult["version"]): string {
  if (version === null || version.bump === null) return "";
  const { bump, released } = version;
  return bump === "none"
    ? `; nothing to release since ${version.released ?? version.version}`
    : `; version ${version.version}, ${bump} since ${released ?? "the first"}`;
}

function counts(
  { created, updated, deleted, kept, unchanged }: WriteReport,
  isDry: boolean,
): string {
  const done = [
    [created.length, isDry ? "to create" : "created"],
    [updated.length, isDry ? "to update" : "updated"],
    [deleted.length, isDry ? "to delete" : "deleted"],
    [kept.length, "kept as edited"],
  ] as const;
  const counts = done.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
  return counts.length === 0
    ? `up to date, ${unchanged} files`
    : [...counts, `${unchanged} unchanged`].join(", ");
}

/** One line for each file that is not as it should be. */
export function changes({ created, updated, deleted, kept }: WriteReport): string[] {
  return [
    ...created.map((path) => `create  ${path}`),
    ...updated.map((path) => `update  ${path}`),
    ...deleted.map((path) => `delete  ${path}`),
    ...kept.map((path) => `edited  ${path}`),
  ];
}
