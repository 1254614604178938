import type { SymbolOrigin, SymbolUse } from "../contract/index.js";
import type { ImportBlock, NamedImport } from "./declarations.js";
import { compareNames, compareText, moduleSpecifier } from "./paths.js";

/**
 * The import block of the file at `path`. What is only used as a type is imported as one, so that no module is loaded
 * for it.
 */
export function importsOf(
  path: string,
  uses: ReadonlyMap<string, SymbolUse>,
  symbols: ReadonlyMap<string, SymbolOrigin>,
): readonly ImportBlock[] {
  const byOrigin = new Map<string, NamedImport[]>();
  for (const [name, use] of uses) {
    const origin = symbols.get(name);
    if (origin === undefined || origin.path === path) continue;
    const names = byOrigin.get(origin.path) ?? [];
    names.push({ name, isType: use === "type" || origin.kind === "type" });
    byOrigin.set(origin.path, names);
  }
  return [...byOrigin]
    .map(([origin, names]) => ({
      path: origin,
      module: moduleSpecifier(path, origin),
      names: names.sort((left, right) => compareNames(left.name, right.name)),
    }))
    .sort((left, right) => compareText(left.module, right.module));
}
