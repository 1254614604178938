/** The real command, built as it ships (one JavaScript file for each source file) and run in a process of its own. */
import { spawn } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { afterAll, beforeAll } from "vitest";

const root = fileURLToPath(new URL("../../../../", import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Settings {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** What stands on standard input. */
  readonly stdin?: string;
  /** Close standard output before anything is read, as `| true` does. */
  readonly stopReading?: boolean;
  /** Send SIGINT, as Ctrl+C does. */
  readonly interruptAfterMs?: number;
  /** Is told all output so far, in the order in which it came, whenever more of it comes. */
  readonly onOutput?: (output: string, interrupt: () => void) => void;
}

export type Program = (args: readonly string[], settings: Settings) => Promise<Ended>;

/** Builds the command before the tests of the file, and clears it away after them. */
export function useProgram(): Program {
  let program = { file: "", remove: (): void => {} };
  beforeAll(async () => {
    program = await buildProgram();
  });
  afterAll(() => program.remove());
  return (args, settings) => runProgram(program.file, args, settings);
}

/** The command's file, in a folder of its own below the repository, so that the dependencies are found. */
export async function buildProgram(): Promise<{
  readonly file: string;
  readonly remove: () => void;
}> {
  mkdirSync(join(root, ".cache"), { recursive: true });
  const home = mkdtempSync(join(root, ".cache", "cli-"));
  await build({
    entryPoints: sourceFiles(),
    outbase: join(root, "generator"),
    outdir: join(home, "dist"),
    format: "esm",
    platform: "node",
    target: "node20",
  });
  copyFileSync(join(root, "package.json"), join(home, "package.json"));
  symlinkSync(join(root, "templates"), join(home, "templates"));
  return {
    file: join(home, "dist", "cli", "main.js"),
    remove: () => rmSync(home, { recursive: true, force: true }),
  };
}

function runProgram(file: string, args: readonly string[], settings: Settings): Promise<Ended> {
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, [file, ...args], {
    cwd: settings.cwd,
    env: { PATH, HOME, ...settings.env },
  });
  const output = { stdout: "", stderr: "" };
  let all = "";
  for (const stream of ["stdout", "stderr"] as const) {
    child[stream].setEncoding("utf8").on("data", (text: string) => {
      output[stream] += text;
      all += text;
      settings.onOutput?.(all, () => child.kill("SIGINT"));
    });
  }
  if (settings.stopReading) child.stdout.destroy();
  child.stdin.end(settings.stdin ?? "");
  const { interruptAfterMs } = settings;
  const timer =
    interruptAfterMs === undefined
      ? undefined
      : setTimeout(() => child.kill("SIGINT"), interruptAfterMs);
  return new Promise((resolve) => {
    child.on("close", (code) => {
      clearTimeout(timer);
      resolve({ code, ...output });
    });
  });
}

function sourceFiles(): string[] {
  return readdirSync(join(root, "generator"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => join(entry.parentPath, entry.name));
}
