import type { SymbolUse } from "../contract/index.js";
import { typescript, type ts } from "./compiler.js";

/** Which of `names` the file uses as identifiers (not in comments, not as property names), and how. */
export function usesOf(
  file: ts.SourceFile,
  names: ReadonlySet<string>,
): ReadonlyMap<string, SymbolUse> {
  const uses = new Map<string, SymbolUse>();
  if (names.size === 0) return uses;
  const visit = (node: ts.Node, parent: ts.Node, inType: boolean): void => {
    if (typescript.isIdentifier(node)) {
      if (names.has(node.text) && !isOnlyAName(node, parent)) {
        uses.set(node.text, inType && uses.get(node.text) !== "value" ? "type" : "value");
      }
      return;
    }
    if (isOfAnotherModule(node)) return;
    const isType = inType || isTypeContext(node, parent);
    typescript.forEachChild(node, (child) => visit(child, node, isType));
  };
  typescript.forEachChild(file, (child) => visit(child, file, false));
  return uses;
}

/** What it names is declared there, whatever has the same name here. */
function isOfAnotherModule(node: ts.Node): boolean {
  return (
    typescript.isImportDeclaration(node) ||
    (typescript.isExportDeclaration(node) && node.moduleSpecifier !== undefined)
  );
}

/** A type, or the `implements` and `extends` of an interface. A class extends a value. */
function isTypeContext(node: ts.Node, parent: ts.Node): boolean {
  if (typescript.isExportDeclaration(node) || typescript.isExportSpecifier(node))
    return node.isTypeOnly;
  if (typescript.isHeritageClause(node)) {
    return (
      node.token === typescript.SyntaxKind.ImplementsKeyword ||
      typescript.isInterfaceDeclaration(parent)
    );
  }
  return typescript.isTypeNode(node) && !typescript.isExpressionWithTypeArguments(node);
}

/** The name of a member, a parameter or a declaration, rather than a use of something declared elsewhere. */
function isOnlyAName(node: ts.Identifier, parent: ts.Node): boolean {
  if (typescript.isShorthandPropertyAssignment(parent)) return false;
  if (typescript.isPropertyAccessExpression(parent)) return parent.name === node;
  if (typescript.isQualifiedName(parent)) return parent.right === node;
  // `export { used as name }`, and `{ member: name } = ...`.
  if (typescript.isExportSpecifier(parent)) return node !== (parent.propertyName ?? parent.name);
  if (typescript.isBindingElement(parent)) return node !== parent.initializer;
  if (typescript.isImportTypeNode(parent)) return parent.qualifier === node;
  return (parent as { name?: ts.Node }).name === node;
}

/** What the file imports itself, before any import is added. */
export interface OwnImports {
  readonly names: ReadonlySet<string>;
  /** Also those that it re-exports from. */
  readonly modules: readonly string[];
}

export function ownImports(file: ts.SourceFile): OwnImports {
  const names = new Set<string>();
  const modules: string[] = [];
  for (const statement of file.statements) {
    if (!typescript.isImportDeclaration(statement) && !typescript.isExportDeclaration(statement))
      continue;
    const { moduleSpecifier } = statement;
    if (moduleSpecifier !== undefined && typescript.isStringLiteral(moduleSpecifier))
      modules.push(moduleSpecifier.text);
    if (typescript.isImportDeclaration(statement)) noteNames(statement.importClause, names);
  }
  return { names, modules };
}

function noteNames(clause: ts.ImportClause | undefined, names: Set<string>): void {
  if (clause?.name !== undefined) names.add(clause.name.text);
  const bindings = clause?.namedBindings;
  if (bindings === undefined) return;
  if (typescript.isNamespaceImport(bindings)) names.add(bindings.name.text);
  else for (const element of bindings.elements) names.add(element.name.text);
}
