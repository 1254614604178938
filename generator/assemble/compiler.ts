/** The one file that knows ts-morph. */
import {
  IndentationText,
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

/** One project for a run; each file leaves it when its text is done. */
export class SourceEditor {
  readonly #project = new Project({
    useInMemoryFileSystem: true,
    skipLoadingLibFiles: true,
    skipFileDependencyResolution: true,
    manipulationSettings: { indentationText: IndentationText.TwoSpaces },
  });

  /** Writes all imports above the text (below comments that a blank line sets apart) and all exports below it, in one step each. */
  edit(text: string, imports: readonly ImportBlock[], exports: readonly ExportBlock[]): string {
    const head = headOf(text);
    const file = this.#project.createSourceFile("file.ts", text.slice(head.length), {
      overwrite: true,
    });
    if (imports.length > 0) file.insertImportDeclarations(0, imports.map(importStructure));
    if (exports.length > 0) file.addExportDeclarations(exports.map(exportStructure));
    const result = head + file.getFullText();
    file.forget();
    return result;
  }
}

/** A licence or a note on the whole file: the comments at the top, up to the last blank line among or after them. */
function headOf(text: string): string {
  return /^(?:\s*(?:\/\/[^\n]*|\/\*(?!\*)[^]*?\*\/)[ \t]*\n)+[ \t]*\n/.exec(text)?.[0] ?? "";
}

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
