/**
 * The layout of templates, in prettier's document language: `{{#group}}` is what stands on one line where it fits there, and in it
 * `{{space}}` and `{{softline}}` say where that line may be broken. The template's own line breaks in it are for its reader.
 */
import { layOutMarked, mark } from "../lib/layout-marks.js";
import { markedCode, withoutLineMarks } from "./lines.js";
import { bodiesOf, isBlock, isContent, isPartial } from "./syntax-tree.js";

/** Blocks: what they make of their contents. */
export const layoutBlocks: Readonly<Record<string, (content: string, value: unknown) => string>> = {
  /** `{{#group}}`: on one line where it fits; otherwise broken at each place that is its own. */
  group: (content) => mark.group + content + mark.end,
  /** `{{#assigned}}`: what stands behind a `=`, with the blank between. */
  assigned: (content) => mark.assigned + content + mark.end,
  /** `{{#indent}}`: lines that begin in it are two blanks further in. */
  indent: (content) => mark.indent + content + mark.end,
  /** `{{#list "()"}}`: in brackets, each of which has a line of its own where the group is broken. */
  list(content, brackets) {
    const [open = "", close = ""] = String(brackets);
    // TypeScript takes no comma behind the last argument of a type.
    const comma = open === "<" ? "" : `${mark.ifBreak},${mark.end}`;
    const side = open === "{" ? mark.line : mark.softline;
    return `${open}${mark.indent}${side}${content}${comma}${mark.end}${side}${close}`;
  },
};

/** Values: where a line may be broken. */
export const layoutValues: Readonly<Record<string, (...values: never[]) => string>> = {
  /** `{{space}}`: a blank, or a line break. Prettier's `line`. */
  space: () => mark.line,
  /** `{{softline}}`: nothing, or a line break. */
  softline: () => mark.softline,
  /** `{{breakParent}}`: the groups that it stands in are broken. */
  breakParent: () => mark.breakParent,
  /** `{{ifBreak "| "}}`: nothing, or the text where the group is broken. */
  ifBreak: (text: string) => mark.ifBreak + text + mark.end,
};

/** Takes out of the groups of a template its own line breaks, with the indentation behind them. */
export function joinLinesOfGroups(program: hbs.AST.Program, isInGroup = false): void {
  for (const statement of program.body) {
    if (isContent(statement)) {
      if (isInGroup) statement.value = joined(statement);
    } else if (isPartial(statement)) {
      if (isInGroup) statement.indent = "";
    } else if (isBlock(statement)) {
      const name = "original" in statement.path ? statement.path.original : "";
      const isGroup = name === "group" || name === "assigned";
      for (const body of bodiesOf(statement)) joinLinesOfGroups(body, isInGroup || isGroup);
    }
  }
}

/** What whitespace control took away at either end stays away. */
function joined({ original, value }: hbs.AST.ContentStatement): string {
  const text = String(original).replaceAll(/\s*\n\s*/g, "");
  if (!/\S/.test(value)) return value === "" ? "" : text;
  return text.slice(
    /^\s/.test(value) ? 0 : text.search(/\S/),
    /\s$/.test(value) ? undefined : text.trimEnd().length,
  );
}

/** The text with its groups laid out. What stands behind a mark of a template line does so afterwards. */
export function resolveGroups(text: string): string {
  const plain = withoutLineMarks(text);
  const laidOut = layOutMarked(plain);
  if (laidOut === plain) return text;
  const pieces: string[] = [];
  let position = 0;
  for (const { lineMark, code } of markedCode(text)) {
    const at = laidOut.indexOf(code, position);
    if (at < 0) continue;
    pieces.push(laidOut.slice(position, at), lineMark);
    position = at;
  }
  return pieces.length === 0 ? laidOut : pieces.join("") + laidOut.slice(position);
}
