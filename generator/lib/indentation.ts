/** TypeScript's printer indents by four. No line that it breaks goes on inside a string, so all blanks at its start are indentation. */
export function withTwoBlanks(printed: string): string {
  return printed.replaceAll(/^(?: {4})+/gm, (blanks) => blanks.slice(blanks.length / 2));
}
