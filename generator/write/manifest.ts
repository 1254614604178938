/** The manifest: which files of the folder are ours, and what they were when we wrote them. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  type Diagnostic,
  type KeptNames,
  NO_KEPT_NAMES,
  SpecwrightError,
} from "../contract/index.js";
import { generatorVersion } from "../lib/input-hash.js";
import { type Edit, parseEdits } from "./edits.js";
import { mergedNames, namesOf, namesText } from "./kept-names.js";
import { isSafePath } from "./paths.js";
import { noVersion, readVersion, type VersionRecord, versionEntries } from "./version.js";

export const manifestName = ".specwright.json";

/** What a run remembers beside its files. */
export interface RunRecord {
  /** Every document that was read, by its path from the folder of the input: what a later run has to look at first. */
  readonly inputs: readonly string[];
  /** What the run told, one finding for each rule. */
  readonly findings: readonly Diagnostic[];
  readonly version: VersionRecord;
  /** The names that its users know now. */
  readonly names: KeptNames;
}

export interface Manifest extends RunRecord {
  /** What the folder was made from; `null` while it is not exactly what those inputs make. */
  readonly inputHash: string | null;
  /**
   * By path, the contents that count as ours. More than one where a run was cut off (the file is then the old
   * or the new one), or where the manifest has an unresolved merge conflict (it is then either side's).
   */
  readonly files: ReadonlyMap<string, readonly string[]>;
  /** Files that a person edited. More than one entry for a path where a run was cut off, or as above. */
  readonly edits: readonly Edit[];
}

/**
 * The manifest in `folder`, or `null` where there is none.
 *
 * @throws {SpecwrightError} `manifest-unreadable`
 */
export function readManifest(folder: string): Manifest | null {
  const text = readText(join(folder, manifestName));
  if (text === null) return null;
  const manifest = parse(text) ?? salvage(text);
  if (manifest === null) throw unreadable(folder);
  return manifest;
}

/**
 * The names that users of the package in `folder` know: what its manifest holds, and none where there is no package yet.
 *
 * @throws {SpecwrightError} `manifest-unreadable`
 */
export function keptNamesIn(folder: string): KeptNames {
  return readManifest(folder)?.names ?? NO_KEPT_NAMES;
}

/**
 * A manifest's text: sorted, without dates and absolute paths, so that the same package has the same manifest anywhere.
 *
 * @param pending files that are about to be replaced, with their new hashes: written before the first is, so that a
 * run that is cut off leaves nothing that looks like a person's edit.
 */
export function manifestText(
  {
    inputHash,
    inputs,
    findings,
    version,
    edits,
    names,
  }: RunRecord & Pick<Manifest, "inputHash" | "edits">,
  files: ReadonlyMap<string, string>,
  pending?: ReadonlyMap<string, string>,
): string {
  const content = {
    generator: `specwright ${generatorVersion}`,
    inputHash,
    inputs,
    findings,
    ...versionEntries(version),
    files: sorted(files),
    ...(edits.length === 0 ? {} : { edits }),
    ...(pending === undefined ? {} : { pending: sorted(pending) }),
  };
  return `${JSON.stringify(content, null, 2).replace(/\n\}$/, "")}${namesText(names)}\n}\n`;
}

function sorted(files: ReadonlyMap<string, string>): Record<string, string> {
  const entries = [...files].sort(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(entries);
}

function readText(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}

function parse(text: string): Manifest | null {
  const content = parseJson(text);
  if (!isRecord(content) || !isRecord(content["files"])) return null;
  const { files, pending = {}, inputHash, inputs = [], findings = [] } = content;
  const names = namesOf(content["names"]);
  if (!isRecord(pending) || names === null) return null;
  const isComplete =
    typeof inputHash === "string" && isListOf(inputs, isText) && isListOf(findings, isDiagnostic);
  return {
    ...(isComplete ? { inputHash, inputs, findings } : nothing),
    version: readVersion(content),
    names,
    files: collect([...Object.entries(files), ...Object.entries(pending)]),
    edits: parseEdits(content["edits"]),
  };
}

/** Two branches that both regenerated conflict in this file: whatever either of them wrote is ours. */
function salvage(text: string): Manifest | null {
  if (!/^<{7} /m.test(text) || !/^>{7} /m.test(text)) return null;
  const [left, right] = [parse(sideOf(text, "left")), parse(sideOf(text, "right"))];
  if (left !== null && right !== null) {
    const files = [...left.files, ...right.files].flatMap(([path, hashes]) =>
      hashes.map((hash) => [path, hash] as const),
    );
    const names = mergedNames(left.names, right.names);
    return { ...nothing, names, files: collect(files), edits: [...left.edits, ...right.edits] };
  }
  const lines = text.matchAll(/^\s*"(?<path>[^"\n]+)": "(?<hash>[0-9a-f]{64})",?\r?$/gm);
  const entries = [...lines].map(
    ({ groups }) => [groups?.["path"] ?? "", groups?.["hash"]] as const,
  );
  const others = new Set(["inputHash", "hash", "text"]);
  return { ...nothing, files: collect(entries.filter(([path]) => !others.has(path))), edits: [] };
}

/** One branch's text: of each conflict, what stands above or below its middle. */
function sideOf(text: string, side: "left" | "right"): string {
  const conflict =
    /^<{7} .*\r?\n(?<left>[^]*?)(?:^\|{7}[^]*?)?^={7}\r?\n(?<right>[^]*?)^>{7} .*\r?\n?/gm;
  return text.replaceAll(conflict, (...args) => {
    const groups: unknown = args.at(-1);
    return isRecord(groups) && typeof groups[side] === "string" ? groups[side] : "";
  });
}

const nothing = {
  inputHash: null,
  inputs: [],
  findings: [],
  version: noVersion,
  names: NO_KEPT_NAMES,
};

function collect(entries: readonly (readonly [string, unknown])[]): Map<string, string[]> {
  const files = new Map<string, string[]>();
  for (const [path, hash] of entries) {
    // A manifest that was tampered with must not reach out of the folder.
    if (!isSafePath(path) || typeof hash !== "string") continue;
    files.set(path, [...new Set([...(files.get(path) ?? []), hash])]);
  }
  return files;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isListOf<T>(value: unknown, isItem: (item: unknown) => item is T): value is readonly T[] {
  return Array.isArray(value) && value.every(isItem);
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isDiagnostic(value: unknown): value is Diagnostic {
  return (
    isRecord(value) &&
    ["rule", "message", "hint"].every((key) => isText(value[key])) &&
    ["error", "warning", "info"].some((severity) => severity === value["severity"]) &&
    (value["location"] === undefined ||
      (isRecord(value["location"]) && isText(value["location"]["file"])))
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function unreadable(folder: string): SpecwrightError {
  return new SpecwrightError([
    {
      rule: "manifest-unreadable",
      severity: "error",
      message: `${manifestName} in the output folder is not a manifest of Specwright, so it cannot be told which files are whose.`,
      hint: "Restore it from version control, or generate into a new folder.",
      location: { file: join(folder, manifestName) },
    },
  ]);
}
