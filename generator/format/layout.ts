/** What is laid out, and how. */

export const layoutOptions = { printWidth: 100, trailingComma: "all", endOfLine: "lf" } as const;

/** `prettier` costs the most, so it only gets what nothing cheaper lays out as well. */
export type Layout = "prettier" | "json" | "markdown";

const layouts: Readonly<Record<string, Layout>> = {
  ts: "prettier",
  mts: "prettier",
  js: "prettier",
  mjs: "prettier",
  json: "json",
  md: "markdown",
};

/** By the file's ending; `null` for a file that is no such. `llms.txt` and its like are Markdown. */
export function layoutOf(path: string): Layout | null {
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (/^llms.*\.txt$/.test(name)) return "markdown";
  return layouts[/\.(\w+)$/.exec(name)?.[1] ?? ""] ?? null;
}

/**
 * As npm itself writes package.json.
 *
 * @throws {SyntaxError} where it is no JSON.
 */
export function layOutJson(text: string): string {
  return `${JSON.stringify(JSON.parse(text), null, 2)}\n`;
}

/**
 * Templates lay Markdown out themselves; what they cannot see is where nothing was put in. So: one blank line where several
 * would be, none at either end, and none at the ends of lines. Code blocks stay as they are.
 */
export function layOutMarkdown(text: string): string {
  const lines: string[] = [];
  for (let start = 0; start <= text.length;) {
    const end = endOfLine(text, start);
    const line = tidyLine(text.slice(start, end));
    if (line !== "" || (lines.at(-1) ?? "") !== "") lines.push(line);
    const fence = FENCE.exec(line)?.[1];
    const close = fence === undefined ? end : endOfCode(text, end, fence);
    // A block of code is one piece, however many lines it has.
    if (close > end) lines.push(text.slice(end + 1, close));
    start = close + 1;
  }
  return lines.length === 0 ? "" : `${lines.join("\n").replace(/\n+$/, "")}\n`;
}

const FENCE = /^\s*(`{3,}|~{3,})/;

function endOfLine(text: string, start: number): number {
  const end = text.indexOf("\n", start);
  return end < 0 ? text.length : end;
}

/** Two blanks at the end of a line that goes on are a line break in Markdown. */
function tidyLine(line: string): string {
  const hasBreak = line.endsWith("  ") && /\S {2,}$/.test(line);
  return hasBreak ? `${line.trimEnd()}  ` : line.trimEnd();
}

/** The end of the line that closes the block, which opens in the line that ends at `start`; the text's end where none does. */
function endOfCode(text: string, start: number, fence: string): number {
  const close = new RegExp(`\\n[^\\S\\n]*${fence}${fence.charAt(0)}*[^\\S\\n]*(?=\\n|$)`, "g");
  close.lastIndex = start;
  return close.exec(text) === null ? text.length : close.lastIndex;
}
