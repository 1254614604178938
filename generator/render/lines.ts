/**
 * Which template line made which line of a file. Where somebody asks, a mark is put at the start of each line of a
 * template before it is compiled, and read after rendering. Marks are made of noncharacters, which no document holds.
 */
import type { LineOrigin, TemplateSource } from "../contract/index.js";
import { bodiesOf, cutOff, isBlock, isContent } from "./syntax-tree.js";

const OPEN = "\uFDD0";
const CLOSE = "\uFDD1";
const MARK = /\uFDD0(\d+)\uFDD1/g;

interface TemplateLine {
  readonly source: TemplateSource | null;
  readonly line: number;
}

/** Template lines, in the order in which marks are handed out. */
export class LineMarks {
  readonly #lines: TemplateLine[] = [];

  /** `text` with a mark at the start of each of its lines; the first is `line` of the template. */
  mark(text: string, source: TemplateSource, line: number): string {
    let current = line;
    const next = () => `${OPEN}${this.#lines.push({ source, line: current++ }) - 1}${CLOSE}`;
    return next() + text.replaceAll(/\n(?!$)/g, () => `\n${next()}`);
  }

  /** Where each line came from. An origin is listed where it is not simply the line after the one before. */
  originsOf(marked: string): readonly LineOrigin[] {
    const origins: LineOrigin[] = [];
    let current: TemplateLine = { source: null, line: 1 };
    for (const [index, line] of marked.split("\n").entries()) {
      const open = line.lastIndexOf(OPEN);
      if (open >= 0)
        current = this.#lines[Number(line.slice(open + 1, line.indexOf(CLOSE, open)))] ?? current;
      const { source, line: templateLine } = current;
      const before = origins.at(-1);
      const expected = before === undefined ? 0 : before.templateLine + (index + 1 - before.line);
      if (source !== null && (before?.templateId !== source.id || expected !== templateLine)) {
        origins.push({
          line: index + 1,
          templateId: source.id,
          templateFile: source.file,
          templateLine,
        });
      }
    }
    return origins;
  }
}

/** Marks text, and whatever puts a value in: a line may begin with either. */
export function markLines(
  program: hbs.AST.Program,
  source: TemplateSource,
  marks: LineMarks,
): void {
  program.body = program.body.flatMap((statement): hbs.AST.Statement[] => {
    const { line } = statement.loc.start;
    if (isContent(statement)) {
      const start = line + (cutOff(statement).split("\n").length - 1);
      if (statement.value !== "") statement.value = marks.mark(statement.value, source, start);
      return [statement];
    }
    if (isBlock(statement)) {
      for (const body of bodiesOf(statement)) markLines(body, source, marks);
      return [statement];
    }
    const mark = marks.mark("", source, line);
    return [
      {
        type: "ContentStatement",
        value: mark,
        original: mark,
        loc: statement.loc,
      } as hbs.AST.Statement,
      statement,
    ];
  });
}

/** Without blanks at the end of lines: a partial's indentation stands on its blank lines, too. */
export function withoutEnds(text: string): string {
  return hasEnds(text) ? text.replaceAll(/[ \t]+$/gm, "") : text;
}

/** The expression above tries each blank of a text; most texts have none to find. */
function hasEnds(text: string): boolean {
  for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", end + 1))
    if (isBlank(text.charCodeAt(end - 1))) return true;
  return isBlank(text.charCodeAt(text.length - 1));
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09;
}

export function withoutLineMarks(text: string): string {
  return text.includes(OPEN) ? text.replaceAll(MARK, "") : text;
}

/** The marks of a text, each with the code behind it, up to the next mark of any kind or the end of its line. */
export function markedCode(
  text: string,
): readonly { readonly lineMark: string; readonly code: string }[] {
  if (!text.includes(OPEN)) return [];
  const found = text.matchAll(/(\uFDD0\d+\uFDD1)([^\uFDD0\p{Cc}]*)/gu);
  return Array.from(found, ([, lineMark = "", code = ""]) => ({ lineMark, code }));
}
