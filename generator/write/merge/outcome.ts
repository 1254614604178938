/** What comes of a merge, whichever way it was made. */

/** Whose text stands where both sides changed the same thing. */
export type Side = "ours" | "theirs";

/** Three texts of one file. `base`: as it was generated; `ours`: as a person left it; `theirs`: as it is generated now. */
export interface Versions<T> {
  readonly base: T;
  readonly ours: T;
  readonly theirs: T;
}

/** A place where both sides changed the same thing. */
export interface Clash {
  /** Offset in `ours` of what stands there; an empty text stands before this offset. */
  readonly start: number;
  readonly ours: string;
  readonly theirs: string;
}

/** `text` has the text of `favour` at each of `clashes`. */
export interface Merged {
  readonly text: string;
  readonly clashes: readonly Clash[];
}
