import {
  SpecwrightError,
  type Diagnostic,
  type LineOrigin,
  type RenderedFile,
} from "../contract/index.js";
import type { SyntaxFault } from "../lib/compiler.js";

/** TypeScript that does not parse, told at the template line that made it. One template makes many files: told once. */
export class SyntaxReport {
  readonly #diagnostics = new Map<string, Diagnostic>();

  add(rendered: RenderedFile, fault: SyntaxFault): void {
    const { templateId, templateFile, templateLine } = originOf(rendered, fault.line);
    const key = `${templateId}:${templateLine}`;
    if (this.#diagnostics.has(key)) return;
    this.#diagnostics.set(key, {
      rule: "template-syntax",
      severity: "error",
      message: `Template "${templateId}" makes TypeScript that cannot be parsed, in ${rendered.path}: ${fault.message}`,
      hint: "Correct the template at this line, or what it is given there.",
      location: { file: templateFile, line: templateLine },
    });
  }

  /** @throws {SpecwrightError} where there is a fault. */
  end(): void {
    if (this.#diagnostics.size > 0) throw new SpecwrightError([...this.#diagnostics.values()]);
  }
}

function originOf(rendered: RenderedFile, line: number): LineOrigin {
  const { path } = rendered;
  const origin = rendered.origins().findLast((entry) => entry.line <= line);
  if (origin === undefined)
    return { line, templateId: path, templateFile: path, templateLine: line };
  return { ...origin, templateLine: origin.templateLine + (line - origin.line) };
}
