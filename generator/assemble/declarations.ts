/** Import and export declarations as text. ts-morph prints one of each form, which the build does ahead; names are put in here. */
import { printed } from "./printed.js";

/** Columns of a line, as in the layout of the last stage. */
const WIDTH = 100;

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

/** The modules that one file imports from and exports. */
export interface ModuleBlocks {
  readonly imports: readonly ImportBlock[];
  readonly exports: readonly ExportBlock[];
}

export interface ModuleTexts {
  readonly imports: string;
  readonly exports: string;
}

/** What stands around the names and around the module, by form. */
export type PrintedForms = Readonly<Record<string, readonly string[]>>;

/**
 * The forms of a declaration: what it is but for the names. `import value vt` imports a value and a type. What stands around
 * a name depends on the one before it only, so two names show all that more can need.
 */
const FORMS: readonly string[] = ["import", "export"].flatMap((keyword) => [
  ...["v", "vv"].map((marks) => `${keyword} type ${marks}`),
  ...["v", "t", "vv", "vt", "tv", "tt"].map((marks) => `${keyword} value ${marks}`),
  ...(keyword === "export" ? ["export type *", "export value *"] : []),
]);

/** Every form, printed by ts-morph. */
export async function printForms(): Promise<PrintedForms> {
  const { printDeclarations, WORD } = await import("./compiler.js");
  const texts = printDeclarations(FORMS);
  return Object.fromEntries(FORMS.map((form, index) => [form, (texts[index] ?? "").split(WORD)]));
}

/** The declarations of all files of a run. */
export async function printModules(
  files: readonly ModuleBlocks[],
): Promise<readonly ModuleTexts[]> {
  const forms = printed ?? (await printForms());
  return files.map(({ imports, exports }) => ({
    imports: imports.map((block) => importText(forms, block)).join("\n"),
    exports: exports.map((block) => exportText(forms, block)).join("\n"),
  }));
}

function importText(forms: PrintedForms, { names, module }: ImportBlock): string {
  const kind = names.every((it) => it.isType) ? "import type" : "import value";
  return layOut(fill(forms, kind, names, module));
}

function exportText(forms: PrintedForms, { names, isType, module }: ExportBlock): string {
  const kind = isType ? "export type" : "export value";
  if (names !== null) return layOut(fill(forms, kind, names, module));
  const [before, after] = forms[`${kind} *`] ?? [];
  return `${before}${module}${after}`;
}

function fill(
  forms: PrintedForms,
  kind: string,
  names: readonly NamedImport[],
  module: string,
): string {
  const markOf = ({ isType }: NamedImport) => (isType && kind.endsWith(" value") ? "t" : "v");
  let around: readonly string[] | undefined;
  let marks = "";
  let text = "";
  for (const it of names) {
    marks = marks.slice(-1) + markOf(it);
    around = forms[`${kind} ${marks}`];
    text += (around?.at(-3) ?? "") + it.name;
  }
  return text + (around?.at(-2) ?? "") + module + (around?.at(-1) ?? "");
}

/** As prettier does: one name to a line where they do not all fit on one; a single name stays. */
function layOut(statement: string): string {
  if (statement.length <= WIDTH) return statement;
  const [, head, names, tail] = /^(\w+(?: type)? \{) (.*) (\}.*)$/.exec(statement) ?? [];
  if (head === undefined || names?.includes(", ") !== true) return statement;
  const lines = names.split(", ").map((name) => `  ${name},\n`);
  return `${head}\n${lines.join("")}${tail}`;
}
