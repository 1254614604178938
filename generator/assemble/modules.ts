/** Which modules a file names, read without a parser: to parse a thousand files takes longer than to make them. */

/**
 * Of a file whose comments have lines of their own. A test and the corpus run hold this against what the parser finds.
 */
export function modulesOf(text: string): readonly string[] {
  const code = withoutComments(text);
  return Array.from(code.matchAll(/\b(?:from|import)[ (]"([^"]+)"/g), ([, module = ""]) => module);
}

/** And without blank lines. */
export function withoutComments(text: string): string {
  return text.replaceAll(/^\s*(?:\/\/.*|\/\*[^]*?\*\/[ \t]*)\n|^\n/gm, "").trimEnd();
}
