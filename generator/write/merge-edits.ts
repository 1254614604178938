/** Merges the edited files of a run. Reads the folder and writes nothing. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { OutputFile } from "../contract/index.js";
import { Bases } from "./bases.js";
import type { Decision } from "./decide.js";
import { hashText } from "./disk.js";
import type { Manifest } from "./manifest.js";
import { type Conflict, type FileMerge, type VersionChange, mergeFile } from "./merge/index.js";

/** What came of one edited file. */
export interface MergedEdit {
  readonly path: string;
  /** What was generated when the person edited it; `null` where nobody knows. */
  readonly base: string | null;
  readonly made: string;
  /** The file as it is to be: with conflicts, as the person left it. */
  readonly text: string;
  /** Whether that is how it stands. */
  readonly isWritten: boolean;
  readonly conflicts: readonly Conflict[];
}

/** One for each decision to merge. */
export async function mergeEdits(
  decisions: readonly Decision[],
  context: {
    readonly output: string;
    readonly manifest: Manifest;
    readonly files: readonly OutputFile[];
  },
): Promise<readonly MergedEdit[]> {
  const edited = decisions.filter(({ action }) => action === "merge");
  const { output, manifest, files } = context;
  const bases = new Bases(output, manifest, files);
  const made = new Map(files.map(({ path, text }) => [path, text]));
  const version = versionChange(bases, manifest, made);
  const merges: MergedEdit[] = [];
  for (const { path, disk } of edited) {
    if (disk.kind !== "file") continue;
    const ours = readFileSync(join(output, path));
    const texts = bases.hashesOf(path, disk.hash).map((hash) => bases.textOf(path, hash));
    const input = { path, ours, theirs: made.get(path) ?? "", version };
    const { base, merge } = await fromAll(texts, (text) => mergeFile({ ...input, base: text }));
    const { conflicts } = merge;
    const text = conflicts.length > 0 ? ours.toString("utf8") : merge.text;
    const isWritten = conflicts.length > 0 || hashText(text) === disk.hash;
    merges.push({ path, base, made: input.theirs, text, isWritten, conflicts });
  }
  return merges;
}

/** Where more than one text may be the base, the merges from all of them have to agree. */
async function fromAll(
  texts: readonly (string | null)[],
  merge: (base: string | null) => Promise<FileMerge>,
): Promise<{ readonly base: string | null; readonly merge: FileMerge }> {
  const [first = null, ...others] = texts;
  const result = await merge(first);
  for (const other of others) {
    const { text, conflicts } = await merge(other);
    if (conflicts.length > 0 || result.conflicts.length > 0 || text !== result.text)
      return { base: null, merge: await merge(null) };
  }
  return { base: first, merge: result };
}

function versionChange(
  bases: Bases,
  manifest: Manifest,
  made: ReadonlyMap<string, string>,
): VersionChange | null {
  const path = "package.json";
  const [hash] = manifest.files.get(path) ?? [];
  const before = hash === undefined ? null : bases.textOf(path, hash);
  const [from, to] = [before, made.get(path) ?? null].map(versionIn);
  return typeof from === "string" && typeof to === "string" ? { from, to } : null;
}

function versionIn(text: string | null): string | null {
  const version = /^ {2}"version": "(?<version>[^"]+)"/m.exec(text ?? "");
  return version?.groups?.["version"] ?? null;
}
