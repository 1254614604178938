/** Runs the line for each package that the configuration describes. One that fails does not stop the others. */
import { availableParallelism } from "node:os";
import { type ConfigRequest, loadConfigs } from "../../config/index.js";
import { flagValue } from "../../config/flags.js";
import type { Diagnostic, ResolvedConfig } from "../../contract/index.js";
import { type GenerateOptions, type GenerateResult, generateUnchanged } from "../../generate.js";
import type { CommandContext } from "../command.js";
import { exitCodeFor, localName, tidied } from "../diagnostics.js";
import { exitCodes } from "../exit-codes.js";
import { configFlag, jobsFlag, jsonFlag, reportFlag, targetFlag, verboseFlag } from "../flags.js";
import { packageProgress, stageProgress } from "./progress.js";
import { runTarget, type TargetRun, timed } from "./run.js";

export { duration } from "./progress.js";

/** What came of one package. */
export interface TargetResult extends TargetRun {
  readonly config: ResolvedConfig;
  /** The output folder as a person would name it. */
  readonly name: string;
  /** One of several, with nothing to do, nothing wrong, and nobody who asked for all that it told before. */
  readonly isSilent: boolean;
}

export function configRequest({ cwd, flags }: CommandContext): ConfigRequest {
  return { cwd, flags, file: flagValue(flags, configFlag), target: flagValue(flags, targetFlag) };
}

interface TargetOptions extends Pick<GenerateOptions, "mode" | "force" | "thorough" | "allowLoss"> {
  /** Keep what each package was made from: all run in this thread then, one after the other. Default: false. */
  readonly describe?: boolean;
}

export async function runTargets(
  context: CommandContext,
  { describe = false, ...options }: TargetOptions,
): Promise<readonly TargetResult[]> {
  const configs = await loadConfigs(configRequest(context));
  const thorough = isThorough(context, options);
  const run = configs.length > 1 && !describe ? sideBySide : oneByOne;
  const runs = await run(configs, { ...options, thorough }, context);
  return configs.flatMap((config, index) => {
    const own = runs[index];
    if (own === undefined) return [];
    const name = localName(config.output, context.cwd);
    const isSilent = configs.length > 1 && !thorough && hasNothingToTell(own, config);
    return [{ ...own, config, name, isSilent }];
  });
}

/** Who asks for all findings, or for everything anew, gets it; a run that has nothing to do tells one for each rule otherwise. */
function isThorough({ flags }: CommandContext, { thorough, force }: TargetOptions): boolean {
  return (
    thorough === true ||
    force === true ||
    flagValue(flags, reportFlag) !== undefined ||
    flagValue(flags, verboseFlag) === true ||
    flagValue(flags, jsonFlag) === true
  );
}

function hasNothingToTell({ result, diagnostics }: TargetRun, config: ResolvedConfig): boolean {
  const isFine = exitCodeFor(diagnostics, config.failOn) === exitCodes.ok.code;
  return result !== null && result.upToDate && isFine;
}

async function oneByOne(
  configs: readonly ResolvedConfig[],
  options: GenerateOptions,
  context: CommandContext,
): Promise<readonly TargetRun[]> {
  const runs: TargetRun[] = [];
  for (const config of configs) {
    const onStage = stageProgress(localName(config.output, context.cwd), context);
    runs.push(await runTarget(config, { ...options, ...(onStage && { onStage }) }));
  }
  return runs;
}

/** Those with nothing to do first, which costs a hash; the others on threads. */
async function sideBySide(
  configs: readonly ResolvedConfig[],
  options: GenerateOptions,
  context: CommandContext,
): Promise<readonly TargetRun[]> {
  const known = options.thorough === true ? [] : await unchangedRuns(configs);
  const open = configs.filter((_, index) => known[index] === undefined);
  const progress = packageProgress(open.length, context);
  const done = (index: number): void =>
    progress.done(localName(open[index]?.output ?? "", context.cwd));
  try {
    const made = await runAll(open, options, { threads: threadsOf(context), onDone: done });
    const rest = [...made];
    return configs.flatMap((_, index) => known[index] ?? rest.shift() ?? []);
  } finally {
    progress.end();
  }
}

/** By place in `configs`; nothing where there is something to do, or to tell. */
async function unchangedRuns(
  configs: readonly ResolvedConfig[],
): Promise<readonly (TargetRun | undefined)[]> {
  const runs: (TargetRun | undefined)[] = [];
  for (const config of configs) {
    const run = await timed(() => generateUnchanged(config));
    runs.push(run.result === null ? undefined : run);
  }
  return runs;
}

interface Threads {
  readonly threads: number;
  readonly onDone: (index: number) => void;
}

async function runAll(
  configs: readonly ResolvedConfig[],
  options: GenerateOptions,
  { threads, onDone }: Threads,
): Promise<readonly TargetRun[]> {
  // Standard input is this thread's. From the sources (in development), each thread would have to compile them first.
  const isPlain = configs.every(({ input, overlays }) => ![input, ...overlays].includes("-"));
  const isBuilt = !import.meta.url.endsWith(".ts");
  if (threads > 1 && configs.length > 1 && isPlain && isBuilt) {
    const { runInThreads } = await import("./pool.js");
    return runInThreads(configs, { options, threads, onDone });
  }
  const runs: TargetRun[] = [];
  for (const [index, config] of configs.entries()) {
    runs.push(await runTarget(config, options));
    onDone(index);
  }
  return runs;
}

function threadsOf({ flags }: CommandContext): number {
  return Math.max(1, Math.floor(flagValue(flags, jobsFlag) ?? availableParallelism()));
}

/**
 * What all packages' runs found. Several are often made of one document, which is then searched for what is said twice.
 */
export function diagnosticsOf(
  targets: readonly TargetResult[],
  cwd: string,
): readonly Diagnostic[] {
  const all = targets.flatMap(({ diagnostics, isSilent }) => (isSilent ? [] : diagnostics));
  return targets.length > 1 ? tidied(all, cwd) : all;
}

/** The part of `--json` that says what was done to one package. */
export function targetData({ name, result }: TargetResult): object {
  if (result === null) return { output: name, failed: true };
  const { diagnostics: _, settled: __, ...files } = result.report;
  const written = [files.created, files.updated, files.deleted, files.merged, files.discarded];
  const isChanged = written.some((paths) => paths.length > 0) || files.conflicts.length > 0;
  const stages = result.stages.map((stage) => ({ ...stage, ms: Math.round(stage.ms * 10) / 10 }));
  return {
    output: name,
    failed: false,
    upToDate: result.upToDate || !isChanged,
    files,
    ...(result.version === null ? {} : { version: versionData(result.version) }),
    stages,
  };
}

function versionData({ version, released, bump }: NonNullable<GenerateResult["version"]>): object {
  return { version, released, bump };
}
