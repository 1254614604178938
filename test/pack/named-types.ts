/** Which types the declarations of a package name that its entries do not export. */
import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { Node, Project, type SourceFile, type Symbol as TypeSymbol, ts } from "ts-morph";

/** `file: name`, for each type that somebody could infer and not write. */
export function unnamedTypes(sdk: string): string[] {
  const project = new Project({
    compilerOptions: {
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      target: ts.ScriptTarget.ES2022,
      types: [],
    },
  });
  const files = project.addSourceFilesAtPaths(join(sdk, "dist", "esm", "**", "*.d.ts"));
  const entries = entriesOf(sdk, files);
  const exported = new Set(
    entries.flatMap((file) => file.getExportSymbols().map((symbol) => declared(symbol))),
  );
  const found = entries.flatMap((file) =>
    namedIn(file)
      .filter((symbol) => isDeclaredIn(sdk, symbol) && !exported.has(symbol))
      .map((symbol) => `${relative(sdk, file.getFilePath())}: ${symbol.getName()}`),
  );
  return [...new Set(found)].sort();
}

/** By the `exports` of package.json. */
function entriesOf(sdk: string, files: readonly SourceFile[]): SourceFile[] {
  const { exports } = JSON.parse(readFileSync(join(sdk, "package.json"), "utf8")) as {
    readonly exports: Readonly<Record<string, { readonly import?: { readonly types: string } }>>;
  };
  const types = Object.values(exports).flatMap((entry) => entry.import?.types ?? []);
  const patterns = types.map((each) => new RegExp(`^${each.replace("*", "[^/]+")}$`));
  return files.filter((file) =>
    patterns.some((pattern) => pattern.test(`./${relative(sdk, file.getFilePath())}`)),
  );
}

/** What a file's exported declarations mention, but for type parameters and private members, whose types are not in a declaration. */
function namedIn(file: SourceFile): TypeSymbol[] {
  const declarations = [...file.getExportedDeclarations().values()]
    .flat()
    .filter((each) => each.getSourceFile() === file);
  return declarations
    .flatMap((declaration) => declaration.getDescendantsOfKind(ts.SyntaxKind.Identifier))
    .filter((name) => isTypeName(name))
    .flatMap((name) => name.getSymbol() ?? [])
    .map((symbol) => declared(symbol));
}

function isTypeName(name: Node): boolean {
  const parent = name.getParent();
  return (
    Node.isTypeReference(parent) ||
    Node.isExpressionWithTypeArguments(parent) ||
    Node.isTypeQuery(parent) ||
    Node.isQualifiedName(parent) ||
    Node.isImportTypeNode(parent)
  );
}

function declared(symbol: TypeSymbol): TypeSymbol {
  return symbol.isAlias() ? (symbol.getAliasedSymbol() ?? symbol) : symbol;
}

function isDeclaredIn(sdk: string, symbol: TypeSymbol): boolean {
  return symbol
    .getDeclarations()
    .some(
      (each) =>
        each.getSourceFile().getFilePath().startsWith(sdk) &&
        !Node.isTypeParameterDeclaration(each) &&
        !Node.isSourceFile(each) &&
        !Node.isNamespaceImport(each),
    );
}
