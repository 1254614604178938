/** Decides what a run could not merge. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Diagnostic, SpecwrightError } from "../contract/index.js";
import { applyOne } from "./apply.js";
import { hashText } from "./disk.js";
import { type Edit, unpacked } from "./edits.js";
import { type Manifest, manifestText, readManifest } from "./manifest.js";
import type { Side } from "./merge/index.js";
import { onDisk } from "./on-disk.js";

/** An edited file that waits for a decision. */
export interface OpenConflict {
  readonly path: string;
  /** Lines of the file as the last run found it: `12-18`. */
  readonly lines: readonly string[];
}

/**
 * What the last run in `output` could not merge; empty where there is no package.
 *
 * @throws {SpecwrightError} `manifest-unreadable`
 */
export function openConflicts(output: string): readonly OpenConflict[] {
  const edits = readManifest(output)?.edits ?? [];
  return edits.flatMap(({ path, conflict }) =>
    conflict === null ? [] : [{ path, lines: conflict.lines }],
  );
}

/**
 * Takes the file as it stands for what it is to be, or, with a `side`, what both sides changed and that side's text where they changed
 * the same thing.
 *
 * @throws {SpecwrightError} `no-conflict` where the file waits for no decision; `output-busy`.
 */
export async function resolveConflict(
  output: string,
  path: string,
  side: Side | null,
): Promise<void> {
  const manifest = readManifest(output);
  const edit = manifest?.edits.find((entry) => entry.path === path && entry.conflict !== null);
  const kept = edit?.conflict?.made ?? null;
  const made = kept === null ? null : unpacked(kept);
  if (manifest === null || edit === undefined || made === null) throw noConflict(output, path);
  const ours = bytesOf(output, path);
  const base = edit.base === null ? null : unpacked(edit.base);
  const { mergeFile } = await import("./merge/index.js");
  const text =
    side === null
      ? ours.toString("utf8")
      : (await mergeFile({ path, base, ours, theirs: made, favour: side })).text;
  const hash = hashText(text);
  const decided: Edit = { path, text: hash, base: kept, conflict: null };
  const edits = manifest.edits.flatMap((entry) =>
    entry !== edit ? [entry] : hash === hashText(made) ? [] : [decided],
  );
  const next = resolvedManifest(manifest, decided, edits);
  applyOne(output, { path, text: side === null ? null : text }, next);
}

function bytesOf(output: string, path: string): Buffer {
  return onDisk(output, () => readFileSync(join(output, path)));
}

function resolvedManifest(
  manifest: Manifest,
  { path, base }: Edit,
  edits: readonly Edit[],
): string {
  const files = new Map<string, string>();
  for (const [each, [hash]] of manifest.files) if (hash !== undefined) files.set(each, hash);
  if (base !== null) files.set(path, base.hash);
  return manifestText({ ...manifest, edits }, files);
}

function noConflict(output: string, path: string): SpecwrightError {
  const diagnostic: Diagnostic = {
    rule: "no-conflict",
    severity: "error",
    message: `"${path}" waits for no decision.`,
    hint: "specwright resolve, without a file, lists those that do.",
    location: { file: join(output, path) },
  };
  return new SpecwrightError([diagnostic]);
}
