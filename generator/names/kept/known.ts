/**
 * What a package's users know, found again in the document: which thing each name of the manifest belongs to now. Made
 * before any name is derived.
 */
import type {
  KeptNames,
  KeptOperation,
  Pointer,
  ResolvedConfig,
  Survey,
  UsingOperation,
} from "../../contract/index.js";
import { mayBreak, versionOf } from "../../lib/version.js";
import { placeIn } from "./call.js";
import { type Claim, claimAll, groupsOf } from "./claims.js";
import { placesIn, type MatchedOperation, type Places } from "./places.js";
import { shapeHash } from "./shape.js";
import { idOf, isCalledAs, operationKey, routeOf, tagsOf } from "./things.js";

export interface KnownNames {
  readonly kept: KeptNames;
  /** Version of the package that is made. */
  readonly version: string;
  /** By thing. */
  readonly claims: ReadonlyMap<string, Claim>;
  /** By pointer: the operations that were there before. */
  readonly operations: ReadonlyMap<Pointer, KnownOperation>;
  /** By key in the manifest: the pointer of the operation. */
  readonly pointers: ReadonlyMap<string, Pointer>;
  /** Property paths of groups that known operations are in, with those around them. */
  readonly groups: ReadonlySet<string>;
  /** By name, in the one space of types, classes and functions: the thing that it is held for. */
  readonly held: ReadonlyMap<string, string>;
  readonly places: Places;
  readonly hashOf: (pointer: Pointer) => string;
  /** Old names are left out, not kept as aliases. */
  readonly dropsAliases: boolean;
}

export interface KnownOperation {
  /** In the manifest. */
  readonly key: string;
  readonly entry: KeptOperation;
  readonly site: UsingOperation;
  /** What names it, and what names its group, are as before. */
  readonly sameId: boolean;
  readonly sameTags: boolean;
}

export function knownNames(survey: Survey, kept: KeptNames, config: ResolvedConfig): KnownNames {
  const { document } = survey;
  const version = versionOf(config.package);
  const current = withoutOutdated(kept, version, config.dropAliases);
  const hashes = new Map<Pointer, string>();
  const hashOf = (pointer: Pointer): string => {
    const hash = hashes.get(pointer) ?? shapeHash(document.at(pointer));
    hashes.set(pointer, hash);
    return hash;
  };
  const sites = survey.operations.filter(({ kind }) => kind === "operation");
  const matched = matchOperations(current, sites, document.root);
  const operations = new Map(
    matched.flatMap(({ key, site }): (readonly [Pointer, KnownOperation])[] => {
      const entry = current.operations[key];
      if (entry === undefined) return [];
      const sameId = (entry.id ?? entry.function) === idOf(site, document.root);
      const tags = tagsOf(site);
      const { group } = placeIn(entry.call);
      const sameTags = entry.tags === undefined ? isCalledAs(tags, group) : entry.tags === tags;
      return [[site.pointer, { key, entry, site, sameId, sameTags }]];
    }),
  );
  const places = placesIn(current, document, matched, hashOf);
  const groups = groupsOf(operations.values());
  const pointers = new Map(matched.map(({ key, site }) => [key, site.pointer]));
  const { claims, held } = claimAll(current, {
    survey,
    config,
    places,
    operations,
    groups,
    pointers,
  });
  return {
    kept: current,
    version,
    claims,
    operations,
    groups,
    held,
    places,
    pointers,
    hashOf,
    dropsAliases: config.dropAliases,
  };
}

/** Without the aliases that this version need not have any more. */
function withoutOutdated(kept: KeptNames, version: string, dropsAliases: boolean): KeptNames {
  const isCurrent = (since: string): boolean => !dropsAliases && !mayBreak(version, since);
  const aliases = Object.entries(kept.aliases).filter(([, [, since]]) => isCurrent(since));
  const operations = Object.entries(kept.operations).map(([key, entry]) => {
    const { former = [], formerParameters = {} } = entry;
    const parameters = Object.entries(formerParameters);
    return [
      key,
      {
        ...entry,
        former: former.filter(({ since }) => isCurrent(since)),
        formerParameters: Object.fromEntries(
          parameters.filter(([, [, since]]) => isCurrent(since)),
        ),
      },
    ] as const;
  });
  return {
    ...kept,
    aliases: Object.fromEntries(aliases),
    operations: Object.fromEntries(operations),
  };
}

/** By method and path, whatever its parameters are called; then by its id, which goes along when the path changes. */
function matchOperations(
  kept: KeptNames,
  sites: readonly UsingOperation[],
  root: Survey["document"]["root"],
): readonly MatchedOperation[] {
  const left = new Set(Object.keys(kept.operations));
  const open = new Set(sites);
  const matched: MatchedOperation[] = [];
  const match = (
    keyOfKept: (key: string) => string | null,
    keyOfSite: (site: UsingOperation) => string | null,
  ): void => {
    const byKey = unique([...left], keyOfKept);
    for (const [wanted, site] of unique([...open], keyOfSite)) {
      const key = byKey.get(wanted);
      if (key === undefined) continue;
      matched.push({ key, site });
      left.delete(key);
      open.delete(site);
    }
  };
  match((key) => key, operationKey);
  match(routeOf, (site) => routeOf(operationKey(site)));
  match(
    (key) => {
      const entry = kept.operations[key];
      return entry?.id ?? entry?.function ?? null;
    },
    (site) => idOf(site, root),
  );
  return matched;
}

function unique<T>(values: readonly T[], keyOf: (value: T) => string | null): Map<string, T> {
  const found = new Map<string, T>();
  const twice = new Set<string>();
  for (const value of values) {
    const key = keyOf(value);
    if (key === null || key === "") continue;
    if (found.has(key)) twice.add(key);
    found.set(key, value);
  }
  for (const key of twice) found.delete(key);
  return found;
}
