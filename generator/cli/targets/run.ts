/** One package, from its configuration to what is told of it. */
import { type Diagnostic, type ResolvedConfig, SpecwrightError } from "../../contract/index.js";
import { type GenerateOptions, type GenerateResult, generate } from "../../generate.js";

export interface TargetRun {
  /** `null` where the input or the folder cannot be used. */
  readonly result: GenerateResult | null;
  readonly diagnostics: readonly Diagnostic[];
  /** Wall time. */
  readonly ms: number;
}

/** What a person could have done differently is told; anything else is thrown. */
export async function runTarget(
  config: ResolvedConfig,
  options: GenerateOptions,
): Promise<TargetRun> {
  return timed(() => generate(config, options));
}

/** As `runTarget`, with another way to the result. */
export async function timed<Result extends GenerateResult | null>(
  work: () => Promise<Result>,
): Promise<Omit<TargetRun, "result"> & { readonly result: Result | null }> {
  const start = performance.now();
  try {
    const result = await work();
    const diagnostics =
      result === null ? [] : [...result.diagnostics, ...result.report.diagnostics];
    return { result, diagnostics, ms: performance.now() - start };
  } catch (error) {
    if (!(error instanceof SpecwrightError)) throw error;
    return { result: null, diagnostics: error.diagnostics, ms: performance.now() - start };
  }
}
