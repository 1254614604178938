/** The one file that knows ts-morph. */
import { createRequire } from "node:module";
import type * as TsMorph from "ts-morph";
import type { ExportDeclarationStructure, ImportDeclarationStructure, ts } from "ts-morph";

// `import` would first search the whole compiler for the names that it exports, which takes as long as to load it.
const tsMorph = createRequire(import.meta.url)("ts-morph") as typeof TsMorph;
const { Project, StructureKind } = tsMorph;

/** The compiler inside ts-morph; `ts` names its types. */
export const typescript = tsMorph.ts;
export type { ts };

export interface SyntaxFault {
  /** Counts from 1. */
  readonly line: number;
  readonly message: string;
}

/** Stands for a name, or for the module. */
export const WORD = "_word_";

/** Declarations of imports and exports of these forms, all their names `WORD`. */
export function printDeclarations(forms: readonly string[]): readonly string[] {
  const project = new Project({ useInMemoryFileSystem: true, skipLoadingLibFiles: true });
  const file = project.createSourceFile("modules.ts", { statements: forms.map(structureOf) });
  return file.compilerNode.statements.map((it) => it.getText(file.compilerNode));
}

function structureOf(form: string): ExportDeclarationStructure | ImportDeclarationStructure {
  const [keyword, kind, marks = ""] = form.split(" ");
  const shared = { moduleSpecifier: WORD, isTypeOnly: kind === "type" };
  const names = Array.from(marks, (mark) => ({ name: WORD, isTypeOnly: mark === "t" }));
  if (keyword === "import")
    return { kind: StructureKind.ImportDeclaration, ...shared, namedImports: names };
  const namedExports = marks === "*" ? [] : names;
  return { kind: StructureKind.ExportDeclaration, ...shared, namedExports };
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
