/** Lines that show the package's version never take part in a merge. */
import type { Versions } from "./outcome.js";

export interface VersionChange {
  /** The version of the package as it was last generated. */
  readonly from: string;
  readonly to: string;
}

/** Lines that a new version alone makes different are made the same in all three texts. */
export function withNewVersion(
  texts: Versions<string>,
  change: VersionChange | null,
): Versions<string> {
  if (change === null || change.from === change.to || change.from === "") return texts;
  const { from, to } = change;
  const theirs = new Set(texts.theirs.split("\n"));
  const moved = texts.base
    .split("\n")
    .filter((line) => line.includes(from) && theirs.has(line.replaceAll(from, to)));
  const plain = new Set(moved.map(plainLine));
  const renewed = (text: string): string =>
    text
      .split("\n")
      .map((line) => (plain.has(plainLine(line)) ? line.replaceAll(from, to) : line))
      .join("\n");
  return { ...texts, base: renewed(texts.base), ours: renewed(texts.ours) };
}

/** A line that was only laid out anew is the same line. */
function plainLine(line: string): string {
  return line.replaceAll(/[\s"'`,;]/g, "");
}
