/** What passes between the command and a thread that generates: plain data, as a thread can be sent nothing else. */
import type { ResolvedConfig } from "../../contract/index.js";
import type { GenerateOptions } from "../../generate.js";
import { withoutOverlay } from "../../lib/diagnostics.js";
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
    // An overlay is made when it is read, which means to search the document; only who asks for everything is shown it.
    const told = options.thorough === true ? diagnostics : diagnostics.map(withoutOverlay);
    // The description stays: it has functions, and nothing that is printed needs it.
    const sent = result && { ...result, diagnostics: [], description: null };
    return { run: { result: sent, diagnostics: told, ms } };
  } catch (error) {
    return { bug: error instanceof Error ? error : new Error(String(error)) };
  }
}
