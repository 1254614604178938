import { posix } from "node:path";

/** How the file at `from` imports the file at `to`: relative, with the ending of the built file. Both stand below the package. */
export function moduleSpecifier(from: string, to: string): string {
  const here = from.split("/");
  const there = to.replace(/\.ts$/, ".js").split("/");
  let shared = 0;
  while (shared < here.length - 1 && here[shared] === there[shared]) shared++;
  const up = here.length - 1 - shared;
  return [up === 0 ? "." : Array(up).fill("..").join("/"), ...there.slice(shared)].join("/");
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
