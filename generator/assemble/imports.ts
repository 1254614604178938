import type { RenderedFile, SymbolOrigin } from "../contract/index.js";
import type { ImportBlock, NamedImport, ts } from "./compiler.js";
import { compareNames, compareText, moduleSpecifier } from "./paths.js";
import { type OwnImports, usesOf } from "./usage.js";

/**
 * The import block of a file: of the symbols that its template named, those that its text uses and does not declare or
 * import itself. What is only used as a type is imported as one, so that no module is loaded for it.
 */
export function importsOf(
  rendered: RenderedFile,
  parsed: ts.SourceFile,
  own: OwnImports,
  symbols: ReadonlyMap<string, SymbolOrigin>,
): readonly ImportBlock[] {
  const isElsewhere = (name: string) =>
    !own.names.has(name) && symbols.get(name)?.path !== rendered.path;
  const wanted = new Set(rendered.references.filter(isElsewhere));
  const modules = new Map<string, NamedImport[]>();
  for (const [name, use] of usesOf(parsed, wanted)) {
    const origin = symbols.get(name);
    if (origin === undefined) continue;
    const module = moduleSpecifier(rendered.path, origin.path);
    const names = modules.get(module) ?? [];
    names.push({ name, isType: use === "type" || origin.kind === "type" });
    modules.set(module, names);
  }
  return [...modules]
    .sort(([left], [right]) => compareText(left, right))
    .map(([module, names]) => ({
      module,
      names: names.sort((left, right) => compareNames(left.name, right.name)),
    }));
}
