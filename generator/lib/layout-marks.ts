/**
 * Prettier's documents inside the text of a template: what a template makes is text, so each command of a document is a mark in it.
 * The marks are read when the file's text is whole and indented. They are control characters, which no text of a document of the
 * user's has left by then, and not noncharacters: with one of those a text takes two bytes for each of its characters, and so does
 * all that is cut out of it.
 */
import {
  align,
  assigned,
  breakParent,
  conditionalGroup,
  fill,
  fits,
  group,
  ifBreak,
  indent,
  layOutLong,
  line,
  literalline,
  softline,
  type Doc,
} from "./layout.js";

/** Commands with contents, each up to its `end`, and those without. */
export const mark = {
  end: "\u0001",
  group: "\u0002",
  indent: "\u0003",
  align: "\u0004",
  ifBreak: "\u0005",
  fill: "\u0006",
  /** One of several ways to write the same, each in an `option`: the first that fits. */
  choice: "\u000E",
  option: "\u000F",
  line: "\u0010",
  softline: "\u0011",
  breakParent: "\u0012",
  /** A line break where what follows does not begin on the line, and all of it further in then: the value behind a `=`. */
  assigned: "\u0013",
} as const;

/** The document as text that a template can hold. */
export function marked(doc: Doc): string {
  if (typeof doc === "string") return doc;
  if (Array.isArray(doc)) return doc.map(marked).join("");
  switch (doc.type) {
    case "group": {
      const broken = doc.break ? mark.breakParent : "";
      if (doc.expandedStates === undefined)
        return mark.group + broken + marked(doc.contents) + mark.end;
      const options = doc.expandedStates.map((each) => mark.option + marked(each) + mark.end);
      return mark.choice + options.join("") + mark.end;
    }
    case "indent":
      return mark.indent + marked(doc.contents) + mark.end;
    case "align":
      return mark.align + marked(doc.contents) + mark.end;
    case "if-break":
      return mark.ifBreak + marked(doc.breakContents) + mark.end;
    case "fill":
      return mark.fill + doc.parts.map(marked).join("") + mark.end;
    case "line":
      return doc.soft === true ? mark.softline : mark.line;
    case "break-parent":
      return mark.breakParent;
    default:
      throw new TypeError(`A template's text has no mark for "${doc.type}".`);
  }
}

/** The text with its documents laid out, each in the line that it stands in. */
export function layOutMarked(text: string): string {
  const pieces: string[] = [];
  let position = 0;
  for (let at = nextMark(text, 0); at >= 0; at = nextMark(text, position)) {
    const begin = text.lastIndexOf("\n", at) + 1;
    const { flat, isBroken, end } = lineAt(text, begin);
    const line = isBroken || !fits(flat) ? layOutLine(text.slice(begin, end)) : flat;
    pieces.push(text.slice(position, begin), line);
    position = end;
  }
  return pieces.length === 0 ? text : pieces.join("") + text.slice(position);
}

/** The text with each of its documents on one line, however long: in a comment, no line is broken. */
export function flattened(text: string): string {
  if (nextMark(text, 0) < 0) return text;
  const lines: string[] = [];
  for (let position = 0; position <= text.length;) {
    const { flat, end } = lineAt(text, position);
    lines.push(flat);
    position = end + 1;
  }
  return lines.join("\n");
}

const MARKS = Object.values(mark).join("");
const MARK = new RegExp(`[${MARKS}]`, "g");
const MARK_OR_BREAK = new RegExp(`[${MARKS}\n]`, "g");

function nextMark(text: string, from: number): number {
  return indexOf(MARK, text, from);
}

function indexOf(sign: RegExp, text: string, from: number): number {
  sign.lastIndex = from;
  // Each sign is one character. `exec` would make an array of it, some hundred thousand times.
  return sign.test(text) ? sign.lastIndex - 1 : -1;
}

interface Line {
  /** All of it on one line. */
  readonly flat: string;
  /** It stands on several in any case. */
  readonly isBroken: boolean;
  /** Of the line break that ends it, which stands in none of its documents. */
  readonly end: number;
}

function lineAt(text: string, begin: number): Line {
  let [flat, isBroken, position] = ["", false, begin];
  /** The commands that are open, each with the number of its options so far. */
  const open: number[] = [];
  /** How many were open where something began that does not stand on one line. */
  let left = Infinity;
  for (let at = begin; ; position = at + 1) {
    at = indexOf(MARK_OR_BREAK, text, position);
    const end = at < 0 ? text.length : at;
    if (open.length < left) flat += text.slice(position, end);
    const sign = text.charAt(end);
    if (sign === "" || (sign === "\n" && open.length === 0)) return { flat, isBroken, end };
    if (sign === mark.end) {
      open.pop();
      if (open.length < left) left = Infinity;
    } else if (sign === "\n" || sign === mark.breakParent) isBroken ||= open.length < left;
    else if (sign === mark.line) flat += open.length < left ? " " : "";
    else if (sign !== mark.softline) {
      if (sign === mark.assigned && open.length < left) flat += " ";
      const options = sign === mark.option ? (open.pop() ?? 0) + 1 : null;
      if (options !== null) open.push(options);
      open.push(0);
      if (sign === mark.ifBreak || (options ?? 0) > 1) left = Math.min(left, open.length);
    }
  }
}

function layOutLine(text: string): string {
  const code = text.trimStart();
  const indentation = text.length - code.length;
  return text.slice(0, indentation) + layOutLong(new Reader(code).contents(), indentation);
}

/** A document, read from a text with marks. */
class Reader {
  readonly #text: string;
  #position = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** Up to the end of the command that they stand in. */
  contents(): Doc[] {
    const docs: Doc[] = [];
    for (;;) {
      const at = indexOf(MARK_OR_BREAK, this.#text, this.#position);
      const end = at < 0 ? this.#text.length : at;
      if (end > this.#position) docs.push(this.#text.slice(this.#position, end));
      this.#position = end + 1;
      const sign = this.#text.charAt(end);
      if (sign === "" || sign === mark.end) return docs;
      docs.push(this.#command(sign));
    }
  }

  #command(sign: string): Doc {
    switch (sign) {
      case mark.group:
        return group(this.contents());
      case mark.indent:
        return indent(this.contents());
      case mark.align:
        return align(2, this.contents());
      case mark.ifBreak:
        return ifBreak(this.contents());
      case mark.fill:
        return fill(this.contents());
      case mark.assigned:
        return assigned(this.contents());
      case mark.choice:
        return conditionalGroup(this.contents());
      case mark.option:
        return this.contents();
      case mark.line:
        return line;
      case mark.softline:
        return softline;
      case mark.breakParent:
        return breakParent;
      default:
        // The template's own: what stands behind it stays where it is.
        return literalline;
    }
  }
}
