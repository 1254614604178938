/**
 * Which template line made which line of a file. Before a template is compiled, a mark is put at the start of each of its
 * lines; after rendering the marks are taken out, and read where somebody asks. They are made of noncharacters, which no document holds.
 */
import type { LineOrigin, TemplateSource } from "../contract/index.js";

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

/** The text without marks, and without blanks at the end of lines: a partial's indentation stands on its blank lines, too. */
export function withoutMarksAndEnds(marked: string): string {
  return withoutLineMarks(marked).replaceAll(/[ \t]+$/gm, "");
}

export function withoutLineMarks(text: string): string {
  return text.replaceAll(MARK, "");
}

/** Without marks, and lines that a template began without up to `indent` blanks at their start. */
export function withoutMarks(text: string, indent: number): string {
  if (indent === 0) return withoutLineMarks(text);
  const lines = text.split("\n").map((line) => {
    if (!line.startsWith(OPEN)) return withoutLineMarks(line);
    const bare = withoutLineMarks(line);
    const blanks = /^ */.exec(bare)?.[0].length ?? 0;
    return bare.slice(Math.min(blanks, indent));
  });
  return lines.join("\n");
}
