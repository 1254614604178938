/**
 * Finds a key of the configuration in its file. Loads a compiler, so import this file only where there is a diagnostic
 * to place.
 */
import { readFileSync } from "node:fs";
import type { SourceLocation } from "../contract/index.js";
import { typescript, type ts } from "../lib/compiler.js";

/**
 * Key path in the value of a configuration file: `["package", "name"]`, with an index in front where it holds a list.
 */
export type KeyPath = readonly (string | number)[];

/** Where `path` stands, or the nearest of its parents, or just the file where the value is computed. */
export function locateKey(file: string, path: KeyPath): SourceLocation {
  const source = parse(file);
  let current = rootValue(source);
  let found: ts.Node | undefined = current;
  for (const step of path) {
    if (current === undefined) break;
    const entry = entryOf(current, step);
    if (entry === undefined) break;
    found = entry.name;
    current = entry.value;
  }
  return found === undefined ? { file } : positionOf(source, file, found.getStart(source));
}

/** Where the text stops to be TypeScript, JavaScript or JSON, and why; `null` where it can be parsed. */
export function locateSyntaxError(
  file: string,
): { readonly location: SourceLocation; readonly reason: string } | null {
  const text = readFileSync(file, "utf8");
  const [error] = file.endsWith(".json")
    ? [typescript.parseConfigFileTextToJson(file, text).error]
    : (typescript.transpileModule(text, { fileName: file, reportDiagnostics: true }).diagnostics ??
      []);
  if (error === undefined) return null;
  const reason = typescript.flattenDiagnosticMessageText(error.messageText, " ");
  return { location: positionOf(parse(file), file, error.start ?? 0), reason };
}

function parse(file: string): ts.SourceFile {
  const text = readFileSync(file, "utf8");
  return file.endsWith(".json")
    ? typescript.parseJsonText(file, text)
    : typescript.createSourceFile(file, text, typescript.ScriptTarget.Latest, true);
}

function rootValue(source: ts.SourceFile): ts.Expression | undefined {
  for (const statement of source.statements) {
    if (typescript.isExportAssignment(statement)) return unwrap(source, statement.expression);
    if (typescript.isExpressionStatement(statement) && source.fileName.endsWith(".json")) {
      return statement.expression;
    }
  }
  return undefined;
}

/** The literal inside `defineConfig(...)`, `... satisfies X`, parentheses, or the constant that is named. */
function unwrap(source: ts.SourceFile, expression: ts.Expression): ts.Expression {
  if (typescript.isCallExpression(expression) && expression.arguments[0] !== undefined) {
    return unwrap(source, expression.arguments[0]);
  }
  if (
    typescript.isSatisfiesExpression(expression) ||
    typescript.isAsExpression(expression) ||
    typescript.isParenthesizedExpression(expression)
  ) {
    return unwrap(source, expression.expression);
  }
  if (typescript.isIdentifier(expression)) {
    const declared = initializerOf(source, expression.text);
    if (declared !== undefined) return unwrap(source, declared);
  }
  return expression;
}

function initializerOf(source: ts.SourceFile, name: string): ts.Expression | undefined {
  for (const statement of source.statements.filter(typescript.isVariableStatement)) {
    for (const declaration of statement.declarationList.declarations) {
      if (typescript.isIdentifier(declaration.name) && declaration.name.text === name) {
        return declaration.initializer;
      }
    }
  }
  return undefined;
}

function entryOf(
  value: ts.Expression,
  step: string | number,
): { readonly name: ts.Node; readonly value: ts.Expression | undefined } | undefined {
  if (typeof step === "number") {
    const element = typescript.isArrayLiteralExpression(value) ? value.elements[step] : undefined;
    return element && { name: element, value: unwrap(element.getSourceFile(), element) };
  }
  if (!typescript.isObjectLiteralExpression(value)) return undefined;
  for (const property of value.properties) {
    const name = property.name;
    if (name === undefined || !("text" in name) || name.text !== step) continue;
    const initializer = typescript.isPropertyAssignment(property)
      ? property.initializer
      : undefined;
    return { name, value: initializer && unwrap(initializer.getSourceFile(), initializer) };
  }
  return undefined;
}

function positionOf(source: ts.SourceFile, file: string, offset: number): SourceLocation {
  const { line, character } = source.getLineAndCharacterOfPosition(offset);
  return { file, line: line + 1, column: character + 1 };
}
