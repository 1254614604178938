/** Which thing each name of the manifest is claimed for. */
import type { KeptNames, Pointer, ResolvedConfig, Survey } from "../../contract/index.js";
import { isObject } from "../../lib/pointer.js";
import { namesIn, placeIn } from "./call.js";
import { refOf } from "./components.js";
import type { KnownOperation } from "./known.js";
import type { Places } from "./places.js";
import { things, type VariantKind } from "./things.js";

/** A name, and the thing that it belongs to. */
export interface Claim {
  readonly name: string;
  /** The document calls the thing as before, whatever would be derived from that now. */
  readonly stays: boolean;
}

interface Found {
  readonly survey: Survey;
  readonly config: ResolvedConfig;
  readonly places: Places;
  readonly operations: ReadonlyMap<Pointer, KnownOperation>;
  readonly groups: ReadonlySet<string>;
  readonly pointers: ReadonlyMap<string, Pointer>;
}

/** By thing, its name; and by name of a type, a class or an alias, the thing that it is held for. */
export function claimAll(
  kept: KeptNames,
  { survey, config, places, operations, groups, pointers }: Found,
): Claimed {
  const claimed: Claimed = { claims: new Map(), held: new Map() };
  claimClient(kept, config, claimed);
  claimTypes(kept, places, survey, claimed);
  for (const [pointer, operation] of operations) claimCall(pointer, operation, claimed);
  claimGroups(kept, groups, claimed);
  claimErrors(kept, pointers, places, claimed);
  const { held } = claimed;
  for (const [alias, [to]] of Object.entries(kept.aliases)) {
    const thing = held.get(to);
    if (thing !== undefined && !held.has(alias)) held.set(alias, thing);
  }
  return claimed;
}

interface Claimed {
  readonly claims: Map<string, Claim>;
  readonly held: Map<string, string>;
}

function claimClient(
  { client }: KeptNames,
  config: ResolvedConfig,
  { claims, held }: Claimed,
): void {
  // A name that the configuration asks for is no rename of the document's.
  if (client === null || config.client.name !== null) return;
  claims.set(things.client, { name: client.className, stays: true });
  held.set(client.className, things.client);
}

function claimTypes(
  { types }: KeptNames,
  places: Places,
  { document }: Survey,
  { claims, held }: Claimed,
): void {
  for (const [name, type] of Object.entries(types)) {
    const pointer = places.ofType(name);
    if (pointer === null) continue;
    const [place] = typeof type === "string" ? [type] : type;
    const kind = variantIn(place);
    const thing = kind === null ? things.type(pointer) : things.variant(pointer, kind);
    const value = document.at(pointer);
    // What is a reference now has the name of what it refers to, and an alias for this one.
    const isReference = isObject(value) && refOf(value) !== null;
    if (!isReference && !claims.has(thing)) claims.set(thing, { name, stays: false });
    held.set(name, thing);
  }
}

/** `Pet input` -> `input`. */
export function variantIn(place: string): VariantKind | null {
  const [, kind] = /^[^/ ]+ (input|base|baseInput)$/.exec(place) ?? [];
  return kind === "input" || kind === "base" || kind === "baseInput" ? kind : null;
}

function claimCall(
  pointer: Pointer,
  { entry, sameId }: KnownOperation,
  { claims, held }: Claimed,
): void {
  const own = namesIn(entry);
  claims.set(things.function(pointer), { name: own.function, stays: sameId });
  for (const { group, method } of [entry.call, ...(entry.also ?? [])].map(placeIn))
    claims.set(things.method(pointer, group), { name: method, stays: sameId });
  for (const names of [own, ...(entry.former ?? []).map(namesIn)]) {
    const types = [
      ["request", names.requestType],
      ["response", names.responseType],
      ["error", names.errorType],
    ] as const;
    for (const [type, name] of types) {
      if (name === null) continue;
      const thing = things.call(pointer, type);
      if (names === own) claims.set(thing, { name, stays: false });
      // A response that stands inline is among the types as well.
      if (names === own || !held.has(name)) held.set(name, thing);
    }
  }
}

/** A class that is called after a status is called so for as long as it is thrown for that. */
function claimErrors(
  { errors }: KeptNames,
  operations: ReadonlyMap<string, Pointer>,
  places: Places,
  { claims, held }: Claimed,
): void {
  for (const [name, error] of Object.entries(errors)) {
    const isComponent = typeof error === "string";
    const isThere = isComponent ? places.of(error) !== null : operations.has(error[2]);
    if (!isThere) continue;
    claims.set(things.error(name), { name, stays: !isComponent && isStatus(error[0]) });
    held.set(name, things.error(name));
  }
}

export function isStatus(key: string): boolean {
  return /^([1-5](\d\d|XX)|default)$/i.test(key);
}

/** Property paths of the groups that operations are in, with those around them. */
export function groupsOf(operations: Iterable<KnownOperation>): Set<string> {
  const groups = new Set<string>();
  for (const { entry } of operations) {
    const { call, also = [], former = [] } = entry;
    for (const each of [call, ...also, ...former.map((old) => old.call)]) {
      const { group } = placeIn(each);
      for (let depth = 1; depth <= group.length; depth++)
        groups.add(group.slice(0, depth).join("."));
    }
  }
  return groups;
}

function claimGroups(
  { groups: kept }: KeptNames,
  groups: ReadonlySet<string>,
  { claims, held }: Claimed,
): void {
  for (const path of groups) {
    const group = kept[path];
    if (group === undefined) continue;
    claims.set(things.group(path), { name: path.split(".").at(-1) ?? "", stays: true });
    claims.set(things.groupClass(path), { name: group.className, stays: true });
    held.set(group.className, things.groupClass(path));
  }
}
