/** What passes between the command and a thread that generates: plain data, as a thread can be sent nothing else. */
import type { Diagnostic, ResolvedConfig } from "../../contract/index.js";
import type { GenerateOptions } from "../../generate.js";
import { ofSeverity, withoutOverlay } from "../../lib/diagnostics.js";
import { runTarget, type TargetRun } from "./run.js";

export interface Job {
  readonly config: ResolvedConfig;
  readonly options: Omit<GenerateOptions, "onStage">;
}

/** `bug`: what no person could have done differently. */
export type Answer = { readonly run: TargetRun } | { readonly bug: Error };

export async function answerTo({ config, options }: Job): Promise<Answer> {
  try {
    const { result, diagnostics, ms } = await runTarget(config, options);
    const isWhole = options.thorough === true;
    const told = isWhole ? diagnostics : shown(diagnostics);
    // The description stays: it has functions, and nothing that is printed needs it.
    const sent = result && { ...result, diagnostics: [], description: null };
    return { run: { result: sent, diagnostics: told, ms } };
  } catch (error) {
    return { bug: error instanceof Error ? error : new Error(String(error)) };
  }
}

/** As much as is printed: to place a note, or to make an overlay, means to search the document. */
function shown(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return [
    ...ofSeverity(diagnostics, "error", "warning").map(withoutOverlay),
    ...ofSeverity(diagnostics, "info").map(({ rule, severity, message, hint, count }) => {
      return { rule, severity, message, hint, ...(count && { count }) };
    }),
  ];
}
