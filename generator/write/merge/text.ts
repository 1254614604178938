/** Three-way merge of texts that have no better structure than lines. The one file that knows node-diff3. */
import { diff3MergeRegions, diffIndices, type IRegion } from "node-diff3";
import type { Clash, Merged, Side, Versions } from "./outcome.js";

/** A stretch that one side replaced: the items from `start` on, `length` of them, by those of the other list. */
export interface Replacement {
  readonly start: number;
  readonly length: number;
  readonly newStart: number;
  readonly newLength: number;
}

/** What to replace in `from` to get `to`, in rising order. */
export function replacements(from: readonly string[], to: readonly string[]): Replacement[] {
  return diffIndices([...from], [...to]).map(({ buffer1, buffer2 }) => ({
    start: buffer1[0],
    length: buffer1[1],
    newStart: buffer2[0],
    newLength: buffer2[1],
  }));
}

/**
 * Merges by lines. Where both sides changed neighbouring lines, or different words of one, they are merged by words.
 *
 * @param favour whose text stands where both changed the same words.
 */
export function mergeText(versions: Versions<string>, favour: Side): Merged {
  return mergeBy([linesOf, wordsOf], versions, favour);
}

/** Merges by lines alone: two statements of a program that meet in one line are seldom both right. */
export function mergeLines(versions: Versions<string>, favour: Side): Merged {
  return mergeBy([linesOf], versions, favour);
}

type Split = (text: string) => string[];

function mergeBy(splits: readonly Split[], versions: Versions<string>, favour: Side): Merged {
  const [split, ...finer] = splits;
  if (split === undefined) {
    const { ours, theirs } = versions;
    return { text: versions[favour], clashes: [{ start: 0, ours, theirs }] };
  }
  const { base, ours, theirs } = versions;
  const regions = diff3MergeRegions(split(ours), split(base), split(theirs));
  const clashes: Clash[] = [];
  const starts = offsetsOf(split(ours));
  const texts = regions.map((region) => {
    if (region.stable) return region.bufferContent.join("");
    const merged = mergeRegion(region, finer, favour);
    const start = starts[region.aStart] ?? ours.length;
    clashes.push(...merged.clashes.map((clash) => ({ ...clash, start: clash.start + start })));
    return merged.text;
  });
  return { text: texts.join(""), clashes };
}

type Unstable = Extract<IRegion<string>, { stable: false }>;

function mergeRegion(region: Unstable, finer: readonly Split[], favour: Side): Merged {
  const ours = region.aContent.join("");
  const base = region.oContent.join("");
  const theirs = region.bContent.join("");
  if (ours === theirs || theirs === base) return { text: ours, clashes: [] };
  if (ours === base) return { text: theirs, clashes: [] };
  return mergeBy(finer, { base, ours, theirs }, favour);
}

/** Each with its line end. */
function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** Words, and what stands between them. */
function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}_]+|\s+|[^\p{L}\p{N}_\s]/gu) ?? [];
}

function offsetsOf(pieces: readonly string[]): number[] {
  let offset = 0;
  return pieces.map((piece) => {
    const start = offset;
    offset += piece.length;
    return start;
  });
}
