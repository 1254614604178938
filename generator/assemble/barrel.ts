import type { SymbolOrigin } from "../contract/index.js";
import type { ExportBlock } from "./declarations.js";
import { compareNames, compareText, moduleSpecifier } from "./paths.js";

/** The file that gets what the document declares exported below what its template exports. */
export const BARREL = "src/index.ts";

/**
 * The package's public surface. A standalone function is left to its own module: whoever imports the package as a whole has
 * it as a method, and a schema may then have the function's name.
 */
export function barrelExports(symbols: ReadonlyMap<string, SymbolOrigin>): readonly ExportBlock[] {
  const byPath = new Map<string, { name: string; isType: boolean }[]>();
  for (const [name, { path, kind }] of symbols) {
    const isOperation = path.startsWith("src/operations/");
    if (!isOperation && !NAMED.has(path) && !WHOLE.has(path)) continue;
    if (isOperation && kind === "value") continue;
    const names = byPath.get(path) ?? [];
    names.push({ name, isType: kind === "type" });
    byPath.set(path, names);
  }
  return [...byPath]
    .sort(([left], [right]) => compareText(left, right))
    .map(([path, names]) => exportBlock(path, names));
}

const NAMED: ReadonlySet<string> = new Set(["src/client.ts", "src/sdk.ts"]);
const WHOLE: ReadonlySet<string> = new Set([
  "src/core/conversions.ts",
  "src/errors.ts",
  "src/types.ts",
]);

function exportBlock(path: string, names: { name: string; isType: boolean }[]): ExportBlock {
  const module = moduleSpecifier(BARREL, path);
  const isType = names.every((name) => name.isType);
  if (WHOLE.has(path)) return { path, module, names: null, isType };
  return {
    path,
    module,
    isType,
    names: names.sort((left, right) => compareNames(left.name, right.name)),
  };
}
