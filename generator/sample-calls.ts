/** What a call of each operation looks like, as the package's docs show it. */
import type { Diagnostic, Operation, ResolvedConfig } from "./contract/index.js";
import { describe, type Description, keptNames } from "./generate.js";

export interface SampleCalls extends Description {
  readonly calls: readonly { readonly operation: Operation; readonly text: string }[];
}

/**
 * The line up to the plan, and the samples of calls laid out.
 *
 * @throws {SpecwrightError} as `generate`.
 */
export async function sampleCalls(config: ResolvedConfig): Promise<SampleCalls> {
  const description = await describe(config, await keptNames(config.output));
  const { plan, model, templates } = description;
  const findings: Diagnostic[] = [];
  const report = (finding: Diagnostic): void => void findings.push(finding);
  const { format, render } = await import("./file-stages.js");
  const rendered = render({ ...plan, files: plan.samples }, templates, report);
  const files = await format(
    rendered.map((file) => ({ ...file, format: true })),
    { report },
  );
  const calls = model.operations.flatMap((operation, index) => {
    const text = files[index]?.text;
    return text === undefined ? [] : [{ operation, text }];
  });
  return { ...description, calls, diagnostics: [...description.diagnostics, ...findings] };
}
