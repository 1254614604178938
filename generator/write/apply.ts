/** Brings the decisions to disk. No file is ever half written: contents are staged, then renamed. */
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmdirSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import type { Decision } from "./decide.js";
import { type Manifest, type RunRecord, manifestName, manifestText } from "./manifest.js";
import { parentsOf } from "./paths.js";
import { withStaging } from "./staging.js";
import type { VersionRecord } from "./version.js";

export interface Work {
  readonly output: string;
  readonly record: RunRecord & Pick<Manifest, "inputHash">;
  /** What counts as ours of package.json while it may be the old or the new one. */
  readonly cutOff: VersionRecord;
  readonly decisions: readonly Decision[];
  /** By path, what to write. */
  readonly texts: ReadonlyMap<string, string>;
  /**
   * By path, the hashes for the manifest: what is on disk before, what will be written, and what is ours in the end.
   */
  readonly hashes: Record<"before" | "pending" | "after", ReadonlyMap<string, string>>;
}

/**
 * The order makes a cut at any point harmless: first a manifest that names the old and the new hashes, then the files,
 * last the final manifest. All of it is synchronous, so that a signal handler runs before or after it, never in
 * between.
 */
export function apply(work: Work): void {
  const { output, decisions, hashes } = work;
  const cutOff = { inputHash: null, inputs: [], findings: [], version: work.cutOff };
  withStaging(output, (staging) => {
    const files = join(staging, "files");
    stage(work, files);
    replaceManifest(output, staging, manifestText(cutOff, hashes.before, hashes.pending));
    // Deletions first: on a file system that ignores case, the new spelling of a name can be the old file.
    for (const { path } of decisions.filter(({ action }) => action === "delete")) {
      unlinkSync(join(output, path));
      removeEmptyFolders(output, path);
    }
    moveInto(files, output);
    replaceManifest(output, staging, manifestText(work.record, hashes.after));
  });
}

/** Writes every new content into a tree beside; a full disk shows here, before anything of the package has changed. */
function stage({ decisions, texts }: Work, files: string): void {
  const written = decisions.filter(({ action }) => action === "create" || action === "update");
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
