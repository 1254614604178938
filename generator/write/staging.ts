/** The folder that new contents are written to before they take their place. While it exists, its owner is the only one that writes. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { SpecwrightError } from "../contract/index.js";
import { stagingName } from "./paths.js";

/** Staging folders of this very process: its number alone does not tell a running write from the remains of an older process with that number. */
const held = new Set<string>();

export function hasStaging(output: string): boolean {
  return existsSync(join(output, stagingName));
}

/**
 * Runs `work` with a fresh staging folder, and removes it afterwards. Remains of a process that was cut off are cleared away.
 *
 * @throws {SpecwrightError} `output-busy` where another process writes to this folder now.
 */
export function withStaging<T>(output: string, work: (staging: string) => T): T {
  const staging = join(output, stagingName);
  const owner = ownerOf(staging);
  if (owner !== null && isWriting(owner, staging)) throw busy(staging, owner);

  rmSync(staging, { recursive: true, force: true });
  mkdirSync(staging);
  held.add(staging);
  try {
    writeFileSync(join(staging, "owner"), String(process.pid));
    return work(staging);
  } finally {
    rmSync(staging, { recursive: true, force: true });
    held.delete(staging);
  }
}

function ownerOf(staging: string): number | null {
  try {
    return Number(readFileSync(join(staging, "owner"), "utf8")) || null;
  } catch {
    return null;
  }
}

function isWriting(owner: number, staging: string): boolean {
  if (owner === process.pid) return held.has(staging);
  try {
    // Signal 0 only asks whether the process is there.
    process.kill(owner, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

function busy(staging: string, owner: number): SpecwrightError {
  return new SpecwrightError([
    {
      rule: "output-busy",
      severity: "error",
      message: `Another process (${owner}) writes to the output folder.`,
      hint: `Wait until it has finished. If it is no run of Specwright, delete ${stagingName} in the output folder.`,
      location: { file: staging },
    },
  ]);
}
