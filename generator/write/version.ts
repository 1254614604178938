/** What the manifest holds of the package's version: a version that is none of ours was raised by a person or a tool of theirs. */

export interface VersionRecord {
  /** Versions that we gave the package: one, or two where a run was cut off. Empty where that is not known. */
  readonly ours: readonly string[];
  /** The version that a person gave it, until one that is higher; `null` where it has ours. */
  readonly byHand: string | null;
}

export const noVersion: VersionRecord = { ours: [], byHand: null };

/** Keys of the manifest. */
export function versionEntries({ ours, byHand }: VersionRecord): Readonly<Record<string, unknown>> {
  return {
    ...(ours.length === 0 ? {} : { versions: ours }),
    ...(byHand === null ? {} : { versionByHand: byHand }),
  };
}

export function readVersion(manifest: Readonly<Record<string, unknown>>): VersionRecord {
  const { versions, versionByHand } = manifest;
  const texts: readonly unknown[] = Array.isArray(versions) ? versions : [];
  return {
    ours: texts.filter((version) => typeof version === "string"),
    byHand: typeof versionByHand === "string" ? versionByHand : null,
  };
}
