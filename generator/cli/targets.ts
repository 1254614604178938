/** Runs the line for each package that the configuration describes. One that fails does not stop the others. */
import { type ConfigRequest, loadConfigs } from "../config/index.js";
import { flagValue } from "../config/flags.js";
import { type Diagnostic, type ResolvedConfig, SpecwrightError } from "../contract/index.js";
import { type GenerateOptions, type GenerateResult, generate } from "../generate.js";
import type { CommandContext } from "./command.js";
import { localName, tidied } from "./diagnostics.js";
import { configFlag, jsonFlag, reportFlag, targetFlag, verboseFlag } from "./flags.js";
import { paint } from "./terminal.js";

/** What came of one package. `result` is `null` where its input or its folder cannot be used. */
export interface TargetResult {
  readonly config: ResolvedConfig;
  /** The output folder as a person would name it. */
  readonly name: string;
  readonly result: GenerateResult | null;
  readonly diagnostics: readonly Diagnostic[];
  readonly ms: number;
}

export function configRequest({ cwd, flags }: CommandContext): ConfigRequest {
  return { cwd, flags, file: flagValue(flags, configFlag), target: flagValue(flags, targetFlag) };
}

type TargetOptions = Pick<GenerateOptions, "mode" | "force" | "thorough">;

export async function runTargets(
  context: CommandContext,
  options: TargetOptions,
): Promise<readonly TargetResult[]> {
  const results: TargetResult[] = [];
  for (const config of await loadConfigs(configRequest(context))) {
    results.push(await runTarget(config, context, options));
  }
  return results;
}

async function runTarget(
  config: ResolvedConfig,
  context: CommandContext,
  options: TargetOptions,
): Promise<TargetResult> {
  const name = localName(config.output, context.cwd);
  const onStage = progress(name, context);
  // A run that has nothing to do tells one finding for each rule; who asks for all of them, or for everything anew,
  // gets it.
  const thorough =
    options.thorough === true ||
    options.force === true ||
    flagValue(context.flags, reportFlag) !== undefined ||
    flagValue(context.flags, verboseFlag) === true ||
    flagValue(context.flags, jsonFlag) === true;
  const start = performance.now();
  try {
    const result = await generate(config, { ...options, thorough, ...(onStage && { onStage }) });
    const diagnostics = [...result.diagnostics, ...result.report.diagnostics];
    return { config, name, result, diagnostics, ms: performance.now() - start };
  } catch (error) {
    if (!(error instanceof SpecwrightError)) throw error;
    const { diagnostics } = error;
    return { config, name, result: null, diagnostics, ms: performance.now() - start };
  }
}

/**
 * What all packages' runs found. Several are often made of one document, which is then searched for what is said twice.
 */
export function diagnosticsOf(
  targets: readonly TargetResult[],
  cwd: string,
): readonly Diagnostic[] {
  const all = targets.flatMap(({ diagnostics }) => diagnostics);
  return targets.length > 1 ? tidied(all, cwd) : all;
}

/** A line for each stage as it ends, where a person is watching. */
function progress(name: string, { terminal, quiet }: CommandContext): GenerateOptions["onStage"] {
  if (quiet) return undefined;
  terminal.err(`${paint(terminal, "bold", name)}\n`);
  return (stage, ms) => {
    terminal.err(`  ${stage.padEnd(10)}${paint(terminal, "dim", duration(ms).padStart(8))}\n`);
  };
}

export function duration(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(2)} s`;
}

/** The part of `--json` that says what was done to one package. */
export function targetData({ name, result }: TargetResult): object {
  if (result === null) return { output: name, failed: true };
  const { created, updated, deleted, kept, unchanged } = result.report;
  const stages = result.stages.map((stage) => ({ ...stage, ms: Math.round(stage.ms * 10) / 10 }));
  return {
    output: name,
    failed: false,
    upToDate: result.upToDate || created.length + updated.length + deleted.length === 0,
    files: { created, updated, deleted, kept, unchanged },
    ...(result.version === null ? {} : { version: versionData(result.version) }),
    stages,
  };
}

function versionData({ version, released, bump }: NonNullable<GenerateResult["version"]>): object {
  return { version, released, bump };
}
