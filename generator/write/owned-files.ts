import { readManifest } from "./manifest.js";
import { onDisk } from "./on-disk.js";

/**
 * Paths of the files that we wrote into `output`; none where there is no package yet.
 *
 * @throws {SpecwrightError} `output-unwritable`, `manifest-unreadable`.
 */
export function ownedFiles(output: string): readonly string[] {
  return onDisk(output, () => [...(readManifest(output)?.files.keys() ?? [])]);
}
