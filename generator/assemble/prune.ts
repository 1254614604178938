import { importedModules } from "./compiler.js";
import { importedPath } from "./paths.js";

interface SourceText {
  readonly path: string;
  readonly text: string;
}

/** Runtime files that something which is not runtime needs, directly or through others. The rest would be dead weight. */
export function withoutUnusedRuntime<T extends SourceText>(files: readonly T[]): readonly T[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const reached = new Set<string>();
  const pending = files.filter(({ path }) => !isRuntime(path)).map(({ path }) => path);
  const runtime = files.filter(({ path }) => isRuntime(path)).map(({ path }) => path);
  // To look for the imports of thousands of operations costs much, and most name only files that others have named.
  const namesOneMore = (text: string) =>
    runtime.some((path) => !reached.has(path) && text.includes(specifierEnd(path)));
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    const file = byPath.get(path);
    if (file === undefined || reached.has(path)) continue;
    reached.add(path);
    if (!path.endsWith(".ts") || !namesOneMore(file.text)) continue;
    for (const specifier of importedModules(file.text)) {
      const target = importedPath(path, specifier);
      if (target !== null) pending.push(target);
    }
  }
  return files.filter(({ path }) => reached.has(path));
}

/** `/name.js`, as whoever imports the file writes it at least. */
function specifierEnd(path: string): string {
  return path.slice(path.lastIndexOf("/")).replace(/\.ts$/, ".js");
}

function isRuntime(path: string): boolean {
  return path.startsWith("src/core/") || path.startsWith("src/internal/");
}
