import { spawn } from "node:child_process";

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  /** Added to the environment; `undefined` removes. */
  readonly env?: NodeJS.ProcessEnv;
  readonly stdin?: string;
}

/** Runs a command to its end, whatever that is. */
export function run(
  command: string,
  args: readonly string[],
  { cwd, env = {}, stdin = "" }: RunOptions = {},
): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env } });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    child.stdin.on("error", () => {}); // it may end without reading
    child.stdin.end(stdin);
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, stdout, stderr }));
  });
}

/** As `run`, with Node. */
export function node(args: readonly string[], options?: RunOptions): Promise<Finished> {
  return run(process.execPath, args, options);
}

/** As `run`, and fails with all that was printed where the command does. */
export async function succeed(finished: Promise<Finished>): Promise<Finished> {
  const result = await finished;
  if (result.code === 0) return result;
  throw new Error(`Exit code ${result.code}\n${result.stdout}\n${result.stderr}`);
}
