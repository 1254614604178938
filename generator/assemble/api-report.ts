import { ts } from "./compiler.js";

/** Beside the sources, not published: the public surface as text, for reviews and for comparing two versions. */
export const API_REPORT = "etc/api.txt";

const printer = ts.createPrinter({ removeComments: true });
const { factory } = ts;

/** What the file exports: declarations without comments, bodies, values and private members. */
export function apiOf(file: ts.SourceFile): string {
  const lines = file.statements.flatMap((statement) => {
    const shown = publicPart(statement);
    return shown === null ? [] : [printer.printNode(ts.EmitHint.Unspecified, shown, file)];
  });
  return lines.join("\n");
}

function publicPart(statement: ts.Statement): ts.Node | null {
  if (ts.isExportDeclaration(statement)) return statement;
  if (!isExported(statement)) return null;
  if (ts.isFunctionDeclaration(statement)) {
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
  if (ts.isClassDeclaration(statement)) {
    const { modifiers, name, typeParameters, heritageClauses, members } = statement;
    const shown = members.flatMap((member) => publicMember(member) ?? []);
    return factory.createClassDeclaration(modifiers, name, typeParameters, heritageClauses, shown);
  }
  if (ts.isVariableStatement(statement)) {
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
  const modifiers = ts.canHaveModifiers(member) ? ts.getModifiers(member) : undefined;
  const isPrivate = modifiers?.some(({ kind }) => kind === ts.SyntaxKind.PrivateKeyword) ?? false;
  if (isPrivate || (member.name !== undefined && ts.isPrivateIdentifier(member.name))) return null;
  if (ts.isConstructorDeclaration(member)) {
    return factory.createConstructorDeclaration(
      modifiers,
      member.parameters.map(withoutDefault),
      undefined,
    );
  }
  if (ts.isMethodDeclaration(member)) {
    const { asteriskToken, name, questionToken, typeParameters, parameters, type } = member;
    const bare = parameters.map(withoutDefault);
    const shown = modifiers?.filter(({ kind }) => kind !== ts.SyntaxKind.AsyncKeyword);
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
  if (ts.isGetAccessorDeclaration(member)) {
    return factory.createGetAccessorDeclaration(
      modifiers,
      member.name,
      member.parameters,
      member.type,
      undefined,
    );
  }
  if (ts.isSetAccessorDeclaration(member)) {
    return factory.createSetAccessorDeclaration(
      modifiers,
      member.name,
      member.parameters,
      undefined,
    );
  }
  if (ts.isPropertyDeclaration(member)) {
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
    initializer === undefined ? questionToken : factory.createToken(ts.SyntaxKind.QuestionToken);
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
  if (!ts.canHaveModifiers(statement)) return false;
  return (
    ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false
  );
}
