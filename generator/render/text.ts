/** Text of the document inside comments and Markdown, where some of its characters mean something else. */

/**
 * The text of a doc comment: a line `*` before each line, one line where it fits. Empty text gives no comment. The end
 * mark is made harmless here and nowhere else, so that no text can end a comment early.
 */
export function docComment(text: string): string {
  const lines = trimBlankLines(text.split(/\r\n?|\n|\u2028|\u2029/).map((line) => line.trimEnd()));
  const [first] = lines;
  if (first === undefined) return "";
  const safe = lines.map((line) => line.replaceAll("*/", "*\\/"));
  if (lines.length === 1) return `/** ${safe.join("")} */`;
  return ["/**", ...safe.map((line) => ` * ${line}`.trimEnd()), " */"].join("\n");
}

/** No blank lines at either end, and never two in a row. */
function trimBlankLines(lines: readonly string[]): readonly string[] {
  const end = lines.findLastIndex((line) => line !== "") + 1;
  return lines
    .slice(0, end)
    .filter((line, index) => line !== "" || (lines[index - 1] ?? "") !== "");
}

/** A description inside a doc comment: a line that starts with `@` is text there, not a tag. */
export function docText(text: string): string {
  return text.trim().replaceAll(/^(\s*)@/gm, "$1\\@");
}

/** One line: line breaks become blanks. */
export function oneLine(text: string): string {
  return text.trim().replaceAll(/\s+/g, " ");
}

/** The first sentence, on one line, for lists. */
export function firstSentence(text: string): string {
  const line = oneLine(text.split(/\n\s*\n/)[0] ?? "");
  return /^.*?[.!?](?=\s[\p{Lu}`*_[("]|$)/u.exec(line)?.[0] ?? line;
}

/** Text in a cell of a Markdown table. */
export function tableCell(text: string): string {
  return oneLine(text).replaceAll("|", "\\|");
}

/** Two texts as one: the first ends with a full stop, or what it ends with already. */
export function sentences(first: string | null, second: string | null): string {
  const [one, other] = [first?.trim() ?? "", second?.trim() ?? ""];
  if (one === "" || other === "") return one + other;
  return `${one}${/[.!?:;]$/.test(one) ? "" : "."} ${other}`;
}

/** Code in a line of Markdown: as many backticks around it as it needs. Bars are escaped for tables. */
export function codeSpan(text: string): string {
  const line = oneLine(text);
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const space = longest > 0 ? " " : "";
  return fence + space + line.replaceAll("|", "\\|") + space + fence;
}
