/** The one file that knows ts-morph: its compiler reads what somebody else wrote, templates and configuration files. */
import { createRequire } from "node:module";
import type * as TsMorph from "ts-morph";
import type { ts } from "ts-morph";

// `import` would first search the whole compiler for the names that it exports, which takes as long as to load it.
/** The compiler inside ts-morph; `ts` names its types. */
export const { ts: typescript } = createRequire(import.meta.url)("ts-morph") as typeof TsMorph;
export type { ts };

export interface SyntaxFault {
  /** Counts from 1. */
  readonly line: number;
  readonly message: string;
}

/** Doc comments, half of most files, are not looked into. Literals are printed as they stand only where nodes know their parents. */
export function parse(path: string, text: string): ts.SourceFile {
  const { JSDocParsingMode, ScriptKind, ScriptTarget } = typescript;
  const options = {
    languageVersion: ScriptTarget.Latest,
    jsDocParsingMode: JSDocParsingMode.ParseNone,
  };
  return typescript.createSourceFile(path, text, options, true, ScriptKind.TS);
}

/** What the parser stumbled over. */
export function syntaxFaults(file: ts.SourceFile): readonly SyntaxFault[] {
  // The compiler keeps them here; its public way to them needs a whole program.
  const { parseDiagnostics } = file as unknown as {
    parseDiagnostics: readonly ts.DiagnosticWithLocation[];
  };
  return parseDiagnostics.map(({ start, messageText }) => ({
    line: file.getLineAndCharacterOfPosition(start).line + 1,
    message: typescript.flattenDiagnosticMessageText(messageText, " "),
  }));
}

/** Every module that the text imports or re-exports, in whatever form. */
export function importedModules(text: string): readonly string[] {
  return typescript.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
}
