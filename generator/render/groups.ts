/**
 * `{{#group}}`: a piece of code that a template writes on several lines, and that stands on one where it fits there. So built-in
 * templates give prettier's layout without prettier. Marks of noncharacters say where a group is; they are read when the
 * file's text is whole and indented, outer groups first, as prettier decides.
 */
import { withoutLineMarks } from "./lines.js";

const OPEN = "\uFDD2";
const CLOSE = "\uFDD3";
const MARKS = /[\uFDD2\uFDD3]/g;

/** Columns of a line, as in `layoutOptions` of the last stage. */
export const WIDTH = 100;

export function group(content: string): string {
  return OPEN + content + CLOSE;
}

/** The text with each group on one line where it fits, and otherwise as the template has it. */
export function resolveGroups(text: string): string {
  if (!text.includes(OPEN)) return text;
  const pieces: string[] = [];
  let line = ""; // what stands before the place that is looked at
  const add = (piece: string): void => {
    pieces.push(piece);
    const end = piece.lastIndexOf("\n");
    line = end < 0 ? line + piece : piece.slice(end + 1);
  };
  const next = { open: 0, close: 0 };
  let position = 0;
  for (;;) {
    next.open = markFrom(text, OPEN, next.open, position);
    next.close = markFrom(text, CLOSE, next.close, position);
    const mark = Math.min(next.open, next.close);
    add(text.slice(position, mark));
    if (mark === text.length) return pieces.join("");
    position = mark + 1;
    if (mark === next.close) continue;
    const close = endOf(text, mark);
    const flat = onOneLine(text.slice(mark + 1, close));
    if (flat === null || columns(line + flat, text, close) > WIDTH) continue;
    add(flat);
    position = close + 1;
  }
}

/** Where `mark` stands from `position` on, which is after `known` or is that; the text's end where it stands nowhere. */
function markFrom(text: string, mark: string, known: number, position: number): number {
  if (known > position) return known;
  const found = text.indexOf(mark, position);
  return found < 0 ? text.length : found;
}

function endOf(text: string, open: number): number {
  let depth = 0;
  for (let index = open; index < text.length; index++) {
    if (text[index] === OPEN) depth++;
    if (text[index] === CLOSE && --depth === 0) return index;
  }
  return text.length;
}

/** Of a line that goes on with what comes after the group, up to the next line break. */
function columns(line: string, text: string, close: number): number {
  const end = text.indexOf("\n", close);
  const after = text.slice(close + 1, end < 0 ? undefined : end).replaceAll(MARKS, "");
  return withoutLineMarks(line + after).length;
}

/** A list that holds nothing but objects: prettier joins it only where one stands among other things. */
const SEVERAL_OBJECTS = /\[\n(?:\{.*\n){2,}\]/;

/** `null` where it cannot stand on one line: it holds a comment, an object on several lines, or a list of several objects. */
function onOneLine(content: string): string | null {
  const lines = withoutLineMarks(content.replaceAll(MARKS, "")).split("\n");
  const rest = lines.slice(1).map((line) => line.trim());
  if (rest.some((line) => line.startsWith("//") || line.startsWith("/*"))) return null;
  if (rest.some((line) => line.endsWith("{"))) return null;
  if (SEVERAL_OBJECTS.test([lines[0], ...rest].join("\n"))) return null;
  const joined = rest.reduce(join, lines[0] ?? "");
  return joined.replace(/^(\s*)\| /, "$1");
}

function join(line: string, next: string): string {
  if (next === "") return line;
  if (/^[)\]>]/.test(next)) return line.replace(/,$/, "") + next;
  if (next.startsWith("}")) return `${line.replace(/,$/, "")} ${next}`;
  return /[([<]$/.test(line) ? line + next : `${line} ${next}`;
}

/** Brackets with nothing in them on two lines, and blank lines where none should be. */
const UNTIDY = /[{[(]\n\s*(?:\n|[}\])])|\n\n\s*[}\])\n]/;

/** Whether prettier would change nothing: every line of code fits or cannot be broken, and none is blank without need. */
export function isTidy(text: string): boolean {
  if (UNTIDY.test(text)) return false;
  return text
    .split("\n")
    .every((line) => line.length <= WIDTH || isComment(line) || isUnbreakable(line));
}

function isComment(line: string): boolean {
  return /^\s*(?:\/\*\*|\*|\/\/)/.test(line);
}

/** Prettier leaves these as they are: an interface with one base, and a text after a short key. */
function isUnbreakable(line: string): boolean {
  return (
    /^export interface \w+ extends [\w<>]+ \{$/.test(line) ||
    /^ {2}(?:id|path): "[^"]*",$/.test(line)
  );
}
