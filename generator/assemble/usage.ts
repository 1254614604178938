import { typescript, type ts } from "./compiler.js";

/** How a file uses a name: `type` where it is gone at run time. */
export type Usage = "type" | "value";

/** Which of `names` the file uses as identifiers (not in comments, not as property names), and how. */
export function usesOf(
  file: ts.SourceFile,
  names: ReadonlySet<string>,
): ReadonlyMap<string, Usage> {
  const uses = new Map<string, Usage>();
  const visit = (node: ts.Node, inType: boolean): void => {
    if (typescript.isIdentifier(node)) {
      if (names.has(node.text) && !isOnlyAName(node)) {
        uses.set(node.text, inType && uses.get(node.text) !== "value" ? "type" : "value");
      }
      return;
    }
    const isType = inType || isTypeContext(node);
    typescript.forEachChild(node, (child) => visit(child, isType));
  };
  visit(file, false);
  return uses;
}

/** A type, or the `implements` and `extends` of an interface. A class extends a value. */
function isTypeContext(node: ts.Node): boolean {
  if (typescript.isHeritageClause(node)) {
    return (
      node.token === typescript.SyntaxKind.ImplementsKeyword ||
      typescript.isInterfaceDeclaration(node.parent)
    );
  }
  return typescript.isTypeNode(node) && !typescript.isExpressionWithTypeArguments(node);
}

/** The name of a member, a parameter or a declaration, rather than a use of something declared elsewhere. */
function isOnlyAName(node: ts.Identifier): boolean {
  const { parent } = node;
  if (typescript.isShorthandPropertyAssignment(parent)) return false;
  if (typescript.isPropertyAccessExpression(parent)) return parent.name === node;
  if (typescript.isQualifiedName(parent)) return parent.right === node;
  return (parent as { name?: ts.Node }).name === node;
}

/** Names that the file imports itself. */
export function importedNames(file: ts.SourceFile): ReadonlySet<string> {
  const names = new Set<string>();
  for (const statement of file.statements) {
    if (!typescript.isImportDeclaration(statement)) continue;
    const clause = statement.importClause;
    if (clause?.name !== undefined) names.add(clause.name.text);
    const bindings = clause?.namedBindings;
    if (bindings === undefined) continue;
    if (typescript.isNamespaceImport(bindings)) names.add(bindings.name.text);
    else for (const element of bindings.elements) names.add(element.name.text);
  }
  return names;
}
