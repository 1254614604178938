/** Tags of discriminated unions that the document does not name. */

declare enum Unmapped {
  Tag = "",
}

/**
 * The tag of a member that stands for every value without one of its own. It is a string; the compiler knows it to be none of
 * the tags that the document names, so that comparing the tag with those tells the members apart.
 */
export type UnmappedTag = Unmapped;
