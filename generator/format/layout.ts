/** What is laid out, and how. */

export const layoutOptions = { printWidth: 100, trailingComma: "all", endOfLine: "lf" } as const;

const parsers: Readonly<Record<string, string>> = {
  ts: "typescript",
  mts: "typescript",
  js: "babel",
  mjs: "babel",
  json: "json",
  md: "markdown",
};

/** By the file's ending; `null` for one that has no layout of its own. `llms.txt` and its like are Markdown. */
export function parserOf(path: string): string | null {
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (/^llms.*\.txt$/.test(name)) return "markdown";
  return parsers[/\.(\w+)$/.exec(name)?.[1] ?? ""] ?? null;
}
