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
  let fence: string | null = null;
  for (const line of text.split("\n")) {
    const mark = fenceIn(line);
    if (fence !== null) {
      if (mark !== null && mark.startsWith(fence) && line.trim() === mark) fence = null;
      lines.push(line);
      continue;
    }
    fence = mark;
    // Two blanks at the end of a line that goes on are a line break in Markdown.
    const hasBreak = line.endsWith("  ") && /\S {2,}$/.test(line);
    const tidy = hasBreak ? `${line.trimEnd()}  ` : line.trimEnd();
    if (tidy !== "" || (lines.at(-1) ?? "") !== "") lines.push(tidy);
  }
  while (lines.at(-1) === "") lines.pop();
  return lines.length === 0 ? "" : `${lines.join("\n")}\n`;
}

/** What opens or closes a code block: three or more of one sign. */
function fenceIn(line: string): string | null {
  if (!line.includes("```") && !line.includes("~~~")) return null;
  return /^\s*(`{3,}|~{3,})/.exec(line)?.[1] ?? null;
}
