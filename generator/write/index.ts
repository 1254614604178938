/** The last stage: brings the output folder to what was made, and never touches what a person wrote. */
import { existsSync, mkdirSync, readFileSync, readdirSync, rmdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import type { OutputFile, WriteReport } from "../contract/index.js";
import { SpecwrightError } from "../contract/index.js";
import { apply } from "./apply.js";
import { type Action, type Decision, decide } from "./decide.js";
import { hashText, stateOf } from "./disk.js";
import {
  type Manifest,
  type RunRecord,
  manifestName,
  manifestText,
  readManifest,
} from "./manifest.js";
import { onDisk } from "./on-disk.js";
import { checkPaths, stagingName } from "./paths.js";
import { keptDiagnostics } from "./report.js";
import { hasStaging } from "./staging.js";
import { noVersion } from "./version.js";

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
 * Writes what changed, deletes what is ours, unedited and no longer made, keeps what a person edited or added, and says
 * so.
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
  return onDisk(options.output, () => {
    const manifest = manifestOf(options.output);
    const isNew = !existsSync(options.output);
    const made = new Map(files.map(({ path, text }) => [path, hashText(text)]));
    const shared = new Set(files.filter((file) => file.shared === true).map(({ path }) => path));
    const decisions = decide({
      made,
      shared,
      owned: manifest?.files ?? new Map(),
      stateOf: (path) => (isNew ? { kind: "absent" } : stateOf(options.output, path)),
      force: options.force ?? false,
    });
    if (options.mode === "write") commit(files, decisions, { made, shared, manifest, options });
    return reportOf(decisions, options.output);
  });
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
    const { inputHash, inputs, findings, version } = manifest;
    return inputHash === null ? null : { inputHash, inputs, findings, version };
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
    for (const [path, hashes] of manifest.files) {
      const state = stateOf(output, path);
      if (state.kind !== "file" || !hashes.includes(state.hash)) return null;
    }
    const unchanged = manifest.files.size;
    return { created: [], updated: [], deleted: [], unchanged, kept: [], diagnostics: [] };
  });
}

/** Names that may be in a folder that becomes ours: they are not the package's source. */
const tolerated = new Set([".git", "node_modules", "dist", ".DS_Store", stagingName]);

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

interface Context {
  readonly made: ReadonlyMap<string, string>;
  readonly shared: ReadonlySet<string>;
  readonly manifest: Manifest | null;
  readonly options: WriteOptions;
}

function commit(
  files: readonly OutputFile[],
  decisions: readonly Decision[],
  { made, shared, manifest, options }: Context,
): void {
  const { output } = options;
  const before = new Map<string, string>();
  for (const [path, [hash]] of manifest?.files ?? [])
    if (hash !== undefined) before.set(path, hash);
  const after = new Map<string, string>();
  const pending = new Map<string, string>();
  // What a person writes in is not ours to measure: an edit of it is none.
  for (const { path, action } of decisions.filter((decision) => !shared.has(decision.path))) {
    const written = made.get(path) ?? "";
    if (isWritten(action)) pending.set(path, written);
    if (isWritten(action) || action === "unchanged") after.set(path, written);
    // Still measured by what we wrote, so that the next run sees the edit again.
    if (action === "keep-edited") after.set(path, before.get(path) ?? written);
  }
  const complete = decisions.every(({ action }) => !isKept(action));
  const record = {
    inputs: [],
    findings: [],
    version: noVersion,
    ...options.record,
    inputHash: complete ? options.inputHash : null,
  };
  if (hasNothingToWrite(decisions, output, manifestText(record, after))) return;

  const texts = new Map(files.map(({ path, text }) => [path, text]));
  const firstNew = mkdirSync(output, { recursive: true });
  try {
    const versions = [...(manifest?.version.ours ?? []), ...record.version.ours];
    const cutOff = { ...record.version, ours: [...new Set(versions)] };
    apply({ output, record, cutOff, decisions, texts, hashes: { before, pending, after } });
  } catch (error) {
    removeNewFolders(output, firstNew);
    throw error;
  }
}

function isWritten(action: Action): boolean {
  return action === "create" || action === "update";
}

function isKept(action: Action): boolean {
  return action === "keep-edited" || action === "keep-foreign";
}

/** Nothing to write, not even the manifest: its modification time stays. */
function hasNothingToWrite(
  decisions: readonly Decision[],
  output: string,
  manifest: string,
): boolean {
  const changes = decisions.some(({ action }) => isWritten(action) || action === "delete");
  if (changes || hasStaging(output)) return false;
  const file = join(output, manifestName);
  if (statSync(file, { throwIfNoEntry: false }) === undefined) return false;
  return readFileSync(file, "utf8").replaceAll("\r\n", "\n") === manifest;
}

/** Folders that a failed first run made, as long as they are empty. `first` is the topmost of them. */
function removeNewFolders(output: string, first: string | undefined): void {
  if (first === undefined) return;
  try {
    for (let folder = output; folder.length >= first.length; folder = dirname(folder)) {
      rmdirSync(folder);
    }
  } catch {
    // Part of the package is in it already: the next run goes on from there.
  }
}

function reportOf(decisions: readonly Decision[], output: string): WriteReport {
  const pathsOf = (...actions: Action[]): string[] =>
    decisions.filter(({ action }) => actions.includes(action)).map(({ path }) => path);
  return {
    created: pathsOf("create"),
    updated: pathsOf("update"),
    deleted: pathsOf("delete"),
    unchanged: pathsOf("unchanged").length,
    kept: pathsOf("keep-edited", "keep-foreign", "keep-orphan"),
    diagnostics: keptDiagnostics(decisions, output),
  };
}
