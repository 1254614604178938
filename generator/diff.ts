/** The line of `specwright diff`: two documents or packages become two surfaces, what differs is judged by who uses them. */
import {
  type Bump,
  type Change,
  type Comparison,
  type Difference,
  NO_KEPT_NAMES,
  type ResolvedConfig,
  SpecwrightError,
  type Surface,
} from "./contract/index.js";
import { describe, describeDocument, type Description } from "./generate.js";
import type { TypeChecker } from "./lib/compiler.js";
import type { MadePackage } from "./surface/package.js";
import type { JudgedSide, OpenChecker, OpenSources } from "./judge/index.js";

export type DiffSide = DocumentSide | PackageSide;

/** A document, and the package that the configuration makes of it. */
export interface DocumentSide {
  readonly config: ResolvedConfig;
  /** As a person names it. */
  readonly source: string;
}

/** A package as it was made. */
export interface PackageSide {
  /** Its folder. */
  readonly package: string;
  readonly source: string;
}

export interface DiffOptions {
  /** Which verdict the bump follows. Default: `source`, whether a user's code still compiles. */
  readonly bumpOn?: "source" | "runtime" | "wire";
  /** Shared by several comparisons, it parses what they have in common once. */
  readonly checker?: OpenChecker;
}

export interface DiffResult extends Comparison {
  /** What each document makes; `null` for a package. */
  readonly old: Description | null;
  readonly new: Description | null;
}

/**
 * Compares the packages that two documents make, or that were made before.
 *
 * @throws {SpecwrightError} where a document cannot be worked with, or the two are of different APIs.
 */
export async function diff(
  old: DiffSide,
  next: DiffSide,
  options: DiffOptions = {},
): Promise<DiffResult> {
  const sides = { old: await opened(old), new: await opened(next) };
  const before = await comparedSide(sides.old, sides.new);
  const after = await comparedSide(sides.new, sides.old);
  const comparison = await compareSides(before, after, options);
  const changes =
    "config" in next
      ? await withAvoidable(comparison.changes, before, after, next.config)
      : comparison.changes;
  return { ...comparison, changes, old: before.description, new: after.description };
}

/** Names that the old package has stay where it is generated again. Which breaks are none then? */
async function withAvoidable(
  changes: readonly Change[],
  old: ComparedSide,
  next: ComparedSide,
  config: ResolvedConfig,
): Promise<readonly Change[]> {
  const isBreak = ({ source, proved }: Change): boolean => source === "breaking" && proved === true;
  if (old.description === null || next.description === null || !changes.some(isBreak))
    return changes;
  const { recordNames } = await import("./description-stages.js");
  const { survey, names, model } = old.description;
  const kept = await describeDocument(next.description, config, recordNames(survey, names, model));
  const { surface: again } = await describedSide({
    description: kept,
    source: next.surface.source,
  });
  const { compare } = await import("./compare/index.js");
  const still = new Set(
    compare(old.surface, again)
      .filter(({ source }) => source === "breaking")
      .map(placeOf),
  );
  return changes.map((change) => {
    return { ...change, avoidable: isBreak(change) && !still.has(placeOf(change)) };
  });
}

/** What a difference is about, whatever things are called in the new package. */
function placeOf({ kind, old, new: next, before }: Difference): string {
  return [kind, old, next, before].join("\n");
}

/** For several comparisons: what they have in common is parsed once. */
export function sharedChecker(): OpenChecker {
  let checker: Promise<TypeChecker> | null = null;
  const open = async (): Promise<TypeChecker> => {
    const compiler = await import("./lib/compiler.js");
    return new compiler.TypeChecker();
  };
  return () => (checker ??= open());
}

/** A package, as far as it is described, and what a person calls its document. */
export interface DescribedSide {
  readonly description: Description;
  readonly source: string;
}

/** As `diff`, of packages that are described already. */
export async function diffDescriptions(
  old: DescribedSide,
  next: DescribedSide,
  options: DiffOptions = {},
): Promise<Comparison> {
  return compareSides(await describedSide(old), await describedSide(next), options);
}

interface ComparedSide extends JudgedSide {
  /** `null` of a package that was made before. */
  readonly description: Description | null;
}

async function opened(side: DiffSide): Promise<DocumentSide | MadePackage> {
  if ("config" in side) return side;
  const { readPackage } = await import("./surface/package.js");
  return readPackage(side.package, side.source);
}

/** A document beside a package is named as the package is: what users know keeps its name when it is generated again. */
async function comparedSide(
  side: DocumentSide | MadePackage,
  other: DocumentSide | MadePackage,
): Promise<ComparedSide> {
  if (!("config" in side)) {
    const { surface, modules, files } = side;
    return { surface, open: () => Promise.resolve({ files: files(), modules }), description: null };
  }
  const names = "config" in other ? NO_KEPT_NAMES : other.names;
  return describedSide({ description: await describe(side.config, names), source: side.source });
}

async function describedSide({ description, source }: DescribedSide): Promise<ComparedSide> {
  const { surface } = await import("./surface/index.js");
  const own = surface(description.model, description.plan, source);
  return { surface: own, open: openSources(description, own), description };
}

async function compareSides(
  old: ComparedSide,
  next: ComparedSide,
  options: DiffOptions,
): Promise<Comparison> {
  const { areRelated, compare } = await import("./compare/index.js");
  if (!areRelated(old.surface, next.surface)) throw unrelated(old, next);
  const { judge } = await import("./judge/index.js");
  const seen = compare(old.surface, next.surface);
  const differences = seen.length > 0 ? seen : await unseen(old.description, next.description);
  const changes = await judge(
    differences,
    { old, new: next },
    { bumpOn: options.bumpOn ?? "source", checker: options.checker ?? sharedChecker() },
  );
  return { bump: highest(changes), changes };
}

function unrelated({ surface: old }: ComparedSide, { surface: next }: ComparedSide): Error {
  return new SpecwrightError([
    {
      rule: "documents-unrelated",
      severity: "error",
      message: `${old.source} (${old.title}) and ${next.source} (${next.title}) have next to no operation in common: they are different APIs, not two states of one.`,
      hint: "Give two states of one document; where the API was rewritten under a new title, generate a package of its own.",
    },
  ]);
}

/** What no type shows, and no description: an example, or how a body that may be missing is sent. Files are compared as they are. */
async function unseen(
  old: Description | null,
  next: Description | null,
): Promise<readonly Difference[]> {
  if (old === null || next === null) return [];
  if (JSON.stringify(old.document.root) === JSON.stringify(next.document.root)) return [];
  const { render } = await import("./file-stages.js");
  const textsOf = ({ plan, templates }: Description): ReadonlyMap<string, string> =>
    new Map(render(plan, templates, () => {}).map(({ path, text }) => [path, text]));
  const [before, after] = [textsOf(old), textsOf(next)];
  const differ = new Set(
    [...before.keys(), ...after.keys()].filter((path) => before.get(path) !== after.get(path)),
  );
  if (differ.size === 0) return [];
  const { unseenDifferences } = await import("./compare/unseen.js");
  return unseenDifferences(next.model, differ);
}

/** From the least to the most. */
export const BUMPS: readonly Bump[] = ["none", "patch", "minor", "major"];

/** The highest of them; `none` where nothing differs. */
export function highest(changes: readonly Pick<Change, "bump">[]): Bump {
  return BUMPS[Math.max(0, ...changes.map(({ bump }) => BUMPS.indexOf(bump)))] ?? "none";
}

/** The sources of a package as they are asked for. */
function openSources({ plan, templates, model }: Description, own: Surface): OpenSources {
  const modules = new Map([...plan.symbols].map(([name, { path }]) => [name, path]));
  return async (wanted) => {
    const { partOf } = await import("./judge/index.js");
    const part = partOf({ plan, surface: own, resources: model.resources }, wanted);
    return { files: await sources({ plan: part, templates }), modules };
  };
}

/** By path, all sources of a package, or those of the part of it that `plan` has. */
export async function sources({
  plan,
  templates,
}: Pick<Description, "plan" | "templates">): Promise<ReadonlyMap<string, string>> {
  const { assemble, render } = await import("./file-stages.js");
  const part = { ...plan, files: plan.files.filter(({ path }) => path.startsWith("src/")) };
  const made = await assemble(
    render(part, templates, () => {}),
    part,
  );
  return new Map(made.map(({ path, text }) => [path, text]));
}
