/** What a file of the package may be called. */
import type { Diagnostic } from "../contract/index.js";
import { SpecwrightError } from "../contract/index.js";
import { baseStoreName } from "./base-store.js";

/**
 * Where contents are put before they take their place; in the output folder, so that a rename never crosses file
 * systems.
 */
export const stagingName = ".specwright-tmp";

const reserved = new Set([
  ".specwright.json",
  ".specwright",
  baseStoreName,
  stagingName,
  ".git",
  "node_modules",
]);

/**
 * Whether `path` stays inside the folder, has one spelling on every system, and is none of the names that are not for
 * packages.
 */
export function isSafePath(path: string): boolean {
  const steps = path.split("/");
  // Control characters, and what Windows does not allow in a name.
  const hasOddCharacter = /[\p{Cc}\\:*?"<>|]/u.test(path);
  return (
    !hasOddCharacter &&
    !reserved.has((steps[0] ?? "").toLowerCase()) &&
    steps.every((step) => step !== "" && step !== "." && step !== ".." && !/[. ]$/.test(step))
  );
}

/**
 * @throws {SpecwrightError} `output-path-unsafe` and `output-path-clash`: the whole package must be writable on every
 * file system.
 */
export function checkPaths(paths: readonly string[]): void {
  const unsafe = paths.filter((path) => !isSafePath(path)).map(unsafePath);
  const faults = [...unsafe, ...clashes(paths)];
  if (faults.length > 0) throw new SpecwrightError(faults);
}

function unsafePath(path: string): Diagnostic {
  return {
    rule: "output-path-unsafe",
    severity: "error",
    message: `The package cannot have a file named ${JSON.stringify(path)}.`,
    hint: "File names come from the document's names and from templates that you added: rename what this one comes from.",
  };
}

/** Files that are one on a file system that ignores case (macOS, Windows), and files where others need a folder. */
function clashes(paths: readonly string[]): Diagnostic[] {
  const seen = new Map<string, string>();
  const folders = new Set(paths.flatMap((path) => parentsOf(fold(path))));
  return paths.flatMap((path) => {
    const folded = fold(path);
    const other = seen.get(folded);
    seen.set(folded, path);
    if (other !== undefined) return [clash(path, `"${other}", where case is ignored`)];
    return folders.has(folded) ? [clash(path, "a folder of the package")] : [];
  });
}

/** As file systems that ignore case and Unicode form compare. */
export function fold(path: string): string {
  return path.normalize("NFC").toLowerCase();
}

/** `["a/b", "a"]` for `a/b/c`. */
export function parentsOf(path: string): string[] {
  const steps = path.split("/");
  return steps.slice(1).map((_, index) => steps.slice(0, steps.length - 1 - index).join("/"));
}

function clash(path: string, other: string): Diagnostic {
  return {
    rule: "output-path-clash",
    severity: "error",
    message: `The file "${path}" would have the place of ${other}.`,
    hint: "Give the operations or schemas that they come from names that differ in more than case.",
  };
}
