import type { ParsedFlags } from "../config/flags.js";
import type { AnyOption } from "../config/options.js";
import type { Diagnostic } from "../contract/index.js";
import type { ExitCode } from "./exit-codes.js";
import type { Terminal } from "./terminal.js";

/** One word after `specwright`. Its code is imported when it runs, so that the others cost nothing. */
export interface Command {
  readonly name: string;
  /** What may stand behind the name: `[INPUT]`. */
  readonly argument: string;
  readonly summary: string;
  readonly options: readonly AnyOption[];
  readonly load: () => Promise<RunCommand>;
}

export type RunCommand = (context: CommandContext) => Promise<Outcome>;

export interface CommandContext {
  readonly cwd: string;
  readonly flags: ParsedFlags;
  /** What stands behind the command's name and is no flag. */
  readonly positionals: readonly string[];
  readonly terminal: Terminal;
  /** Nothing but the result may be printed: a machine reads it. */
  readonly quiet: boolean;
}

/** What a command ends with; it is printed in one place. */
export interface Outcome {
  readonly exitCode: ExitCode;
  readonly diagnostics: readonly Diagnostic[];
  /** For people, on standard output. */
  readonly text: string;
  /** For `--json`, beside `command`, `exitCode` and `diagnostics`. */
  readonly data: object;
}
