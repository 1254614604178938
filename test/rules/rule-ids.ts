/** The rule ids that the generator's sources can report, found where they are written. */
import ts from "typescript";
import { parse, visit, type SourceFile } from "./source-files.js";

const id = /^[a-z][a-z0-9]*(?:-[a-z0-9.]+)*$/;

/**
 * Texts in the place of a rule: the value of a property or type member `rule` or of a table called `rules`, and the argument for a
 * parameter `rule` of a function of the same file.
 */
export function ruleIdsOf(files: readonly SourceFile[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const file of files) {
    const source = parse(file);
    const positions = rulePositions(source);
    visit(source, (node) => {
      for (const text of placesOf(node, positions)) if (id.test(text)) found.set(text, file.path);
    });
  }
  return found;
}

/** By name of a function: which of its parameters is called `rule`. */
function rulePositions(source: ts.SourceFile): ReadonlyMap<string, number> {
  const positions = new Map<string, number>();
  visit(source, (node) => {
    const name =
      ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node)
        ? node.name?.getText(source)
        : ts.isVariableDeclaration(node) &&
            node.initializer !== undefined &&
            ts.isArrowFunction(node.initializer)
          ? node.name.getText(source)
          : undefined;
    const callable = ts.isVariableDeclaration(node) ? node.initializer : node;
    if (name === undefined || callable === undefined || !ts.isFunctionLike(callable)) return;
    const position = callable.parameters.findIndex(
      (parameter) => parameter.name.getText(source) === "rule",
    );
    if (position >= 0) positions.set(name, position);
  });
  return positions;
}

function placesOf(node: ts.Node, positions: ReadonlyMap<string, number>): string[] {
  if (ts.isPropertyAssignment(node) && nameOf(node.name) === "rule")
    return textsIn(node.initializer);
  if (ts.isPropertySignature(node) && nameOf(node.name) === "rule" && node.type !== undefined)
    return textsIn(node.type);
  if (ts.isVariableDeclaration(node) && nameOf(node.name) === "rules" && node.initializer)
    return textsIn(node.initializer);
  if (!ts.isCallExpression(node)) return [];
  const called = ts.isPropertyAccessExpression(node.expression)
    ? node.expression.name
    : node.expression;
  const position = positions.get(nameOf(called));
  const argument = position === undefined ? undefined : node.arguments[position];
  return argument === undefined ? [] : textsIn(argument);
}

function nameOf(node: ts.Node): string {
  return ts.isIdentifier(node) ? node.text : "";
}

/** Also those of both ways of a condition; not those that a condition compares with. */
function textsIn(node: ts.Node): string[] {
  if (ts.isStringLiteral(node)) return [node.text];
  if (ts.isConditionalExpression(node))
    return [...textsIn(node.whenTrue), ...textsIn(node.whenFalse)];
  if (ts.isLiteralTypeNode(node)) return textsIn(node.literal);
  if (ts.isUnionTypeNode(node)) return node.types.flatMap(textsIn);
  if (ts.isObjectLiteralExpression(node))
    return node.properties.flatMap((member) =>
      ts.isPropertyAssignment(member) ? textsIn(member.initializer) : [],
    );
  return [];
}
