/** The project's own sources as the rules see them: text, and what a file imports. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

export const root = fileURLToPath(new URL("../..", import.meta.url));

export interface SourceFile {
  /** From the root, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** Every file that git tracks, and the new ones that it does not ignore, if `isWanted`. */
export function projectFiles(isWanted: (path: string) => boolean): SourceFile[] {
  return listed(["-co", "--exclude-standard"], isWanted);
}

/** Every file that git tracks. */
export function trackedFiles(): SourceFile[] {
  return listed(["-c"], () => true);
}

function listed(which: readonly string[], isWanted: (path: string) => boolean): SourceFile[] {
  const list = execFileSync("git", ["ls-files", "-z", ...which], { cwd: root });
  const paths = list.toString("utf8").split("\0").filter(Boolean);
  return [...new Set(paths)].filter(isWanted).flatMap((path) => {
    const text = readText(join(root, path));
    return text === null ? [] : [{ path, text }];
  });
}

/** `null` for a file that was deleted but not yet from the index. */
function readText(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}

export interface Import {
  /** As written: `./names.js`, `node:fs`, `ts-morph`. */
  readonly specifier: string;
  readonly line: number;
  /** Erased at run time. */
  readonly isType: boolean;
}

/** Everything that a file reaches: `import`, `export ... from`, `import()`, `import("...")` types, and any `require`. */
export function importsOf(file: SourceFile): Import[] {
  const source = parse(file);
  const found: Import[] = [];
  const add = (literal: ts.Node | undefined, isType: boolean) => {
    if (literal === undefined || !ts.isStringLiteralLike(literal)) return;
    const { line } = source.getLineAndCharacterOfPosition(literal.getStart(source));
    found.push({ specifier: literal.text, line: line + 1, isType });
  };
  visit(source, (node) => {
    if (ts.isImportDeclaration(node))
      add(node.moduleSpecifier, node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword);
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
      add(node.argument.literal, true);
    else if (ts.isCallExpression(node) && isLoading(node.expression)) add(node.arguments[0], false);
  });
  return found;
}

/** `import(...)`, `require(...)`, `createRequire(...)(...)`, and a `require` under another name's property: `require.resolve`. */
function isLoading(callee: ts.Expression): boolean {
  if (callee.kind === ts.SyntaxKind.ImportKeyword) return true;
  if (ts.isIdentifier(callee)) return callee.text === "require";
  if (ts.isPropertyAccessExpression(callee)) return isLoading(callee.expression);
  return ts.isCallExpression(callee) && ts.isIdentifier(callee.expression)
    ? callee.expression.text === "createRequire"
    : false;
}

export function parse({ path, text }: SourceFile): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
}

export function visit(node: ts.Node, see: (node: ts.Node) => void): void {
  see(node);
  ts.forEachChild(node, (child) => visit(child, see));
}
