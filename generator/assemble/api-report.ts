import { typescript, type ts } from "../lib/compiler.js";

const printer = typescript.createPrinter({ removeComments: true });
const { factory } = typescript;

/** What the file exports: declarations without comments, bodies, values and private members. */
export function apiOf(file: ts.SourceFile): string {
  const lines = file.statements.flatMap((statement) => {
    const shown = publicPart(statement);
    if (shown === null) return [];
    keepOnOneLine(shown, file);
    return [inOurStyle(printer.printNode(typescript.EmitHint.Unspecified, shown, file))];
  });
  return lines.join("\n");
}

/** The compiler's printer indents by four blanks, and ends each member of an object type with a semicolon. */
function inOurStyle(printed: string): string {
  return printed
    .replaceAll(/^(?: {4})+/gm, (blanks) => blanks.slice(blanks.length / 2))
    .replaceAll("; }", " }");
}

/** An object type, or a tuple, stands on one line where the file has it so. */
function keepOnOneLine(node: ts.Node, file: ts.SourceFile): void {
  const isBroken =
    typescript.isTypeLiteralNode(node) ||
    typescript.isMappedTypeNode(node) ||
    typescript.isTupleTypeNode(node);
  if (isBroken && !file.text.slice(node.pos, node.end).trim().includes("\n"))
    typescript.setEmitFlags(node, typescript.EmitFlags.SingleLine);
  typescript.forEachChild(node, (child) => keepOnOneLine(child, file));
}

function publicPart(statement: ts.Statement): ts.Node | null {
  if (typescript.isExportDeclaration(statement)) return statement;
  if (!isExported(statement)) return null;
  if (typescript.isFunctionDeclaration(statement)) {
    const { modifiers, name, typeParameters, parameters, type } = statement;
    const bare = parameters.map(withoutDefault);
    return factory.createFunctionDeclaration(
      modifiers,
      undefined,
      name,
      typeParameters,
      bare,
      type,
      undefined,
    );
  }
  if (typescript.isClassDeclaration(statement)) {
    const { modifiers, name, typeParameters, heritageClauses, members } = statement;
    const shown = members.flatMap((member) => publicMember(member) ?? []);
    return factory.createClassDeclaration(modifiers, name, typeParameters, heritageClauses, shown);
  }
  if (typescript.isVariableStatement(statement)) {
    const declarations = statement.declarationList.declarations.map(({ name, type }) =>
      factory.createVariableDeclaration(name, undefined, type, undefined),
    );
    const { flags } = statement.declarationList;
    return factory.createVariableStatement(
      statement.modifiers,
      factory.createVariableDeclarationList(declarations, flags),
    );
  }
  return statement;
}

function publicMember(member: ts.ClassElement): ts.ClassElement | null {
  const modifiers = typescript.canHaveModifiers(member)
    ? typescript.getModifiers(member)
    : undefined;
  const isPrivate =
    modifiers?.some(({ kind }) => kind === typescript.SyntaxKind.PrivateKeyword) ?? false;
  if (isPrivate || (member.name !== undefined && typescript.isPrivateIdentifier(member.name)))
    return null;
  if (typescript.isConstructorDeclaration(member)) {
    return factory.createConstructorDeclaration(
      modifiers,
      member.parameters.map(withoutDefault),
      undefined,
    );
  }
  if (typescript.isMethodDeclaration(member)) {
    const { asteriskToken, name, questionToken, typeParameters, parameters, type } = member;
    const bare = parameters.map(withoutDefault);
    const shown = modifiers?.filter(({ kind }) => kind !== typescript.SyntaxKind.AsyncKeyword);
    return factory.createMethodDeclaration(
      shown,
      asteriskToken,
      name,
      questionToken,
      typeParameters,
      bare,
      type,
      undefined,
    );
  }
  if (typescript.isGetAccessorDeclaration(member)) {
    return factory.createGetAccessorDeclaration(
      modifiers,
      member.name,
      member.parameters,
      member.type,
      undefined,
    );
  }
  if (typescript.isSetAccessorDeclaration(member)) {
    return factory.createSetAccessorDeclaration(
      modifiers,
      member.name,
      member.parameters,
      undefined,
    );
  }
  if (typescript.isPropertyDeclaration(member)) {
    const { name, questionToken, exclamationToken, type } = member;
    return factory.createPropertyDeclaration(
      modifiers,
      name,
      questionToken ?? exclamationToken,
      type,
      undefined,
    );
  }
  return member;
}

/** A default makes a parameter optional for the caller; which value it has is not his concern. */
function withoutDefault(parameter: ts.ParameterDeclaration): ts.ParameterDeclaration {
  const { modifiers, dotDotDotToken, name, questionToken, type, initializer } = parameter;
  const optional =
    initializer === undefined
      ? questionToken
      : factory.createToken(typescript.SyntaxKind.QuestionToken);
  return factory.createParameterDeclaration(
    modifiers,
    dotDotDotToken,
    name,
    optional,
    type,
    undefined,
  );
}

function isExported(statement: ts.Statement): boolean {
  if (!typescript.canHaveModifiers(statement)) return false;
  return (
    typescript
      .getModifiers(statement)
      ?.some(({ kind }) => kind === typescript.SyntaxKind.ExportKeyword) ?? false
  );
}
