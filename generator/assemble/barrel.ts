import type { Plan } from "../contract/index.js";
import type { ExportBlock } from "./declarations.js";
import { compareNames, compareText, moduleSpecifier } from "./paths.js";

/** The file that gets what the document declares exported below what its template exports. */
export const BARREL = "src/index.ts";

/**
 * The package's public surface. A standalone function is left to its own module: whoever imports the package as a whole
 * has it as a method, and a schema may then have the function's name.
 */
export function barrelExports({
  files,
  symbols,
}: Pick<Plan, "files" | "symbols">): readonly ExportBlock[] {
  const exported = new Map(files.map(({ path, index }) => [path, index]));
  const byPath = new Map<string, { name: string; isType: boolean }[]>();
  for (const [name, { path, kind }] of symbols) {
    const index = exported.get(path);
    if (index === undefined || (index === "types" && kind === "value")) continue;
    const names = byPath.get(path) ?? [];
    names.push({ name, isType: kind === "type" });
    byPath.set(path, names);
  }
  return [...byPath]
    .sort(([left], [right]) => compareText(left, right))
    .map(([path, names]) => exportBlock(path, names, exported.get(path) === "all"));
}

function exportBlock(
  path: string,
  names: { name: string; isType: boolean }[],
  isWhole: boolean,
): ExportBlock {
  const module = moduleSpecifier(BARREL, path);
  const isType = names.every((name) => name.isType);
  if (isWhole) return { path, module, names: null, isType };
  return {
    path,
    module,
    isType,
    names: names.sort((left, right) => compareNames(left.name, right.name)),
  };
}
