/** What a person sees while they wait. */
import type { GenerateOptions } from "../../generate.js";
import type { CommandContext } from "../command.js";
import { paint } from "../terminal.js";

/** A line for each stage of one package as it ends. */
export function stageProgress(
  name: string,
  { terminal, quiet }: CommandContext,
): GenerateOptions["onStage"] {
  if (quiet) return undefined;
  terminal.err(`${paint(terminal, "bold", name)}\n`);
  return (stage, ms) => {
    terminal.err(`  ${stage.padEnd(10)}${paint(terminal, "dim", duration(ms).padStart(8))}\n`);
  };
}

export interface PackageProgress {
  /** One more package is done. */
  done(name: string): void;
  /** Takes the line away. */
  end(): void;
}

/** One line for many packages, which is written over: `12 of 74  sdks/stripe`. */
export function packageProgress(
  count: number,
  { terminal, quiet }: CommandContext,
): PackageProgress {
  let finished = 0;
  const show = (text: string): void => {
    if (!quiet) terminal.err(`\r\u001B[2K${text}`);
  };
  show(`0 of ${count}`);
  return {
    done: (name) => {
      finished += 1;
      show(`${finished} of ${count}  ${paint(terminal, "dim", name)}`);
    },
    end: () => show(""),
  };
}

export function duration(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(2)} s`;
}
