/**
 * Built-in templates that were compiled ahead. The build writes them in the place of this file's; among the sources
 * there are none.
 */

export interface Precompiled {
  /** Of the text that it was made from, by `textHash`. */
  readonly hash: string;
  /** As Handlebars wants it back. */
  readonly program: object;
}

/** By id. */
export const precompiled: Readonly<Record<string, Precompiled>> = {};
