/** The one file that knows ts-morph. */
import {
  Project,
  StructureKind,
  ts,
  type ExportDeclarationStructure,
  type ImportDeclarationStructure,
} from "ts-morph";

export { ts };

/** `import { name } from "module"`; `isType` for one that is gone at run time. */
export interface NamedImport {
  readonly name: string;
  readonly isType: boolean;
}

export interface ImportBlock {
  readonly module: string;
  readonly names: readonly NamedImport[];
}

/** `names: null` is `export *`. */
export interface ExportBlock {
  readonly module: string;
  readonly names: readonly NamedImport[] | null;
  readonly isType: boolean;
}

export interface SyntaxFault {
  /** Counts from 1. */
  readonly line: number;
  readonly message: string;
}

/** The modules that one file imports from and exports. */
export interface ModuleBlocks {
  readonly imports: readonly ImportBlock[];
  readonly exports: readonly ExportBlock[];
}

export interface ModuleTexts {
  readonly imports: string;
  readonly exports: string;
}

/**
 * Import and export declarations as text, for all files of a run in one call: ts-morph parses whatever it changes, so a
 * call for each file costs some 3 ms a file.
 */
export function printModules(files: readonly ModuleBlocks[]): readonly ModuleTexts[] {
  const project = new Project({ useInMemoryFileSystem: true, skipLoadingLibFiles: true });
  const statements = files.flatMap(({ imports, exports }) => [
    ...imports.map(importStructure),
    SEPARATOR,
    ...exports.map(exportStructure),
    SEPARATOR,
  ]);
  const parts = project
    .createSourceFile("modules.ts", { statements })
    .getFullText()
    .split(SEPARATOR);
  return files.map((_, index) => ({
    imports: (parts[2 * index] ?? "").trim(),
    exports: (parts[2 * index + 1] ?? "").trim(),
  }));
}

/** No module has it in its name: a line of its own begins with it. */
const SEPARATOR = "// ----";

function importStructure({ module, names }: ImportBlock): ImportDeclarationStructure {
  const isTypeOnly = names.every(({ isType }) => isType);
  return {
    kind: StructureKind.ImportDeclaration,
    moduleSpecifier: module,
    isTypeOnly,
    namedImports: names.map(({ name, isType }) => ({ name, isTypeOnly: isType && !isTypeOnly })),
  };
}

function exportStructure({ module, names, isType }: ExportBlock): ExportDeclarationStructure {
  return {
    kind: StructureKind.ExportDeclaration,
    moduleSpecifier: module,
    isTypeOnly: isType,
    ...(names === null
      ? {}
      : { namedExports: names.map((it) => ({ name: it.name, isTypeOnly: it.isType && !isType })) }),
  };
}

export function parse(path: string, text: string): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);
}

/** What the parser stumbled over. */
export function syntaxFaults(file: ts.SourceFile): readonly SyntaxFault[] {
  // The compiler keeps them here; its public way to them needs a whole program.
  const { parseDiagnostics } = file as unknown as {
    parseDiagnostics: readonly ts.DiagnosticWithLocation[];
  };
  return parseDiagnostics.map(({ start, messageText }) => ({
    line: file.getLineAndCharacterOfPosition(start).line + 1,
    message: ts.flattenDiagnosticMessageText(messageText, " "),
  }));
}

/** Every module that the text imports or re-exports, in whatever form. */
export function importedModules(text: string): readonly string[] {
  return ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
}
