/** Two types at the same place, taken apart until what differs is found. */
import type { Type, TypeSurface } from "../contract/index.js";
import { keyOf, namesIn } from "../lib/type.js";
import { reportConstraints, reportDocs } from "./annotations.js";
import { compareObjects } from "./objects.js";
import { unnoticed } from "./operation.js";
import { inside, type Place } from "./place.js";
import { alternativesOf, isDeclared, objectIn, structureOf } from "./structure.js";
import { compareUnions } from "./unions.js";
import { type Comparing, reportType } from "./leaf.js";
import { at, type Owner, type Pair, pairsOf } from "./walk.js";

export function compareTypes(pair: Pair, place: Place, comparing: Comparing): void {
  const { walk } = comparing;
  const { old: oldSurface, new: newSurface } = walk.sides;
  if (isDeclared(pair.old, oldSurface) && isDeclared(pair.new, newSurface)) {
    compareNamed(pair, place, comparing);
    return;
  }
  if (keyOf(pair.old) === keyOf(pair.new) && namesIn(pair.old).size === 0) {
    compareObjectDocs(pair, place, comparing);
    return;
  }
  const [before, after] = [
    alternativesOf(pair.old, oldSurface),
    alternativesOf(pair.new, newSurface),
  ];
  if (before.length > 1 || after.length > 1) {
    compareUnions(pair, { old: before, new: after }, place, comparing);
    return;
  }
  const [oldObject, newObject] = [objectIn(pair.old, oldSurface), objectIn(pair.new, newSurface)];
  if (oldObject !== null && newObject !== null) {
    compareObjects({ old: oldObject, new: newObject }, place, comparing);
    return;
  }
  const [old, next] = [structureOf(pair.old, oldSurface), structureOf(pair.new, newSurface)];
  if (!compareParts({ old, new: next }, place, comparing)) reportType(pair, place, comparing);
}

function compareObjectDocs(pair: Pair, place: Place, comparing: Comparing): void {
  if (pair.old.kind === "object" && pair.new.kind === "object")
    compareObjects({ old: pair.old, new: pair.new }, place, comparing);
}

const WITHOUT_POINTERS = { steps: [], old: null, new: null };

/** Each pair of names once; under its own name, which a user knows it by. */
function compareNamed(pair: Pair, place: Place, comparing: Comparing): void {
  const { walk, direction } = comparing;
  if (pair.old.kind !== "name" || pair.new.kind !== "name") return;
  const [oldName, newName] = [pair.old.name, pair.new.name];
  const owner = pairsOf(oldName, newName)[direction];
  if (!walk.enters(owner, comparing.owner, { old: oldName, new: newName }, place)) return;
  if (oldName === newName && walk.unchanged.hasType(oldName)) return;
  const [old, next] = [walk.sides.old.types.get(oldName), walk.sides.new.types.get(newName)];
  if (old === undefined || next === undefined) return;
  // Another name at the same place: what a user sees there is the place, not the name.
  const isSame = oldName === newName || !walk.sides.new.types.has(oldName);
  if (isSame) reportDeclaration({ old, new: next }, comparing, owner);
  const known = walk.found.length;
  const root: Place = isSame ? { ...WITHOUT_POINTERS, root: oldName } : place;
  comparing.compare(
    { old: structureOf(pair.old, walk.sides.old), new: structureOf(pair.new, walk.sides.new) },
    { ...root, old: old.pointer, new: next.pointer },
    { ...comparing, owner: isSame ? owner : comparing.owner },
  );
  if (isSame && walk.found.length === known)
    reportWording({ old, new: next }, { ...comparing, owner });
}

/** What is the same for users is written in another way: what an interface extended stands in it now. */
function reportWording(
  { old, new: next }: Declarations,
  { walk, direction, owner }: Comparing,
): void {
  const wording = ({ type, heritage }: TypeSurface): string => `${heritage.join()} ${keyOf(type)}`;
  const isRenamed = !walk.sides.new.types.has(old.name) || !sameNames(old.type, next.type);
  if (wording(old) === wording(next) || isRenamed) return;
  const place: Place = { root: old.name, steps: [], old: old.pointer, new: next.pointer };
  walk.report(owner, place, {
    ...unnoticed,
    kind: `${direction}-type-changed`,
    ...at(place, { old: old.type, new: next.type }),
    message: `\`${old.name}\` is written in another way.`,
  });
}

function sameNames(old: Type, next: Type): boolean {
  return [...namesIn(old)].sort().join() === [...namesIn(next)].sort().join();
}

interface Declarations {
  readonly old: TypeSurface;
  readonly new: TypeSurface;
}

/** What is said of the type as a whole. */
function reportDeclaration(
  { old, new: next }: Declarations,
  comparing: Comparing,
  owner: Owner,
): void {
  const place: Place = { root: old.name, steps: [], old: old.pointer, new: next.pointer };
  reportConstraints(old.constraints, next.constraints, place, { ...comparing, owner });
  if (old.doc !== next.doc && JSON.stringify(old.constraints) === JSON.stringify(next.constraints))
    reportDocs(old.doc, next.doc, place, { ...comparing, owner });
}

/** True where both are lists, or the like, and only their parts have to be compared. */
function compareParts(pair: Pair, place: Place, comparing: Comparing): boolean {
  const { old, new: next } = pair;
  const item = (index: number | null): Place => inside(place, { kind: "item", index });
  if (old.kind === "array" && next.kind === "array") {
    comparing.compare({ old: old.items, new: next.items }, item(null), comparing);
    return true;
  }
  if (
    old.kind === "tuple" &&
    next.kind === "tuple" &&
    old.items.length === next.items.length &&
    old.required === next.required &&
    (old.rest === null) === (next.rest === null)
  ) {
    old.items.forEach((each, index) =>
      comparing.compare({ old: each, new: next.items[index] ?? each }, item(index), comparing),
    );
    if (old.rest !== null && next.rest !== null)
      comparing.compare({ old: old.rest, new: next.rest }, item(old.items.length), comparing);
    return true;
  }
  return keyOf(old) === keyOf(next);
}
