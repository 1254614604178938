import { posix } from "node:path";

/**
 * How the file at `from` imports the file at `to`: relative, with the ending of the built file. Both stand below the
 * package.
 */
export function moduleSpecifier(from: string, to: string): string {
  let shared = 0; // the folders that both are in
  for (let index = 0; index < from.length && from[index] === to[index]; index++)
    if (from[index] === "/") shared = index + 1;
  const up = from.slice(shared).split("/").length - 1;
  return ("../".repeat(up) || "./") + to.slice(shared).replace(/\.ts$/, ".js");
}

/** The source file that a relative import names, or `null` for a package. */
export function importedPath(from: string, specifier: string): string | null {
  if (!specifier.startsWith(".")) return null;
  return posix.join(posix.dirname(from), specifier).replace(/\.js$/, ".ts");
}

/** By code unit: the same on every machine. */
export function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** As people read names: upper and lower case side by side. */
export function compareNames(left: string, right: string): number {
  return compareText(left.toLowerCase(), right.toLowerCase()) || compareText(left, right);
}
