/** The last stage: brings the output folder to what was made, and never touches what a person wrote. */
import { existsSync, readdirSync, statSync } from "node:fs";
import type { OutputFile, WriteReport } from "../contract/index.js";
import { SpecwrightError } from "../contract/index.js";
import { baseStoreName } from "./base-store.js";
import { commit } from "./commit.js";
import { decide } from "./decide.js";
import { hashText, stateOf } from "./disk.js";
import { type Manifest, type RunRecord, manifestName, readManifest } from "./manifest.js";
import type { mergeEdits } from "./merge-edits.js";
import { diskFault, onDisk } from "./on-disk.js";
import { settledEdits, withMerges } from "./outcome.js";
import { checkPaths, stagingName } from "./paths.js";
import { reportOf, upToDateReport } from "./report.js";
import { hasStaging } from "./staging.js";

export { keptNamesIn } from "./manifest.js";
export { type OpenConflict, openConflicts, resolveConflict } from "./resolve.js";

export interface WriteOptions {
  /** Folder of the package, absolute. Made where it does not exist. */
  readonly output: string;
  /** `check` and `dry-run` only say what `write` would do. */
  readonly mode: "write" | "check" | "dry-run";
  /** What the files were made from, to recognise an unchanged run by. */
  readonly inputHash: string;
  /** What the manifest is to remember of the run. Default: nothing. */
  readonly record?: RunRecord;
  /** Replace files of ours that a person edited. Files that were never ours stay in any case. Default: false. */
  readonly force?: boolean;
}

/**
 * Writes what changed, deletes what is ours, unedited and no longer made, merges what a person edited with what is made now, keeps what
 * a person added, and says so. What cannot be merged stays as it is, is an error of the report, and is remembered.
 *
 * @throws {SpecwrightError} `output-not-ours`, `output-unwritable`, `output-busy`, `output-path-unsafe`,
 * `output-path-clash`, `manifest-unreadable`: nothing of the folder has changed then, or, where the disk failed midway,
 * each file is the old or the new one and the next run goes on from there.
 */
export async function write(
  files: readonly OutputFile[],
  options: WriteOptions,
): Promise<WriteReport> {
  checkPaths(files.map(({ path }) => path));
  const { output, mode, force = false } = options;
  try {
    const manifest = manifestOf(output);
    const isNew = !existsSync(output);
    const made = new Map(files.map(({ path, text }) => [path, hashText(text)]));
    const decided = decide({
      made,
      shared: new Set(files.filter((file) => file.shared === true).map(({ path }) => path)),
      owned: manifest?.files ?? new Map(),
      stateOf: (path) => (isNew ? { kind: "absent" } : stateOf(output, path)),
      force,
    });
    const isEdited = decided.some(({ action }) => action === "merge");
    const merges =
      manifest !== null && isEdited ? await merged(decided, { output, manifest, files }) : [];
    const decisions = withMerges(decided, merges);
    const outcome = { files, made, manifest, decisions, merges };
    if (mode === "write") commit(outcome, options);
    return reportOf(outcome, output);
  } catch (error) {
    throw diskFault(error, output);
  }
}

/** What merges is loaded where there is something to merge. */
async function merged(...args: Parameters<typeof mergeEdits>): ReturnType<typeof mergeEdits> {
  const room = await import("./merge-edits.js");
  return room.mergeEdits(...args);
}

/**
 * What the run that made `output` was made from, and told; `null` where there was none, or where it did not end.
 *
 * @throws {SpecwrightError} as `isUpToDate`.
 */
export function lastRun(output: string): (RunRecord & { readonly inputHash: string }) | null {
  return onDisk(output, () => {
    const manifest = manifestOf(output);
    if (manifest === null) return null;
    const { inputHash, inputs, findings, version, names } = manifest;
    return inputHash === null ? null : { inputHash, inputs, findings, version, names };
  });
}

/**
 * The report of a run with nothing to do, where `output` is exactly what `inputHash` makes; otherwise `null`.
 * Reads the manifest and the files it names, so it is much quicker than making the package again.
 *
 * @throws {SpecwrightError} `output-not-ours`, `output-unwritable`, `manifest-unreadable`: as `write` would, but before
 * any work is done.
 */
export function isUpToDate(output: string, inputHash: string): WriteReport | null {
  return onDisk(output, () => {
    const manifest = manifestOf(output);
    if (manifest === null || manifest.inputHash !== inputHash || hasStaging(output)) return null;
    const settled = settledEdits(manifest);
    const kept: string[] = [];
    for (const [path, hashes] of manifest.files) {
      const state = stateOf(output, path);
      if (state.kind !== "file") return null;
      if (hashes.includes(state.hash)) continue;
      if (settled.get(path) !== state.hash) return null;
      kept.push(path);
    }
    return upToDateReport(manifest.files.size, kept, output);
  });
}

/** Names that may be in a folder that becomes ours: they are not the package's source. */
const tolerated = new Set([
  ".git",
  "node_modules",
  "dist",
  ".DS_Store",
  stagingName,
  baseStoreName,
]);

/** @throws {SpecwrightError} `output-not-ours` where the folder has files and no manifest. */
function manifestOf(output: string): Manifest | null {
  const stats = statSync(output, { throwIfNoEntry: false });
  if (stats === undefined) return null;
  if (!stats.isDirectory()) throw notOurs(output, "is not a folder");
  const manifest = readManifest(output);
  if (manifest !== null) return manifest;

  const [first] = readdirSync(output)
    .filter((name) => !tolerated.has(name))
    .sort();
  if (first === undefined) return null;
  throw notOurs(output, `has files (such as "${first}") and no ${manifestName}`);
}

function notOurs(output: string, why: string): SpecwrightError {
  return new SpecwrightError([
    {
      rule: "output-not-ours",
      severity: "error",
      message: `The output folder was not written by Specwright: it ${why}.`,
      hint: `Choose a new or empty folder. If Specwright did write it, restore its ${manifestName} from version control.`,
      location: { file: output },
    },
  ]);
}
