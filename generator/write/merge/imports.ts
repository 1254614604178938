/** Imports of a merged file: what either side brought in and the file uses is there, once. */
import { parse, type ts, typescript } from "../../lib/compiler.js";
import { usesOf } from "../../lib/usage.js";

interface ImportedName {
  readonly local: string;
  /** As the declaration would be written for this name alone. */
  readonly text: string;
  readonly isType: boolean;
  readonly node: ts.ImportSpecifier | ts.ImportClause | ts.NamespaceImport;
  readonly declaration: ts.ImportDeclaration;
}

/**
 * A name whose import one side removed, and that the other still uses, keeps its import; a name that both sides import is
 * imported once.
 */
export function withNeededImports(
  path: string,
  text: string,
  sides: readonly ts.SourceFile[],
): string {
  const file = parse(path, text);
  const needed = new Map(sides.flatMap(importedNames).map((name) => [name.local, name] as const));
  const known = new Set([...importedNames(file).map(({ local }) => local), ...declaredNames(file)]);
  const missing = new Set([...needed.keys()].filter((name) => !known.has(name)));
  const used = [...usesOf(file, missing).keys()];
  const lines = used.map((name) => needed.get(name)?.text ?? "");
  return withoutRepeats(path, inserted(file, lines));
}

function inserted(file: ts.SourceFile, lines: readonly string[]): string {
  const { text } = file;
  if (lines.length === 0) return text;
  const last = file.statements.findLast((statement) => typescript.isImportDeclaration(statement));
  if (last === undefined) return `${lines.join("\n")}\n${text}`;
  return `${text.slice(0, last.end)}\n${lines.join("\n")}${text.slice(last.end)}`;
}

function withoutRepeats(path: string, text: string): string {
  const file = parse(path, text);
  const names = importedNames(file);
  const repeats = names.filter((name) => {
    const same = names.filter(
      (other) => other.local === name.local && moduleOf(other) === moduleOf(name),
    );
    return name !== (same.find(({ isType }) => !isType) ?? same[0]);
  });
  return repeats
    .map((name) => spanToRemove(name, repeats))
    .sort((left, right) => right.start - left.start)
    .reduce((rest, { start, end }) => rest.slice(0, start) + rest.slice(end), text);
}

function moduleOf({ declaration }: ImportedName): string {
  return declaration.moduleSpecifier.getText();
}

function spanToRemove(
  { node, declaration }: ImportedName,
  removed: readonly ImportedName[],
): { readonly start: number; readonly end: number } {
  const text = declaration.getSourceFile().text;
  const named = declaration.importClause?.namedBindings;
  const isWhole =
    !typescript.isImportSpecifier(node) ||
    (named !== undefined &&
      typescript.isNamedImports(named) &&
      named.elements.every((element) => removed.some((name) => name.node === element)));
  if (isWhole) {
    // Each of its names leads here; the first removes all of it.
    const isFirst = removed.find((name) => name.declaration === declaration)?.node === node;
    return isFirst
      ? { start: declaration.getStart(), end: text.indexOf("\n", declaration.end) + 1 }
      : { start: declaration.end, end: declaration.end };
  }
  const comma = /^\s*,/.exec(text.slice(node.end))?.[0].length ?? 0;
  return { start: node.getFullStart(), end: node.end + comma };
}

function importedNames(file: ts.SourceFile): ImportedName[] {
  return file.statements.flatMap((declaration) => {
    if (!typescript.isImportDeclaration(declaration)) return [];
    const clause = declaration.importClause;
    if (clause === undefined) return [];
    const from = declaration.moduleSpecifier.getText();
    const keyword = clause.isTypeOnly ? "import type" : "import";
    const entry = (node: ImportedName["node"], local: string, named: string): ImportedName => ({
      local,
      text: `${keyword} ${named} from ${from};`,
      isType: clause.isTypeOnly || (typescript.isImportSpecifier(node) && node.isTypeOnly),
      node,
      declaration,
    });
    const bindings = clause.namedBindings;
    return [
      ...(clause.name === undefined ? [] : [entry(clause, clause.name.text, clause.name.text)]),
      ...(bindings === undefined
        ? []
        : typescript.isNamespaceImport(bindings)
          ? [entry(bindings, bindings.name.text, bindings.getText())]
          : bindings.elements.map((element) =>
              entry(element, element.name.text, `{ ${element.getText()} }`),
            )),
    ];
  });
}

/** At the top of the file. */
function declaredNames(file: ts.SourceFile): string[] {
  return file.statements.flatMap((statement) => {
    if (typescript.isVariableStatement(statement))
      return statement.declarationList.declarations.map(({ name }) => name.getText());
    const isDeclaration = typescript.isDeclarationStatement(statement);
    return isDeclaration && statement.name !== undefined ? [statement.name.getText()] : [];
  });
}
