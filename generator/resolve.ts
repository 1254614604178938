/** Conflicts between a person's edits and what is generated: which there are, and how each is decided. */
import { openConflicts, type OpenConflict } from "./write/index.js";

export { resolveConflict } from "./write/index.js";

export interface PackageConflict extends OpenConflict {
  /** Folder of the package. */
  readonly output: string;
}

/**
 * What waits for a decision in one package.
 *
 * @throws {SpecwrightError} `manifest-unreadable`
 */
export function packageConflicts(output: string): readonly PackageConflict[] {
  return openConflicts(output).map((conflict) => ({ ...conflict, output }));
}
