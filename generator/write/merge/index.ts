/** Three-way merge of one generated file that a person edited. Knows texts alone: neither folders nor the manifest. */
import type { Merged, Side, Versions } from "./outcome.js";
import { mergeLines, mergeText } from "./text.js";
import { type VersionChange, withNewVersion } from "./versions.js";

export type { Side } from "./outcome.js";
export type { VersionChange } from "./versions.js";

/** What one file is merged from. */
export interface MergeInput {
  /** Path in the package: says what kind of text it is. */
  readonly path: string;
  /** As it was generated when the person edited it; `null` where that is not known. */
  readonly base: string | null;
  /** As a person left it, byte for byte. */
  readonly ours: Buffer;
  /** As it is generated now. */
  readonly theirs: string;
  /** Whose text stands where both changed the same thing. Default: `ours`. */
  readonly favour?: Side;
  /** Default: the version is the same. */
  readonly version?: VersionChange | null;
}

/** A place of the person's file where both sides changed the same thing. Lines count from 1, the last one included. */
export interface Conflict {
  readonly line: number;
  readonly endLine: number;
  readonly ours: string;
  readonly theirs: string;
  /** Why the whole file is one conflict; `null` where this place alone is. */
  readonly reason: "base-unknown" | "not-text" | "syntax" | null;
}

export interface FileMerge {
  /** With line ends and byte order mark as in the person's file, and `favour`'s text at each conflict. */
  readonly text: string;
  readonly conflicts: readonly Conflict[];
}

/** Merges what a person changed in a file with what has changed in what is generated. Where there is no conflict, the result parses. */
export async function mergeFile(input: MergeInput): Promise<FileMerge> {
  const { base, theirs, favour = "ours" } = input;
  const decoded = decode(input.ours);
  if (decoded === null) return whole("", theirs, { reason: "not-text", favour });
  const { text: ours, restore } = decoded;
  if (base === null || ours === theirs) {
    if (ours === theirs) return { text: restore(ours), conflicts: [] };
    const { text, conflicts } = whole(ours, theirs, { reason: "base-unknown", favour });
    return { text: restore(text), conflicts };
  }
  const texts = withNewVersion({ base, ours, theirs }, input.version ?? null);
  const merged = await mergeByKind(input.path, texts, favour);
  if (merged === null) {
    const { text, conflicts } = whole(ours, theirs, { reason: "syntax", favour });
    return { text: restore(text), conflicts };
  }
  return {
    text: restore(merged.text),
    conflicts: merged.clashes.map(({ start, ours: own, theirs: made }) => {
      const line = lineAt(ours, start);
      return {
        line,
        endLine: lineAt(ours, start + own.length),
        ours: own,
        theirs: made,
        reason: null,
      };
    }),
  };
}

/** `null` where the result would not parse. */
async function mergeByKind(
  path: string,
  texts: Versions<string>,
  favour: Side,
): Promise<Merged | null> {
  if (texts.theirs === texts.base) return { text: texts.ours, clashes: [] };
  if (texts.ours === texts.base) return { text: texts.theirs, clashes: [] };
  if (!/\.(?:[cm]?[jt]s|json)$/.test(path)) return mergeText(texts, favour);

  const { mergeModule, parses } = await import("./module.js");
  const { mergePackageJson } = await import("./package-json.js");
  const byTree =
    path === "package.json" ? mergePackageJson(texts, favour) : mergeModule(path, texts, favour);
  const isSound = byTree !== null && parses(path, byTree.text);
  if (isSound && byTree.clashes.length === 0) return byTree;
  const byLines = mergeLines(texts, favour);
  if (byLines.clashes.length === 0 && parses(path, byLines.text)) return byLines;
  return isSound ? byTree : null;
}

function whole(
  ours: string,
  theirs: string,
  { reason, favour }: { readonly reason: Conflict["reason"]; readonly favour: Side },
): FileMerge {
  const conflict = { line: 1, endLine: lineAt(ours, ours.length), ours, theirs, reason };
  return { text: favour === "ours" ? ours : theirs, conflicts: [conflict] };
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}

interface Decoded {
  /** With LF, and without a byte order mark. */
  readonly text: string;
  /** Gives a text the line ends and the mark of this one. */
  readonly restore: (text: string) => string;
}

/** `null` where the bytes are no UTF-8. */
function decode(bytes: Buffer): Decoded | null {
  const raw = bytes.toString("utf8");
  if (!Buffer.from(raw).equals(bytes)) return null;
  const mark = raw.startsWith("\uFEFF") ? "\uFEFF" : "";
  const lines = raw.split("\n").length - 1;
  const isCrlf = raw.split("\r\n").length - 1 > lines / 2;
  return {
    text: raw.slice(mark.length).replaceAll("\r\n", "\n"),
    restore: (text) => mark + (isCrlf ? text.replaceAll("\n", "\r\n") : text),
  };
}
