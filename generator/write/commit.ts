/** What a run leaves behind, worked out before the first byte is written. */
import { existsSync, mkdirSync, readFileSync, rmdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { NO_KEPT_NAMES } from "../contract/index.js";
import { apply } from "./apply.js";
import { baseStoreName, packedBases } from "./base-store.js";
import { type Action, type Decision, isWritten } from "./decide.js";
import { hashText } from "./disk.js";
import type { RunRecord } from "./manifest.js";
import { manifestName, manifestText } from "./manifest.js";
import { type Outcome, editsOf, pendingEdits } from "./outcome.js";
import { hasStaging } from "./staging.js";
import { noVersion } from "./version.js";

interface CommitOptions {
  readonly output: string;
  readonly inputHash: string;
  readonly record?: RunRecord;
}

/** Brings the folder to what was decided. Where nothing is to do, nothing is touched. */
export function commit(outcome: Outcome, options: CommitOptions): void {
  const { decisions, files, merges } = outcome;
  const { output } = options;
  const isComplete = decisions.every(({ action }) => !isOpen(action));
  const record = {
    inputs: [],
    findings: [],
    version: noVersion,
    names: NO_KEPT_NAMES,
    ...options.record,
    inputHash: isComplete ? options.inputHash : null,
  };
  const hashes = hashesOf(outcome);
  const edits = { pending: pendingEdits(outcome), after: editsOf(outcome) };
  const manifest = manifestText({ ...record, edits: edits.after }, hashes.after);
  if (hasNothingToWrite(decisions, output, manifest)) return;

  const merged = merges.map(({ path, text }) => [path, text] as const);
  const texts = new Map([...files.map(({ path, text }) => [path, text] as const), ...merged]);
  const firstNew = mkdirSync(output, { recursive: true });
  try {
    const versions = [...(outcome.manifest?.version.ours ?? []), ...record.version.ours];
    const cutOff = { ...record.version, ours: [...new Set(versions)] };
    const bases = packedBases(files);
    const known = outcome.manifest?.names ?? NO_KEPT_NAMES;
    apply({ output, record, cutOff, known, decisions, texts, hashes, edits, bases });
  } catch (error) {
    removeNewFolders(output, firstNew);
    throw error;
  }
}

/** Something of the folder is not as the inputs would have it, and nobody has decided that it may be so. */
function isOpen(action: Action): boolean {
  return action === "conflict" || action === "keep-foreign";
}

function hashesOf({
  files,
  made,
  manifest,
  decisions,
  merges,
}: Outcome): Record<"before" | "pending" | "after", ReadonlyMap<string, string>> {
  const bases = new Map(merges.map(({ path, base }) => [path, base]));
  // What a person writes in is not ours to measure: an edit of it is none.
  const shared = new Set(files.filter((file) => file.shared === true).map(({ path }) => path));
  const [before, pending, after] = [0, 1, 2].map(() => new Map<string, string>());
  for (const { path, action, disk } of decisions.filter(({ path: each }) => !shared.has(each))) {
    const owned = manifest?.files.get(path) ?? [];
    // After a cut there are two that are ours; the one that stands there is the one that a next cut may leave.
    const old = disk.kind === "file" && owned.includes(disk.hash) ? disk.hash : owned[0];
    const written = made.get(path) ?? "";
    if (old !== undefined) before?.set(path, old);
    if (isWritten(action)) pending?.set(path, written);
    if (isWritten(action) || action === "unchanged" || action === "keep-edited")
      after?.set(path, written);
    if (action === "conflict") {
      const base = bases.get(path) ?? null;
      after?.set(path, base === null ? (old ?? written) : hashText(base));
    }
  }
  const none = new Map<string, string>();
  return { before: before ?? none, pending: pending ?? none, after: after ?? none };
}

/** Nothing to write, not even the manifest: its modification time stays. */
function hasNothingToWrite(
  decisions: readonly Decision[],
  output: string,
  manifest: string,
): boolean {
  const changes = decisions.some(({ action }) => isWritten(action) || action === "delete");
  if (changes || hasStaging(output) || !existsSync(join(output, baseStoreName))) return false;
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
