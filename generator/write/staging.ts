/**
 * The folder that new contents are written to before they take their place. While it exists, its owner is the only one
 * that writes.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { SpecwrightError } from "../contract/index.js";
import { stagingName } from "./paths.js";

/**
 * This very process: its number alone does not tell a running write from the remains of an older process with that
 * number.
 */
const self = `${process.pid} ${performance.timeOrigin}`;

export function hasStaging(output: string): boolean {
  return existsSync(join(output, stagingName));
}

/**
 * Runs `work` with a fresh staging folder, and removes it afterwards. Remains of a process that was cut off are cleared
 * away.
 *
 * @throws {SpecwrightError} `output-busy` where another process writes to this folder now.
 */
export function withStaging<T>(output: string, work: (staging: string) => T): T {
  const staging = join(output, stagingName);
  const owner = ownerOf(staging);
  if (isWriting(owner)) throw busy(staging, owner);

  rmSync(staging, { recursive: true, force: true });
  mkdirSync(staging);
  try {
    writeFileSync(join(staging, "owner"), self);
    return work(staging);
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

/** `process.pid` and the time that it began; empty where nobody owns it. */
function ownerOf(staging: string): string {
  try {
    return readFileSync(join(staging, "owner"), "utf8");
  } catch {
    return "";
  }
}

function isWriting(owner: string): boolean {
  const pid = Number.parseInt(owner, 10);
  if (Number.isNaN(pid)) return false;
  if (pid === process.pid) return owner === self;
  try {
    // Signal 0 only asks whether the process is there.
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

function busy(staging: string, owner: string): SpecwrightError {
  return new SpecwrightError([
    {
      rule: "output-busy",
      severity: "error",
      message: `Another process (${Number.parseInt(owner, 10)}) writes to the output folder.`,
      hint: `Wait until it has finished. If it is no run of Specwright, delete ${stagingName} in the output folder.`,
      location: { file: staging },
    },
  ]);
}
