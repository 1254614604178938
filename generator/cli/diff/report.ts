/** What every format of `specwright diff` is made of. */
import type {
  Bump,
  Change,
  Comparison,
  LoadedDocument,
  SourceLocation,
} from "../../contract/index.js";
import { BUMPS } from "../../diff.js";
import { localName } from "../diagnostics.js";

export interface DiffReport {
  readonly bump: Bump;
  /** As the user named the sides. */
  readonly old: string;
  readonly new: string;
  /** The most important first. */
  readonly changes: readonly LocatedChange[];
}

export interface LocatedChange extends Change {
  /** Where the change stands in each document; `null` where it has no place there. */
  readonly places: { readonly old: SourceLocation | null; readonly new: SourceLocation | null };
}

interface Both<Value> {
  readonly old: Value;
  readonly new: Value;
}

/**
 * With the places of all changes, as `cwd` has the files; those of a document that was written to a folder of ours, as the user named
 * it.
 */
export function reportOf(
  { bump, changes }: Comparison,
  documents: Both<LoadedDocument | null>,
  sources: Both<string>,
  { cwd, folders }: { readonly cwd: string; readonly folders: Both<string | null> },
): DiffReport {
  const place = (side: "old" | "new", pointer: string | null): SourceLocation | null => {
    const document = documents[side];
    if (pointer === null || document === null) return null;
    const location = document.locate(pointer);
    const file = folders[side] === null ? localName(location.file, cwd) : sources[side];
    return { ...location, file };
  };
  const rank = (change: Change): number => BUMPS.indexOf(change.bump);
  const sorted = [...changes].sort((left, right) => rank(right) - rank(left));
  const located = sorted.map((change): LocatedChange => {
    return { ...change, places: { old: place("old", change.old), new: place("new", change.new) } };
  });
  return { bump, ...sources, changes: located };
}

export interface Section {
  readonly title: string;
  readonly changes: readonly LocatedChange[];
}

/** What breaks, what is there in addition, and all that no type shows. */
export function sectionsOf({ changes }: DiffReport): readonly Section[] {
  const sections = [
    { title: "Breaking changes", bump: "major" },
    { title: "New", bump: "minor" },
    { title: "Other changes", bump: "patch" },
  ] as const;
  return sections
    .map(({ title, bump }) => ({
      title,
      changes: changes.filter((change) => change.bump === bump),
    }))
    .filter((section) => section.changes.length > 0);
}

/** `2 breaking, 1 new, 12 other`. */
export function tally({ changes }: DiffReport): string {
  const count = (bump: Bump): number => changes.filter((change) => change.bump === bump).length;
  const parts = [
    [count("major"), "breaking"],
    [count("minor"), "new"],
    [count("patch"), "other"],
  ] as const;
  const counts = parts
    .filter(([number]) => number > 0)
    .map(([number, word]) => `${number} ${word}`);
  return counts.length === 0 ? "no change that a user could see" : counts.join(", ");
}

/** `unproved` where the compiler does not confirm what looks like a break. */
export function doubtOf({ source, proved }: Change): string | null {
  return source === "breaking" && proved === false
    ? "unproved: the compiler accepts the old code"
    : null;
}

/** What becomes of a break where the package is generated again; `null` where it stays one. */
export function avoidanceOf({ avoidable }: Change): string | null {
  return avoidable
    ? "a package that is generated again keeps the old name, and nothing breaks"
    : null;
}

/** Beside the bump: what types do not show. */
export function effectsOf(change: Change): readonly string[] {
  const { runtime, wire } = change;
  return [
    avoidanceOf(change),
    runtime === "breaking" ? "compiled code does something else" : null,
    wire === "breaking" ? "the server may refuse what the old package sends" : null,
  ].filter((effect) => effect !== null);
}

export function oneLine(text: string | null): string | null {
  if (text === null) return null;
  const line = text.replaceAll(/\s+/g, " ").trim();
  return line.length > 200 ? `${line.slice(0, 199)}…` : line;
}
