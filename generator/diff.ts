/** The line of `specwright diff`: two documents become two surfaces, what differs is judged by who uses the package. */
import type {
  Bump,
  Change,
  Difference,
  Comparison,
  PlannedFile,
  ResolvedConfig,
} from "./contract/index.js";
import { describe, type Description } from "./generate.js";
import type { JudgedSide, OpenSources } from "./judge/index.js";
import type { TypeChecker } from "./lib/compiler.js";

export interface DiffSide {
  readonly config: ResolvedConfig;
  /** As a person names it. */
  readonly source: string;
}

export interface DiffOptions {
  /** Which verdict the bump follows. Default: `source`, whether a user's code still compiles. */
  readonly bumpOn?: "source" | "runtime" | "wire";
  /** Shared by several comparisons, it parses what they have in common once. */
  readonly checker?: TypeChecker;
}

export interface DiffResult extends Comparison {
  readonly old: Description;
  readonly new: Description;
}

/**
 * Compares the packages that two documents make.
 *
 * @throws {SpecwrightError} where a document cannot be worked with.
 */
export async function diff(
  old: DiffSide,
  next: DiffSide,
  options: DiffOptions = {},
): Promise<DiffResult> {
  const before = { description: await describe(old.config), source: old.source };
  const after = { description: await describe(next.config), source: next.source };
  const comparison = await diffDescriptions(before, after, options);
  return { ...comparison, old: before.description, new: after.description };
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
  const { surface } = await import("./surface/index.js");
  const { compare } = await import("./compare/index.js");
  const { judge } = await import("./judge/index.js");
  const sideOf = ({ description, source }: DescribedSide): JudgedSide => {
    return {
      surface: surface(description.model, description.plan, source),
      open: openSources(description),
    };
  };
  const sides = { old: sideOf(old), new: sideOf(next) };
  const seen = compare(sides.old.surface, sides.new.surface);
  const differences = seen.length > 0 ? seen : await unseen(old.description, next.description);
  const changes = await judge(differences, sides, {
    bumpOn: options.bumpOn ?? "source",
    checker: options.checker ?? null,
  });
  return { bump: highest(changes), changes };
}

/** What no type shows, and no description: an example, or how a body that may be missing is sent. Files are compared as they are. */
async function unseen(old: Description, next: Description): Promise<readonly Difference[]> {
  if (JSON.stringify(old.document.root) === JSON.stringify(next.document.root)) return [];
  const { render } = await import("./render/index.js");
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

/**
 * The sources of a package as they are asked for. Most differences are shown by the declarations of types and by one or
 * two operations, so that a large package need not be made whole; who asks for the client gets all that it leads to.
 */
export function openSources({ plan, templates, model }: Description): OpenSources {
  const modules = new Map([...plan.symbols].map(([name, { path }]) => [name, path]));
  return async (names, extra) => {
    const asked = new Set([...extra, ...[...names].flatMap((name) => modules.get(name) ?? [])]);
    const isWhole = asked.has(modules.get(model.client.className) ?? "");
    const isNeeded = ({ path }: PlannedFile): boolean =>
      path.startsWith("src/") &&
      (isWhole || asked.has(path) || !/^src\/(operations|resources)\//.test(path));
    const { render } = await import("./render/index.js");
    const { assemble } = await import("./assemble/index.js");
    const part = { ...plan, files: plan.files.filter(isNeeded) };
    const made = await assemble(
      render(part, templates, () => {}),
      part,
    );
    return { files: new Map(made.map(({ path, text }) => [path, text])), modules };
  };
}
