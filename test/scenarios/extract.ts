import ts from "typescript";

/** `interface Pet`, `function listPets`, `method Pets.list`: the declaration's text; `section Parameters`: of Markdown. Throws where there is none. */
export function extract(source: string, kind: string, name: string, isDocumented: boolean): string {
  if (kind === "section") return section(source, name);
  const file = ts.createSourceFile("file.ts", source, ts.ScriptTarget.Latest, true);
  if (kind === "overloads") return overloads(file, name, isDocumented);
  const [owner = "", member] = name.split(".");
  const statement = file.statements.find((node) =>
    isNamed(node, member === undefined ? kind : "class", owner),
  );
  const found = member === undefined ? statement : memberOf(statement, member);
  if (found === undefined) throw new Error(`There is no ${kind} ${name}.`);
  const docs = isDocumented ? ts.getJSDocCommentsAndTags(found) : [];
  const start = docs.length > 0 ? Math.min(...docs.map((doc) => doc.pos)) : found.getStart(file);
  const text = source.slice(start, found.end);
  return `${member === undefined ? text : unindented(text)}\n`;
}

/** What stands under the first heading of that name, up to the next heading. */
function section(source: string, name: string): string {
  const [, text] = new RegExp(`^#+ ${name}\\n+([^]*?)(?=^#|$(?![^]))`, "m").exec(source) ?? [];
  if (text === undefined) throw new Error(`There is no section ${name}.`);
  return `${text.trim()}\n`;
}

/** A function with several signatures, the implementation last. */
function overloads(file: ts.SourceFile, name: string, isDocumented: boolean): string {
  const found = file.statements.filter((node) => isNamed(node, "function", name));
  return found
    .map((node) => `${isDocumented ? node.getFullText(file).trim() : node.getText(file)}\n`)
    .join("");
}

const kinds: Readonly<Record<string, (node: ts.Node) => boolean>> = {
  interface: ts.isInterfaceDeclaration,
  type: ts.isTypeAliasDeclaration,
  class: ts.isClassDeclaration,
  function: ts.isFunctionDeclaration,
  const: ts.isVariableStatement,
};

function isNamed(node: ts.Statement, kind: string, name: string): boolean {
  if (kinds[kind]?.(node) !== true) return false;
  if (ts.isVariableStatement(node)) {
    return node.declarationList.declarations.some((it) => it.name.getText() === name);
  }
  return (node as { name?: ts.Identifier }).name?.text === name;
}

function memberOf(statement: ts.Statement | undefined, name: string): ts.ClassElement | undefined {
  if (statement === undefined || !ts.isClassDeclaration(statement)) return undefined;
  return statement.members.find((member) => member.name?.getText() === name);
}

/** A member stands two blanks in; its first line has lost them already. */
function unindented(text: string): string {
  return text.replaceAll(/^ {2}/gm, "");
}
