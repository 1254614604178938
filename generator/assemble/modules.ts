/** Which modules a file names, read without a parser: to parse a thousand files takes longer than to make them. */

/**
 * Of a file whose comments have lines of their own, each with a star or two slashes at its start. A test and the corpus run hold this
 * against what the parser finds.
 */
export function modulesOf(text: string): readonly string[] {
  return [...text.matchAll(/\b(?:from|import)[ (]"([^"]+)"/g)].flatMap(
    ({ index, 1: module = "" }) => {
      const before = text.slice(text.lastIndexOf("\n", index) + 1, index);
      return /^\s*(?:\*|\/[/*])/.test(before) ? [] : [module];
    },
  );
}

/** The text without comments that have lines of their own, and without blank lines. */
export function withoutComments(text: string): string {
  return text.replaceAll(/^\s*(?:\/\/.*|\/\*[^]*?\*\/[ \t]*)\n|^\n/gm, "").trimEnd();
}
