/**
 * Layout by prettier's own algorithm, without parsing: who makes code says where it may be broken, in prettier's document language,
 * and the document's printer decides where it is.
 * @see https://github.com/prettier/prettier/blob/main/commands.md
 */
import type { Doc } from "prettier";
import { builders, printer } from "prettier/doc";
import { WIDTH } from "../contract/index.js";

export type { Doc };
export const {
  align,
  breakParent,
  conditionalGroup,
  fill,
  group,
  hardline,
  ifBreak,
  indent,
  indentIfBreak,
  join,
  line,
  literalline,
  softline,
} = builders;

/** The documents one after the other; a text where all are, as of a short type: that needs no printer. */
export function concat(...docs: readonly Doc[]): Doc {
  let text = "";
  for (const doc of docs) {
    if (typeof doc !== "string") return [...docs];
    text += doc;
  }
  return text;
}

/** ` T` behind a `=` or `:`: it begins a line of its own, and is indented, where its first part does not fit beside that. */
export function assigned(doc: Doc): Doc {
  const id = Symbol("assignment");
  return group([group(indent(line), { id }), indentIfBreak(group(doc), { groupId: id })]);
}

/** The text of a document whose first line begins after `indent` blanks, which are not in it. Most fit on a line as they are. */
export function layOut(doc: Doc, indent = 0): string {
  const flat = flatText(doc);
  return flat !== null && fits(flat, indent) ? flat : layOutLong(doc, indent);
}

/** The same, of a document that is known not to fit on a line. */
export function layOutLong(doc: Doc, indent = 0): string {
  const placed = indent === 0 ? doc : [" ".repeat(indent), align(indent, doc)];
  const { formatted } = printer.printDocToString(placed, PRINT_OPTIONS);
  return formatted.slice(indent);
}

const PRINT_OPTIONS = { printWidth: WIDTH, tabWidth: 2, useTabs: false };

/** True where the text surely fits on one line. */
export function fits(text: string, indent = 0): boolean {
  return text.length + indent <= WIDTH && !WIDE.test(text);
}

/** Some characters take two columns: which, the printer knows. */
const WIDE = /[^ -~]/;

/** All on one line; `null` where something in it stands on several lines in any case. */
export function flatText(doc: Doc): string | null {
  if (typeof doc === "string") return doc.includes("\n") ? null : doc;
  if (Array.isArray(doc)) return joined(doc);
  switch (doc.type) {
    case "group":
      return doc.break ? null : flatText(doc.contents);
    case "indent":
    case "align":
      return flatText(doc.contents);
    case "indent-if-break":
      // Prettier's types do not tell that it has contents.
      return flatText((doc as unknown as { readonly contents: Doc }).contents);
    case "fill":
      return joined(doc.parts);
    case "line":
      return doc.hard === true ? null : doc.soft === true ? "" : " ";
    case "if-break":
      return flatText(doc.flatContents);
    case "break-parent":
      return null;
    default:
      return "";
  }
}

function joined(docs: readonly Doc[]): string | null {
  let text = "";
  for (const doc of docs) {
    const part = flatText(doc);
    if (part === null) return null;
    text += part;
  }
  return text;
}
