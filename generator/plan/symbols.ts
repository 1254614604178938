import type { SdkModel, SymbolOrigin, TemplateSet } from "../contract/index.js";
import type { PackageContext, ResourceView } from "./contexts.js";

export type Symbols = Map<string, SymbolOrigin>;

/**
 * Every name that a template may `{{ref}}`, and the file that declares it. What the document names wins over what the
 * runtime names: the stage of names keeps the two apart, except where no emitted file needs both.
 */
export function collectSymbols(
  model: SdkModel,
  {
    operations,
    conversions,
    xmlContents,
  }: Pick<PackageContext, "operations" | "conversions" | "xmlContents">,
  resources: readonly ResourceView[],
  templates: TemplateSet,
): Symbols {
  const symbols = exportsOf(templates);
  const value = (name: string, path: string) => symbols.set(name, { path, kind: "value" });
  const type = (name: string, path: string) => symbols.set(name, { path, kind: "type" });
  const { client } = model;

  value(client.className, "src/sdk.ts");
  value(client.coreName, "src/client.ts");
  type(client.optionsName, "src/client.ts");
  for (const name of [client.baseErrorName, `is${client.baseErrorName}`, client.defaultErrorName]) {
    value(name, "src/errors.ts");
  }
  for (const error of model.errors) value(error.name, "src/errors.ts");
  for (const resource of resources) value(resource.className, resourcePath(resource.fileName));
  for (const operation of operations) {
    const path = operationPath(operation.fileName);
    value(operation.functionName, path);
    if (operation.stream !== null) value(operation.stream.functionName, path);
    for (const { functionName } of operation.alternatives) value(functionName, path);
    if (operation.headers !== null) type(operation.headers.typeName, path);
    type(operation.request.typeName, path);
    for (const { typeName } of operation.request.variants) type(typeName, path);
    type(operation.errorType, path);
    if (operation.response.alias !== null) type(operation.response.alias, path);
  }
  for (const { name } of conversions) value(name, "src/core/conversions.ts");
  for (const { name } of xmlContents) value(name, "src/core/xml-contents.ts");
  for (const declaration of model.types) type(declaration.name, "src/types.ts");
  return symbols;
}

function operationPath(file: string): string {
  return `src/operations/${file}.ts`;
}

function resourcePath(file: string): string {
  return `src/resources/${file}.ts`;
}

const exportedDeclaration =
  /^export (?:declare )?(?:abstract )?(?:async )?(function\*?|class|const|let|enum|interface|type) ([\p{ID_Start}$_][\p{ID_Continue}$]*)/gmu;

/** What the runtime and templates with fixed names export. Re-exports do not count: the declaring file is the one to import. */
function exportsOf(templates: TemplateSet): Symbols {
  const symbols: Symbols = new Map();
  for (const { id, text } of templates.templates.values()) {
    const path = /^(?:extra\/)?package\/([^[\]]+\.ts)(?:\.hbs)?$/.exec(id)?.[1];
    if (path === undefined) continue;
    for (const [, keyword, name] of text.matchAll(exportedDeclaration)) {
      const kind = keyword === "interface" || keyword === "type" ? "type" : "value";
      if (name !== undefined) symbols.set(name, { path, kind });
    }
  }
  return symbols;
}
