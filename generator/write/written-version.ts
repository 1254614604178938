/** The version that the package has now, and whether it is one of ours. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { stateOf } from "./disk.js";
import { readManifest } from "./manifest.js";
import { onDisk } from "./on-disk.js";
import { noVersion, type VersionRecord } from "./version.js";

export interface WrittenVersion extends VersionRecord {
  /** In its package.json; `null` where it has none. */
  readonly present: string | null;
  /** Its package.json is one that we wrote, to the byte. */
  readonly isOurs: boolean;
}

const PACKAGE = "package.json";

/**
 * The version of the package in `output`, and who gave it.
 *
 * @throws {SpecwrightError} `output-unwritable`, `manifest-unreadable`.
 */
export function writtenVersion(output: string): WrittenVersion {
  return onDisk(output, () => {
    const manifest = readManifest(output);
    if (manifest === null) return { ...noVersion, present: null, isOurs: true };
    const state = stateOf(output, PACKAGE);
    if (state.kind !== "file") return { ...manifest.version, present: null, isOurs: false };
    const isOurs = manifest.files.get(PACKAGE)?.includes(state.hash) ?? false;
    return { ...manifest.version, present: versionIn(join(output, PACKAGE)), isOurs };
  });
}

/** Read leniently: the file may have been left with a conflict in it. */
function versionIn(file: string): string | null {
  const [, version = null] = /"version"\s*:\s*"([^"\\]+)"/.exec(readFileSync(file, "utf8")) ?? [];
  return version;
}
