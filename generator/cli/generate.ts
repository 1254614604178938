import { flagValue } from "../config/flags.js";
import type { FileConflict, WriteReport } from "../contract/index.js";
import type { GenerateOptions, GenerateResult } from "../generate.js";
import { agreed, isAsking } from "./ask.js";
import type { CommandContext, RunCommand } from "./command.js";
import { exitCodeFor, printDiagnostics } from "./diagnostics.js";
import { type ExitCode, exitCodes } from "./exit-codes.js";
import { dryRunFlag, forceFlag, yesFlag } from "./flags.js";
import { runTarget } from "./targets/run.js";
import {
  type TargetResult,
  diagnosticsOf,
  duration,
  runTargets,
  targetData,
} from "./targets/index.js";

/** `specwright generate`: writes what changed, and says in one line for each package what that was. */
export const runGenerate: RunCommand = async (context) => {
  const isDry = flagValue(context.flags, dryRunFlag) ?? false;
  const force = flagValue(context.flags, forceFlag) ?? false;
  const options = { mode: isDry ? "dry-run" : "write", force } as const;
  const allowLoss = flagValue(context.flags, yesFlag) ?? false;
  const first = await runTargets(context, { ...options, allowLoss });
  const targets = await withLoss(first, options, context);
  return {
    exitCode: exitCodeOf(targets),
    diagnostics: diagnosticsOf(targets, context.cwd),
    text: targets.map((target) => summary(target, isDry)).join("") + silent(targets),
    data: { dryRun: isDry, targets: targets.map(targetData) },
  };
};

/** Who watches is asked whether most operations of a package are to go. */
async function withLoss(
  targets: readonly TargetResult[],
  options: GenerateOptions,
  { terminal, quiet, cwd }: CommandContext,
): Promise<readonly TargetResult[]> {
  const isLost = ({ diagnostics }: TargetResult): boolean =>
    diagnostics.some(({ rule }) => rule === "operations-lost");
  if (quiet || !targets.some(isLost) || !isAsking(terminal.interactive)) return targets;
  const answered: TargetResult[] = [];
  for (const target of targets) {
    if (isLost(target)) {
      printDiagnostics(target.diagnostics, { terminal, cwd }, false);
      const isWanted = await agreed(`Remove them from ${target.name}`, false);
      const run = isWanted ? await runTarget(target.config, { ...options, allowLoss: true }) : {};
      answered.push({ ...target, ...run });
    } else answered.push(target);
  }
  return answered;
}

/** How many of several packages had nothing to do. */
export function silent(targets: readonly TargetResult[]): string {
  const count = targets.filter(({ isSilent }) => isSilent).length;
  if (count === 0) return "";
  return `${count === 1 ? "1 package" : `${count} packages`} up to date\n`;
}

/** The worst of all packages. */
export function exitCodeOf(targets: readonly TargetResult[]): ExitCode {
  const codes = targets.map(({ config, result, diagnostics }): ExitCode => {
    // A conflict is no finding about the document that a setting could make harmless.
    if (result === null || result.report.conflicts.length > 0) return exitCodes.badInput.code;
    return exitCodeFor(diagnostics, config.failOn);
  });
  return codes.reduce((worst, code) => (code > worst ? code : worst), exitCodes.ok.code);
}

/** What was done to one package: a line, and one for each file that a person edited. */
export function summary({ name, result, ms, isSilent }: TargetResult, isDry: boolean): string {
  if (result === null || isSilent) return "";
  const { report } = result;
  const list = isDry ? changes(report) : edits(report);
  const lines = list.map((line) => `  ${line}\n`).join("");
  return `${name}: ${counts(report, isDry)}${versionText(result.version)} (${duration(ms)})\n${lines}`;
}

/** Told where the version follows from what has changed. */
function versionText(version: GenerateResult["version"]): string {
  if (version === null || version.bump === null) return "";
  const { bump, released } = version;
  return bump === "none"
    ? `; nothing to release since ${version.released ?? version.version}`
    : `; version ${version.version}, ${bump} since ${released ?? "the first"}`;
}

function counts(report: WriteReport, isDry: boolean): string {
  const { created, updated, deleted, merged, kept, discarded, unchanged } = report;
  const done = [
    [created.length, isDry ? "to create" : "created"],
    [updated.length, isDry ? "to update" : "updated"],
    [deleted.length, isDry ? "to delete" : "deleted"],
    [merged.length, isDry ? "to merge" : "merged"],
    [conflictsByFile(report).size, "in conflict"],
    [discarded.length, isDry ? "edits to discard" : "edits discarded"],
    [kept.length, "kept as edited"],
  ] as const;
  const counts = done.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
  return counts.length === 0
    ? `up to date, ${unchanged} files`
    : [...counts, `${unchanged} unchanged`].join(", ");
}

/** One line for each file that is not as it should be. */
export function changes(report: WriteReport): string[] {
  const { created, updated, deleted, kept, settled } = report;
  return [
    ...created.map((path) => `create  ${path}`),
    ...updated.map((path) => `update  ${path}`),
    ...deleted.map((path) => `delete  ${path}`),
    ...edits({ ...report, kept: kept.filter((path) => !settled.includes(path)) }),
  ];
}

/** How many lines of each side of a conflict are shown. */
const SHOWN = 6;

/** One line for each file that is not as it was generated; of a conflict, both sides. */
function edits(report: WriteReport): string[] {
  return [
    ...report.merged.map((path) => `merge  ${path}`),
    ...[...conflictsByFile(report).values()].flat().flatMap(conflictLines),
    ...report.discarded.map((path) => `discard  ${path}`),
    ...report.kept.map((path) => `edited  ${path}`),
  ];
}

function conflictLines({ path, line, endLine, ours, theirs }: FileConflict): string[] {
  const lines = line === endLine ? `${line}` : `${line}-${endLine}`;
  return [`conflict  ${path}:${lines}`, ...side("yours", ours), ...side("generated", theirs)];
}

function side(whose: string, text: string): string[] {
  const lines = text === "" ? ["(nothing)"] : text.split("\n");
  const rest = lines.length - SHOWN;
  return [
    ...lines.slice(0, SHOWN).map((line) => `    ${whose.padEnd(9)} | ${line}`.trimEnd()),
    ...(rest > 0 ? [`    ${whose.padEnd(9)} | ... ${rest} more lines (--json shows all)`] : []),
  ];
}

function conflictsByFile({ conflicts }: WriteReport): Map<string, FileConflict[]> {
  const byFile = new Map<string, FileConflict[]>();
  for (const conflict of conflicts)
    byFile.set(conflict.path, [...(byFile.get(conflict.path) ?? []), conflict]);
  return byFile;
}
