import { inject } from "vitest";
import { node, type Finished, type RunOptions } from "./process.js";

/** The built command, in `cwd`, as a shell would start it. */
export function specwright(args: readonly string[], options: RunOptions): Promise<Finished> {
  return node([inject("built").cli, ...args], { ...options, env: { CI: "true", ...options.env } });
}

/** What `--json` prints. */
export interface JsonReport {
  readonly exitCode: number;
  readonly diagnostics: readonly {
    readonly rule: string;
    readonly severity: string;
    readonly message: string;
    readonly hint: string;
    readonly location?: { readonly file: string; readonly line?: number; readonly column?: number };
  }[];
  readonly targets: readonly {
    readonly files: {
      readonly created: readonly string[];
      readonly updated: readonly string[];
      readonly deleted: readonly string[];
      readonly merged: readonly string[];
      readonly kept: readonly string[];
      readonly unchanged: number;
    };
  }[];
}

export async function specwrightJson(
  args: readonly string[],
  options: RunOptions,
): Promise<JsonReport> {
  const { stdout, stderr } = await specwright([...args, "--json"], options);
  try {
    return JSON.parse(stdout) as JsonReport;
  } catch {
    throw new Error(`No JSON:\n${stdout}\n${stderr}`);
  }
}
