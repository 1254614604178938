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
  /** The file that it imports. */
  readonly path: string;
  readonly module: string;
  readonly names: readonly NamedImport[];
}

/** `names: null` is `export *`. */
export interface ExportBlock {
  /** The file whose exports these are. */
  readonly path: string;
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
 * Import and export declarations as text, for all files of a run in one call. The thousands of them have some dozens of forms:
 * ts-morph, which parses whatever it writes, prints one declaration of each form, and names are put in here.
 */
export function printModules(files: readonly ModuleBlocks[]): readonly ModuleTexts[] {
  const declarations = files.map(({ imports, exports }) => ({
    imports: imports.map(importDeclaration),
    exports: exports.map(exportDeclaration),
  }));
  const all = declarations.flatMap(({ imports, exports }) => [...imports, ...exports]);
  const forms = printForms(new Set(all.map(({ form }) => form)));
  const textOf = (some: readonly Declaration[]) =>
    some.map((it) => layOut(fill(forms.get(it.form) ?? [], it))).join("\n");
  return declarations.map(({ imports, exports }) => ({
    imports: textOf(imports),
    exports: textOf(exports),
  }));
}

interface Declaration {
  /** What it is but for the names, such as `import value vt`: a value and a type. */
  readonly form: string;
  readonly names: readonly NamedImport[];
  readonly module: string;
}

function importDeclaration({ module, names }: ImportBlock): Declaration {
  const isType = names.every((it) => it.isType);
  return { form: `import ${formOf(isType, names)}`, names, module };
}

function exportDeclaration({ module, names, isType }: ExportBlock): Declaration {
  return { form: `export ${formOf(isType, names)}`, names: names ?? [], module };
}

function formOf(isType: boolean, names: readonly NamedImport[] | null): string {
  let form = isType ? "type " : "value ";
  for (const it of names ?? []) form += it.isType && !isType ? "t" : "v";
  return names === null ? `${form}*` : form;
}

/** What stands around the names, and around the module, by form. */
function printForms(forms: ReadonlySet<string>): ReadonlyMap<string, readonly string[]> {
  const project = new Project({ useInMemoryFileSystem: true, skipLoadingLibFiles: true });
  const statements = Array.from(forms, structureOf);
  const file = project.createSourceFile("modules.ts", { statements });
  const printed = file.compilerNode.statements.map((it) => it.getText(file.compilerNode));
  return new Map(Array.from(forms, (form, index) => [form, (printed[index] ?? "").split(WORD)]));
}

/** Stands for a name, or for the module. */
const WORD = "_word_";

function structureOf(form: string): ExportDeclarationStructure | ImportDeclarationStructure {
  const [keyword, kind, marks = ""] = form.split(" ");
  const shared = { moduleSpecifier: WORD, isTypeOnly: kind === "type" };
  const names = Array.from(marks, (mark) => ({ name: WORD, isTypeOnly: mark === "t" }));
  if (keyword === "import")
    return { kind: StructureKind.ImportDeclaration, ...shared, namedImports: names };
  const namedExports = marks === "*" ? [] : names;
  return { kind: StructureKind.ExportDeclaration, ...shared, namedExports };
}

function fill(around: readonly string[], { names, module }: Declaration): string {
  let text = "";
  for (const [index, { name }] of names.entries()) text += (around[index] ?? "") + name;
  return text + (around.at(-2) ?? "") + module + (around.at(-1) ?? "");
}

/** As prettier does: one name to a line where they do not all fit on one; a single name stays. */
function layOut(statement: string): string {
  if (statement.length <= WIDTH) return statement;
  const [, head, names, tail] = /^(\w+(?: type)? \{) (.*) (\}.*)$/.exec(statement) ?? [];
  if (head === undefined || names?.includes(", ") !== true) return statement;
  const lines = names.split(", ").map((name) => `  ${name},\n`);
  return `${head}\n${lines.join("")}${tail}`;
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
