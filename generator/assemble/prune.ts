import { importedModules } from "./compiler.js";
import { importedPath } from "./paths.js";

interface SourceText {
  readonly path: string;
  readonly text: string;
}

/**
 * Runtime files that something which is not runtime needs, directly or through others. The rest would be dead weight.
 *
 * @param known by path, what a file imports, where that has been found out already.
 */
export function withoutUnusedRuntime<T extends SourceText>(
  files: readonly T[],
  known: ReadonlyMap<string, readonly string[]>,
): readonly T[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const reached = new Set<string>();
  const pending = files.filter(({ path }) => !isRuntime(path)).map(({ path }) => path);
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    const file = byPath.get(path);
    if (file === undefined || reached.has(path)) continue;
    reached.add(path);
    if (!path.endsWith(".ts")) continue;
    for (const specifier of known.get(path) ?? importedModules(file.text)) {
      const target = importedPath(path, specifier);
      if (target !== null) pending.push(target);
    }
  }
  return files.filter(({ path }) => reached.has(path));
}

function isRuntime(path: string): boolean {
  return path.startsWith("src/core/") || path.startsWith("src/internal/");
}
