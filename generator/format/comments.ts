/**
 * Doc comments are half of the lines and half of prettier's time, and all that it does to them is to indent them. So
 * they are taken out before, each leaving a short one in its place, and put back after.
 */

const DOC_COMMENT = /^[ \t]*(\/\*\*(?:(?!\*\/)[^])*\*\/)[ \t]*$/gm;
const PLACE = /^([ \t]*)\/\*\* @(\d+) \*\/$/gm;

export interface Folded {
  readonly text: string;
  /** In the order of their places. */
  readonly comments: readonly string[];
}

/**
 * The text without the doc comments that fill whole lines; as it is where it may hold such lines in a template literal.
 */
export function foldComments(text: string): Folded {
  const comments: string[] = [];
  const folded = text.replaceAll(DOC_COMMENT, (whole, comment: string) =>
    isIndented(comment) ? `/** @${comments.push(comment) - 1} */` : whole,
  );
  return folded.includes("`") ? { text, comments: [] } : { text: folded, comments };
}

/** Prettier, too, only moves a comment whose lines all begin with a star. */
function isIndented(comment: string): boolean {
  const [, ...rest] = comment.split("\n");
  return rest.every((line) => line.trimStart().startsWith("*"));
}

/** Puts the comments back, indented as the code that they stand above. */
export function unfoldComments(text: string, comments: readonly string[]): string {
  if (comments.length === 0) return text;
  return text.replaceAll(PLACE, (_, indent: string, index: string) => {
    const [first = "", ...rest] = (comments[Number(index)] ?? "").split("\n");
    const lines = rest.map((line) => `${indent} ${line.trim()}`);
    return [indent + first.trimEnd(), ...lines].join("\n");
  });
}
