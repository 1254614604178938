/** The one file that knows ts-morph. */
import { createRequire } from "node:module";
import type * as TsMorph from "ts-morph";
import type { ExportDeclarationStructure, ImportDeclarationStructure, ts } from "ts-morph";

// `import` would first search the whole compiler for the names that it exports, which takes as long as to load it.
const tsMorph = createRequire(import.meta.url)("ts-morph") as typeof TsMorph;
const { Project, StructureKind } = tsMorph;

/** Columns of a line, as in the layout of the last stage. */
const WIDTH = 100;

/** The compiler inside ts-morph; `ts` names its types. */
export const typescript = tsMorph.ts;
export type { ts };

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
 * call for each file costs some 3 ms a file. Most files import much the same, so each declaration is printed once.
 */
export function printModules(files: readonly ModuleBlocks[]): readonly ModuleTexts[] {
  const structures = new Map<string, Structure>();
  const keys = files.map(({ imports, exports }) => ({
    imports: imports.map((block) => keep(structures, importStructure(block))),
    exports: exports.map((block) => keep(structures, exportStructure(block))),
  }));
  const printed = print(structures);
  const textOf = (all: readonly string[]) => all.map((key) => printed.get(key) ?? "").join("\n");
  return keys.map(({ imports, exports }) => ({
    imports: textOf(imports),
    exports: textOf(exports),
  }));
}

type Structure = ImportDeclarationStructure | ExportDeclarationStructure;

function keep(structures: Map<string, Structure>, structure: Structure): string {
  const key = JSON.stringify(structure);
  structures.set(key, structure);
  return key;
}

function print(structures: ReadonlyMap<string, Structure>): ReadonlyMap<string, string> {
  const project = new Project({ useInMemoryFileSystem: true, skipLoadingLibFiles: true });
  const file = project.createSourceFile("modules.ts", { statements: [...structures.values()] });
  const statements = file.compilerNode.statements;
  return new Map(
    [...structures.keys()].map((key, index) => [
      key,
      layOut(statements[index]?.getText(file.compilerNode) ?? ""),
    ]),
  );
}

/** As prettier does: one name to a line where they do not all fit on one; a single name stays. */
function layOut(statement: string): string {
  const [, head, names, tail] = /^(\w+(?: type)? \{) (.*) (\}.*)$/.exec(statement) ?? [];
  if (head === undefined || statement.length <= WIDTH || names?.includes(", ") !== true)
    return statement;
  const lines = names.split(", ").map((name) => `  ${name},\n`);
  return `${head}\n${lines.join("")}${tail}`;
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

/** Doc comments, half of most files, are not looked into; nodes do not know their parents. */
export function parse(path: string, text: string): ts.SourceFile {
  const { JSDocParsingMode, ScriptKind, ScriptTarget } = typescript;
  const options = {
    languageVersion: ScriptTarget.Latest,
    jsDocParsingMode: JSDocParsingMode.ParseNone,
  };
  return typescript.createSourceFile(path, text, options, false, ScriptKind.TS);
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
