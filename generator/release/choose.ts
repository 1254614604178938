/** Which version the package gets: what a person gave it comes first, then what the changes ask for. */
import type { Bump } from "../contract/index.js";
import { compareVersions, FIRST_VERSION, isVersion, nextVersion } from "../lib/version.js";

export interface VersionFacts {
  /** In the configuration; `null` where it gives none. */
  readonly configured: string | null;
  /** `null` before the first release. */
  readonly released: string | null;
  /** What the changes since that release ask for; `null` where nobody asked, so that the version stays. */
  readonly bump: Bump | null;
  /** In package.json; `null` where there is none. */
  readonly present: string | null;
  /** That package.json is one that we wrote, to the byte. */
  readonly isOurs: boolean;
  /** Versions that we gave the package. */
  readonly ours: readonly string[];
  /** The version that a person gave it before. */
  readonly byHand: string | null;
}

export interface ChosenVersion {
  readonly version: string;
  /** The same, where a person gave it. */
  readonly byHand: string | null;
  /** What the changes ask for, where a person gave less; otherwise `null`. */
  readonly asked: string | null;
}

/** A version that was raised by hand, by `npm version` or any other tool, is kept until it is released. */
export function chooseVersion(facts: VersionFacts): ChosenVersion {
  const asked = askedVersion(facts);
  const floor = facts.released ?? asked;
  const byHand = [raisedInPackage(facts), facts.byHand].find(
    (version) => version !== null && isVersion(version) && compareVersions(version, floor) > 0,
  );
  // Who set what is asked for anyway has not set out to keep it.
  if (byHand === undefined || byHand === null || byHand === asked)
    return { version: asked, byHand: null, asked: null };
  const isLess = facts.bump !== null && compareVersions(byHand, asked) < 0;
  return { version: byHand, byHand, asked: isLess ? asked : null };
}

/** package.json was edited, and has a version that we never gave it. */
function raisedInPackage({ present, isOurs, ours }: VersionFacts): string | null {
  return present === null || isOurs || ours.includes(present) ? null : present;
}

function askedVersion({ configured, released, bump, ours }: VersionFacts): string {
  const last = ours.at(-1) ?? null;
  if (released === null) return configured ?? last ?? FIRST_VERSION;
  const least = bump === null ? released : nextVersion(released, bump);
  const known = [configured, bump === null ? last : null].find(
    (version) => version !== null && compareVersions(version, least) > 0,
  );
  return known ?? least;
}
