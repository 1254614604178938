/** Versions, as semver has them. @see https://semver.org */
import type { Bump, ResolvedConfig } from "../contract/index.js";

/** Of a package that nobody gave a version. */
export const FIRST_VERSION = "0.1.0";

const VERSION =
  /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-([\dA-Za-z-]+(?:\.[\dA-Za-z-]+)*))?(?:\+[\dA-Za-z.-]+)?$/;

interface Version {
  readonly numbers: readonly [major: number, minor: number, patch: number];
  /** `["beta", "1"]` of `1.0.0-beta.1`; empty for a version that is none. */
  readonly prerelease: readonly string[];
}

/** As the configuration sets it, or the first. */
export function versionOf({ version }: Pick<ResolvedConfig["package"], "version">): string {
  return version ?? FIRST_VERSION;
}

/** Whether a version may break what `since` promised: another major, and before 1.0 another minor. */
export function mayBreak(version: string, since: string): boolean {
  const [now, then] = [parse(version), parse(since)];
  if (now === null || then === null) return false;
  const [[major, minor], [majorThen, minorThen]] = [now.numbers, then.numbers];
  return major > majorThen || (major === 0 && majorThen === 0 && minor > minorThen);
}

export function isVersion(text: string): boolean {
  return VERSION.test(text);
}

/** Below zero where `left` comes before `right`; what is no version comes before all that are. */
export function compareVersions(left: string, right: string): number {
  const [before, after] = [parse(left), parse(right)];
  if (before === null || after === null) return Number(before !== null) - Number(after !== null);
  for (const [index, number] of before.numbers.entries()) {
    const difference = number - (after.numbers[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return comparePrereleases(before.prerelease, after.prerelease);
}

/** The version that comes after `version` where this much has changed. Below 1.0.0 a major bump raises the minor number, any other the patch number. */
export function nextVersion(version: string, bump: Bump): string {
  const parsed = parse(version);
  if (parsed === null || bump === "none") return version;
  const { numbers, prerelease } = parsed;
  const [major, minor, patch] = numbers;
  if (prerelease.length > 0) return `${numbers.join(".")}-${nextPrerelease(prerelease)}`;
  const raised = major > 0 ? bump : bump === "major" ? "minor" : "patch";
  if (raised === "major") return `${major + 1}.0.0`;
  return raised === "minor" ? `${major}.${minor + 1}.0` : `${major}.${minor}.${patch + 1}`;
}

function parse(text: string): Version | null {
  const match = VERSION.exec(text);
  if (match === null) return null;
  const [, major, minor, patch, prerelease] = match;
  return {
    numbers: [Number(major), Number(minor), Number(patch)],
    prerelease: prerelease === undefined ? [] : prerelease.split("."),
  };
}

/** A version without comes after all of its prereleases; a number comes before a word, and fewer identifiers before more. */
function comparePrereleases(left: readonly string[], right: readonly string[]): number {
  if (left.length === 0 || right.length === 0) return right.length - left.length;
  for (const [index, before] of left.entries()) {
    const after = right[index];
    if (after === undefined) return 1;
    const difference = compareIdentifiers(before, after);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

function compareIdentifiers(left: string, right: string): number {
  const [before, after] = [isNumber(left), isNumber(right)];
  if (before && after) return Number(left) - Number(right);
  if (before !== after) return before ? -1 : 1;
  return left < right ? -1 : Number(left > right);
}

/** `beta.1` becomes `beta.2`, `rc` becomes `rc.1`. */
function nextPrerelease(identifiers: readonly string[]): string {
  const last = identifiers.at(-1) ?? "";
  return isNumber(last)
    ? [...identifiers.slice(0, -1), String(Number(last) + 1)].join(".")
    : [...identifiers, "1"].join(".");
}

function isNumber(identifier: string): boolean {
  return /^\d+$/.test(identifier);
}
