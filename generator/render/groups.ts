/**
 * `{{#group}}`: a piece of code that a template writes on several lines, and that stands on one where it fits there. So built-in
 * templates give prettier's layout without prettier. Marks say where a group is; they are read when the file's text is whole and
 * indented, outer groups first, as prettier decides. They are control characters, which no text of a document has left by then, and
 * not noncharacters: with one of those a text takes two bytes for each of its characters, and so does all that is cut out of it.
 */
import { WIDTH } from "../contract/index.js";
import { withoutLineMarks } from "./lines.js";

const OPEN = "\u0002";
const CLOSE = "\u0003";
const MARKS = new RegExp(`[${OPEN}${CLOSE}]`, "g");

export function group(content: string): string {
  return OPEN + content + CLOSE;
}

/** The text with each group on one line where it fits, and otherwise as the template has it. */
export function resolveGroups(text: string): string {
  if (!text.includes(OPEN)) return text;
  const pieces: string[] = [];
  let position = 0;
  for (const { at, close } of marksIn(text)) {
    if (at < position) continue; // in a group that stands on one line
    pieces.push(text.slice(position, at));
    position = at + 1;
    if (close === null) continue;
    const flat = onOneLine(text.slice(position, close));
    if (flat === null || columns(lastLine(pieces) + flat, text, close) > WIDTH) continue;
    pieces.push(flat);
    position = close + 1;
  }
  pieces.push(text.slice(position));
  return pieces.join("");
}

interface Mark {
  readonly at: number;
  /** Where the group ends that begins here; `null` for the mark at its end. */
  close: number | null;
}

function marksIn(text: string): readonly Mark[] {
  const marks: Mark[] = [];
  const open: Mark[] = [];
  let opens = text.indexOf(OPEN);
  let closes = text.indexOf(CLOSE);
  while (opens >= 0 || closes >= 0) {
    if (opens >= 0 && (opens < closes || closes < 0)) {
      const mark: Mark = { at: opens, close: text.length };
      marks.push(mark);
      open.push(mark);
      opens = text.indexOf(OPEN, opens + 1);
    } else {
      marks.push({ at: closes, close: null });
      const opening = open.pop();
      if (opening !== undefined) opening.close = closes;
      closes = text.indexOf(CLOSE, closes + 1);
    }
  }
  return marks;
}

/** What has been written of the line that is being written. */
function lastLine(pieces: readonly string[]): string {
  let line = "";
  for (let index = pieces.length - 1; index >= 0; index--) {
    const piece = pieces[index] ?? "";
    const end = piece.lastIndexOf("\n");
    line = piece.slice(end + 1) + line;
    if (end >= 0) break;
  }
  return line;
}

/** Of a line that goes on with what comes after the group, up to the next line break. */
function columns(line: string, text: string, close: number): number {
  const end = text.indexOf("\n", close);
  return withoutMarks(line + text.slice(close + 1, end < 0 ? undefined : end)).length;
}

/**
 * A list that holds nothing but objects, or nothing but lists of several: prettier joins it only where one stands among other
 * things.
 */
const SEVERAL_OBJECTS = /\[\n(?:(?:\{.*\n){2,}|(?:\[[^\]]+, .*\n){2,})\]/;

/** `null` where it cannot stand on one line: it is too long, or holds a comment, an object on several lines, or a list of several objects. */
function onOneLine(content: string): string | null {
  const [first = "", ...others] = withoutMarks(content).split("\n");
  const rest = others.map((line) => line.trim());
  if (isTooLong(first, rest)) return null;
  let objects = 0;
  for (const line of rest) {
    if (line.startsWith("//") || line.startsWith("/*") || line.endsWith("{")) return null;
    if (line.startsWith("{") || line.startsWith("[")) objects++;
  }
  if (objects > 1 && SEVERAL_OBJECTS.test([first, ...rest].join("\n"))) return null;
  // A line break and nothing else: what comes after it goes on the line if its own first line does.
  if (content.trim() === "") return " ";
  return rest.reduce(join, first).replace(/^(\s*)\| /, "$1");
}

function withoutMarks(text: string): string {
  const marked = text.includes(OPEN) || text.includes(CLOSE);
  return withoutLineMarks(marked ? text.replaceAll(MARKS, "") : text);
}

/** To join lines takes away no more than a comma from each, and a `| ` from the first of a union. */
function isTooLong(first: string, rest: readonly string[]): boolean {
  const least = (line: string) => line.length - (line.startsWith("| ") ? 2 : 1);
  return rest.reduce((length, line) => length + least(line), first.length) > WIDTH + 2;
}

function join(line: string, next: string): string {
  if (next === "") return line;
  if (/^[)\]>]/.test(next)) return line.replace(/,$/, "") + next;
  if (next.startsWith("}")) return `${line.replace(/[,;]$/, "")} ${next}`;
  const start = /[(:]$/.test(line) && next.startsWith("| ") ? next.slice(2) : next;
  return /[([<]$/.test(line) ? line + start : `${line} ${start}`;
}

/** Brackets with nothing in them on two lines, and blank lines where none should be. */
const UNTIDY = /[{[(]\n\s*(?:\n|[}\])])|\n\n\s*[}\])\n]/;

/** Whether prettier would change nothing: every line of code fits or cannot be broken, and none is blank without need. */
export function isTidy(text: string): boolean {
  if (UNTIDY.test(text)) return false;
  for (let start = 0; start < text.length;) {
    const end = text.indexOf("\n", start);
    const next = end < 0 ? text.length : end;
    if (next - start > WIDTH && !mayBeLong(text.slice(start, next))) return false;
    start = next + 1;
  }
  return true;
}

function mayBeLong(line: string): boolean {
  return isComment(line) || isUnbreakable(line);
}

function isComment(line: string): boolean {
  return /^\s*(?:\/\*\*|\*|\/\/)/.test(line);
}

/** Prettier leaves these as they are: a class or an interface with one base, and a text after a short key. */
function isUnbreakable(line: string): boolean {
  return (
    /^export (?:class|interface) \w+ extends [\w<>]+ \{$/.test(line) ||
    /^ {2}(?:id|path): "[^"]*",$/.test(line)
  );
}
