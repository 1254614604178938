/**
 * Runtime files that something which is not runtime needs, directly or through others. The rest would be dead weight.
 *
 * @param imported by path, the files that a file imports.
 */
export function withoutUnusedRuntime<T extends { readonly path: string }>(
  files: readonly T[],
  imported: ReadonlyMap<string, readonly string[]>,
): readonly T[] {
  const reached = new Set<string>();
  const pending = files.filter(({ path }) => !isRuntime(path)).map(({ path }) => path);
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    if (reached.has(path)) continue;
    reached.add(path);
    pending.push(...(imported.get(path) ?? []));
  }
  return files.filter(({ path }) => reached.has(path));
}

function isRuntime(path: string): boolean {
  return path.startsWith("src/core/") || path.startsWith("src/internal/");
}
