/** Brings the decisions to disk. No file is ever half written: contents are staged, then renamed. */
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmdirSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import type { KeptNames } from "../contract/index.js";
import { baseStoreName } from "./base-store.js";
import { type Decision, isWritten } from "./decide.js";
import type { Edit } from "./edits.js";
import { type Manifest, type RunRecord, manifestName, manifestText } from "./manifest.js";
import { parentsOf } from "./paths.js";
import { withStaging } from "./staging.js";
import type { VersionRecord } from "./version.js";

export interface Work {
  readonly output: string;
  readonly record: RunRecord & Pick<Manifest, "inputHash">;
  /** What counts as ours of package.json while it may be the old or the new one. */
  readonly cutOff: VersionRecord;
  /** Names that the package had before: a run that is cut off forgets none. */
  readonly known: KeptNames;
  readonly decisions: readonly Decision[];
  /** By path, what to write. */
  readonly texts: ReadonlyMap<string, string>;
  /**
   * By path, the hashes for the manifest: what is on disk before, what will be written, and what is ours in the end.
   */
  readonly hashes: Record<"before" | "pending" | "after", ReadonlyMap<string, string>>;
  /** The edited files as they are, and as they will be; what is ours of them in the end. */
  readonly edits: Record<"pending" | "after", readonly Edit[]>;
  /** What a later merge starts from, packed. */
  readonly bases: Buffer;
}

/**
 * The order makes a cut at any point harmless: first a manifest that names the old and the new hashes, then the files,
 * last the final manifest. All of it is synchronous, so that a signal handler runs before or after it, never in
 * between.
 */
export function apply(work: Work): void {
  const { output, decisions, hashes, edits } = work;
  const cutOff = {
    inputHash: null,
    inputs: [],
    findings: [],
    version: work.cutOff,
    names: work.known,
    edits: edits.pending,
  };
  withStaging(output, (staging) => {
    const files = join(staging, "files");
    stage(work, files);
    writeFileSync(join(staging, baseStoreName), work.bases);
    replaceManifest(output, staging, manifestText(cutOff, hashes.before, hashes.pending));
    // Deletions first: on a file system that ignores case, the new spelling of a name can be the old file.
    for (const { path } of decisions.filter(({ action }) => action === "delete")) {
      unlinkSync(join(output, path));
      removeEmptyFolders(output, path);
    }
    moveInto(files, output);
    const record = { ...work.record, edits: edits.after };
    replaceManifest(output, staging, manifestText(record, hashes.after));
    renameSync(join(staging, baseStoreName), join(output, baseStoreName));
  });
}

/**
 * One file and the manifest, where nothing else changes. A cut between the two leaves the file as it is to be, and a manifest that still
 * asks for a decision.
 *
 * @param text the file's new contents; `null` where it stays as it is.
 */
export function applyOne(
  output: string,
  { path, text }: { readonly path: string; readonly text: string | null },
  manifest: string,
): void {
  withStaging(output, (staging) => {
    const file = join(staging, "file");
    if (text !== null) {
      writeFileSync(file, text, { mode: statSync(join(output, path)).mode });
      renameSync(file, join(output, path));
    }
    replaceManifest(output, staging, manifest);
  });
}

/** Writes every new content into a tree beside; a full disk shows here, before anything of the package has changed. */
function stage({ decisions, texts }: Work, files: string): void {
  const written = decisions.filter(({ action }) => isWritten(action));
  const folders = new Set(written.map(({ path }) => dirname(join(files, path))));
  for (const folder of [files, ...folders]) mkdirSync(folder, { recursive: true });
  for (const { path, disk } of written) {
    const file = join(files, path);
    writeFileSync(file, texts.get(path) ?? "");
    if (disk.kind === "file") chmodSync(file, disk.mode);
  }
}

/** A folder that is not there yet is moved whole: a new package of a thousand files takes a dozen renames. */
function moveInto(from: string, to: string): void {
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory() && existsSync(target)) moveInto(source, target);
    else renameSync(source, target);
  }
}

function replaceManifest(output: string, staging: string, text: string): void {
  const file = join(staging, "manifest");
  writeFileSync(file, text);
  renameSync(file, join(output, manifestName));
}

function removeEmptyFolders(output: string, path: string): void {
  for (const folder of parentsOf(path)) {
    try {
      rmdirSync(join(output, folder));
    } catch {
      return; // Something else is in it, so it and its parents stay.
    }
  }
}
