import { run } from "../../../../generator/cli/run.js";
import type { Ended } from "./program.js";

/** Runs the command in this process, which is quicker than a process of its own, and sees what it prints. */
export async function runHere(
  args: readonly string[],
  { cwd, interactive = false }: { readonly cwd: string; readonly interactive?: boolean },
): Promise<Ended> {
  const printed = { stdout: "", stderr: "" };
  const terminal = {
    out: (text: string) => void (printed.stdout += text),
    err: (text: string) => void (printed.stderr += text),
    colours: false,
    interactive,
  };
  const code = await run(args, terminal, cwd);
  return { code, ...printed };
}
