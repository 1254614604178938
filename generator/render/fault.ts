import type { Diagnostic, TemplateSource } from "../contract/index.js";

interface Position {
  readonly line: number;
  /** Counts from 1. */
  readonly column: number;
}

/** A template that cannot be rendered. It collects where as it passes through the templates that use each other. */
export class TemplateFault extends Error {
  override readonly name = "TemplateFault";
  readonly position: Position | null;
  readonly source: TemplateSource | null;

  private constructor(
    message: string,
    position: Position | null,
    source: TemplateSource | null,
    cause: unknown,
  ) {
    super(message, { cause });
    this.position = position;
    this.source = source;
  }

  /** Inside a helper: the place is known, the template not yet. */
  static at(error: unknown, location: hbs.AST.SourceLocation | undefined): TemplateFault {
    const start = location?.start;
    const position = start === undefined ? null : { line: start.line, column: start.column + 1 };
    return new TemplateFault(messageOf(error), position, null, error);
  }

  /** Whatever was thrown while `source` was compiled or rendered. */
  static from(error: unknown, source: TemplateSource): TemplateFault {
    if (!(error instanceof TemplateFault))
      return new TemplateFault(messageOf(error), positionOf(error), source, error);
    if (error.source !== null) return error;
    return new TemplateFault(error.message, error.position, source, error.cause);
  }

  toDiagnostic(): Diagnostic {
    const id = this.source?.id ?? "a template";
    return {
      rule: "template-error",
      severity: "error",
      message: `Template "${id}": ${this.message}`,
      hint: 'See what the template is given with "specwright inspect --template ID", and correct the line named here.',
      location: { file: this.source?.file ?? id, ...this.position },
    };
  }
}

/** Handlebars' parser draws an arrow under the fault and its strict mode adds the place; both are said elsewhere. */
function messageOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const [first = "", , , expected] = text.split("\n");
  if (first.startsWith("Parse error on line")) return `not a valid template: ${expected ?? first}`;
  return first
    .replace(/ - \d+:\d+$/, "")
    .replace(/ not defined in \[object Object\]$/, " is not in the template's context.");
}

function positionOf(error: unknown): Position | null {
  const { lineNumber, column, hash, message } = error as {
    lineNumber?: unknown;
    column?: unknown;
    hash?: { loc?: { first_line: number; first_column: number } };
    message?: unknown;
  };
  if (typeof lineNumber === "number" && typeof column === "number")
    return { line: lineNumber, column: column + 1 };
  if (hash?.loc !== undefined)
    return { line: hash.loc.first_line, column: hash.loc.first_column + 1 };
  const line = /^Parse error on line (\d+)/.exec(String(message))?.[1];
  return line === undefined ? null : { line: Number(line), column: 1 };
}
