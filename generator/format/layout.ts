/** What is laid out, and how. */
import { createRequire } from "node:module";
import { WIDTH } from "../contract/index.js";
import { sha256 } from "../lib/text-cache.js";

export const layoutOptions = { printWidth: WIDTH, trailingComma: "all", endOfLine: "lf" } as const;

const require = createRequire(import.meta.url);

/** What a laid-out text is kept under. Another version of prettier, or other settings, lay out differently. */
export function layoutKey(text: string): string {
  const { version } = require("prettier/package.json") as { version: string };
  return sha256(JSON.stringify([version, layoutOptions, text]));
}

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
 * Templates lay Markdown out themselves; what they cannot see is where nothing was put in. So: one blank line where
 * several would be, none at either end, and none at the ends of lines. Code blocks stay as they are.
 */
export function layOutMarkdown(text: string): string {
  const pieces: string[] = [];
  let start = 0;
  for (let open = nextFence(text, 0); open !== null; open = nextFence(text, start)) {
    const end = endOfLine(text, open.end);
    const close = endOfCode(text, end, open.sign);
    pieces.push(tidy(text.slice(start, end)));
    // A block of code is one piece, however many lines it has.
    if (close > end) pieces.push(text.slice(end + 1, close));
    start = close + 1;
  }
  pieces.push(tidy(text.slice(start)));
  const whole = withoutOuterBreaks(pieces.join("\n"));
  return whole === "" ? "" : `${whole}\n`;
}

interface Fence {
  readonly sign: string;
  /** Where the sign ends. */
  readonly end: number;
}

const SIGN = /`{3,}|~{3,}/g;

/**
 * The next sign that is the first thing of its line: to search for the sign alone is four times as fast as for the
 * whole.
 */
function nextFence(text: string, start: number): Fence | null {
  SIGN.lastIndex = start;
  for (let match = SIGN.exec(text); match !== null; match = SIGN.exec(text)) {
    const [sign] = match;
    if (text.slice(text.lastIndexOf("\n", match.index) + 1, match.index).trim() === "")
      return { sign, end: match.index + sign.length };
  }
  return null;
}

/**
 * The end of the line that closes the block, which opens in the line that ends at `start`; the text's end where none
 * does.
 */
function endOfCode(text: string, start: number, sign: string): number {
  for (let fence = nextFence(text, start); fence !== null; fence = nextFence(text, fence.end)) {
    const end = endOfLine(text, fence.end);
    if (fence.sign.startsWith(sign) && text.slice(fence.end, end).trim() === "") return end;
  }
  return text.length;
}

function endOfLine(text: string, start: number): number {
  const end = text.indexOf("\n", start);
  return end < 0 ? text.length : end;
}

/** Blanks at the end of a line, and two blank lines. */
const UNTIDY = /[^\S\n](?:\n|$)|(?:^|\n)\n\n/;

/** Lines that are no code. Most are tidy: a look at all of them is cheaper than one at each. */
function tidy(prose: string): string {
  if (!UNTIDY.test(prose)) return prose;
  const lines = prose.split("\n").map(tidyLine);
  return lines.filter((line, index) => line !== "" || lines[index - 1] !== "").join("\n");
}

function withoutOuterBreaks(text: string): string {
  let start = 0;
  let end = text.length;
  while (text[start] === "\n") start++;
  while (end > start && text[end - 1] === "\n") end--;
  return text.slice(start, end);
}

/** Two blanks at the end of a line that goes on are a line break in Markdown. */
function tidyLine(line: string): string {
  const hasBreak = line.endsWith("  ") && /\S {2,}$/.test(line);
  return hasBreak ? `${line.trimEnd()}  ` : line.trimEnd();
}
