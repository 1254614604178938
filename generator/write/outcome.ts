/** What was decided about each file, after the edited ones have been merged, and what the manifest keeps of those. */
import type { OutputFile } from "../contract/index.js";
import type { Decision } from "./decide.js";
import { hashText } from "./disk.js";
import { type Edit, keptText } from "./edits.js";
import type { Manifest } from "./manifest.js";
import type { MergedEdit } from "./merge-edits.js";

export interface Outcome {
  /** As they are made now. */
  readonly files: readonly OutputFile[];
  /** By path, the hashes of their texts. */
  readonly made: ReadonlyMap<string, string>;
  /** As it was before. */
  readonly manifest: Manifest | null;
  readonly decisions: readonly Decision[];
  /** One for each edited file that is still made. */
  readonly merges: readonly MergedEdit[];
}

/** The decisions, now that it is known what comes of each merge. */
export function withMerges(
  decisions: readonly Decision[],
  merges: readonly MergedEdit[],
): readonly Decision[] {
  const byPath = new Map(merges.map((merge) => [merge.path, merge]));
  return decisions.map((decision): Decision => {
    const merge = byPath.get(decision.path);
    if (merge === undefined) return decision;
    if (merge.conflicts.length > 0) return { ...decision, action: "conflict" };
    if (merge.isWritten) return { ...decision, action: "keep-edited" };
    // What was generated has caught up with the person.
    const isEdited = hashText(merge.text) !== hashText(merge.made);
    return { ...decision, action: isEdited ? "merge" : "update" };
  });
}

/** What the manifest keeps of the edited files when the run has ended. */
export function editsOf({ merges, manifest }: Outcome): readonly Edit[] {
  const known = manifest?.edits ?? [];
  return merges.flatMap(({ path, base, made, text, conflicts }): Edit[] => {
    const hash = hashText(text);
    if (conflicts.length === 0) {
      if (hash === hashText(made)) return [];
      return [{ path, text: hash, base: keptText(made, known), conflict: null }];
    }
    const conflict = {
      made: keptText(made, known),
      lines: conflicts.map(({ line, endLine }) =>
        line === endLine ? `${line}` : `${line}-${endLine}`,
      ),
    };
    return [{ path, text: hash, base: base === null ? null : keptText(base, known), conflict }];
  });
}

/** Beside those: the files as they stand before the first is replaced, so that a run that is cut off leaves each with its base. */
export function pendingEdits(outcome: Outcome): readonly Edit[] {
  const { merges, manifest, decisions } = outcome;
  const known = manifest?.edits ?? [];
  const hashes = new Map(
    decisions.map(({ path, disk }) => [path, disk.kind === "file" ? disk.hash : ""]),
  );
  const before = merges.flatMap(({ path, base, conflicts }): Edit[] =>
    base === null || conflicts.length > 0
      ? []
      : [{ path, text: hashes.get(path) ?? "", base: keptText(base, known), conflict: null }],
  );
  return [...before, ...editsOf(outcome)];
}

/** By path, the hash of each edited file that the manifest knows as merged: as long as it has that, there is nothing to do. */
export function settledEdits({ edits, files }: Manifest): ReadonlyMap<string, string> {
  const settled = edits.filter(
    ({ path, base, conflict }) =>
      conflict === null && base !== null && files.get(path)?.every((hash) => hash === base.hash),
  );
  return new Map(settled.map(({ path, text }) => [path, text]));
}
