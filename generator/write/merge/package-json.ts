/** package.json, merged key by key. Its version never takes part: whoever raised it has the last word. */
import { parse, type ts, typescript } from "../../lib/compiler.js";
import { mergeModule } from "./module.js";
import type { Merged, Side, Versions } from "./outcome.js";

/** `null` where one of the three is no JSON. */
export function mergePackageJson(texts: Versions<string>, favour: Side): Merged | null {
  const ours = versionLiteral(texts.ours)?.getText();
  const wasRaised = ours !== versionLiteral(texts.base)?.getText();
  const version = wasRaised ? ours : versionLiteral(texts.theirs)?.getText();
  const merged = mergeModule(
    "package.json",
    {
      base: withVersion(texts.base, version),
      ours: withVersion(texts.ours, version),
      theirs: withVersion(texts.theirs, version),
    },
    favour,
  );
  return merged;
}

function withVersion(text: string, version: string | undefined): string {
  const literal = versionLiteral(text);
  if (literal === undefined || version === undefined) return text;
  return text.slice(0, literal.getStart()) + version + text.slice(literal.end);
}

function versionLiteral(text: string): ts.Expression | undefined {
  const [statement] = parse("package.json", text).statements;
  if (statement === undefined || !typescript.isExpressionStatement(statement)) return undefined;
  const { expression } = statement;
  if (!typescript.isObjectLiteralExpression(expression)) return undefined;
  const property = expression.properties.find(
    (member) => member.name !== undefined && /^["']version["']$/.test(member.name.getText()),
  );
  return property !== undefined && typescript.isPropertyAssignment(property)
    ? property.initializer
    : undefined;
}
