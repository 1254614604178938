/** Two objects: which properties came, went, were renamed, or have to be there now. */
import type { Difference, ObjectType, Probe, Property } from "../contract/index.js";
import { keyOf, membersOf, objectOf, unionOf } from "../lib/type.js";
import { reportConstraints, reportDocs } from "./annotations.js";
import { inside, propertyText, symbolOf, type Place } from "./place.js";
import { type Comparing, typeToRead } from "./leaf.js";
import { renamesOf } from "./renames.js";
import { at, sourceOf } from "./walk.js";

interface Objects {
  readonly old: ObjectType;
  readonly new: ObjectType;
}

export function compareObjects(pair: Objects, place: Place, comparing: Comparing): void {
  const [before, after] = [byName(pair.old), byName(pair.new)];
  const gone = pair.old.properties.filter(({ name }) => !after.has(name));
  const come = pair.new.properties.filter(({ name }) => !before.has(name));
  const renames = renamesOf(gone, come, comparing);
  for (const [old, next] of renames) reportRenamed(pair, { old, new: next }, place, comparing);
  const renamed = new Set([...renames].flat());
  for (const property of gone)
    if (!renamed.has(property)) reportRemoved(pair, property, place, comparing);
  for (const property of come)
    if (!renamed.has(property)) reportAdded(pair, property, place, comparing);
  for (const property of pair.old.properties) {
    const next = after.get(property.name);
    if (next !== undefined) compareProperty(pair, property, next, place, comparing);
  }
  compareRest(pair, place, comparing);
}

function byName({ properties }: ObjectType): ReadonlyMap<string, Property> {
  return new Map(properties.map((property) => [property.name, property]));
}

function propertyPlace(place: Place, old: Property | null, next: Property | null): Place {
  const name = old?.name ?? next?.name ?? "";
  const pointers = { old: old?.pointer ?? place.old, new: next?.pointer ?? place.new };
  return inside(place, { kind: "property", name, optional: old?.required === false }, pointers);
}

function requiredOf({ properties }: ObjectType): readonly string[] {
  return properties.filter(({ required }) => required).map(({ name }) => name);
}

function reportAdded(
  pair: Objects,
  property: Property,
  place: Place,
  { walk, direction, owner }: Comparing,
): void {
  const { name, type, required } = property;
  const where = propertyPlace(place, null, property);
  const symbol = symbolOf(where);
  const breaks = direction === "request" && required;
  const difference: Difference = {
    kind: `${direction}-property-added`,
    ...sourceOf(breaks, true, { kind: "construct", place, properties: requiredOf(pair.old) }),
    runtime: breaks ? "breaking" : "same",
    wire: breaks ? "breaking" : "same",
    ...at(where, { old: null, new: type }),
    message: breaks
      ? `\`${symbol}\` is new and required.`
      : direction === "request"
        ? `\`${symbol}\` can be given.`
        : `\`${symbol}\` is new.`,
    migration: breaks ? `Give \`${name}\` in every call.` : null,
  };
  walk.report(owner, where, difference);
}

function reportRemoved(
  pair: Objects,
  property: Property,
  place: Place,
  { walk, direction, owner }: Comparing,
): void {
  const { name, type } = property;
  const where = propertyPlace(place, property, null);
  const symbol = symbolOf(where);
  const isRequest = direction === "request";
  // What stands under a key that has no property of its own.
  const { rest } = pair.new;
  const breaks =
    rest === null || (isRequest ? !walk.oldFitsNew(type, rest) : !walk.newFitsOld(rest, type));
  const difference: Difference = {
    kind: `${direction}-property-removed`,
    ...sourceOf(breaks, false, {
      ...(isRequest
        ? { kind: "write", given: type }
        : { kind: "access", wanted: typeToRead(property) }),
      place,
      property: name,
    }),
    runtime: "breaking",
    wire: "same",
    ...at(where, { old: type, new: null }),
    message: isRequest
      ? `\`${symbol}\` is not taken any more.`
      : `\`${symbol}\` does not come any more.`,
    migration: isRequest ? `Leave \`${name}\` out.` : `Do without \`${name}\`.`,
  };
  walk.report(owner, where, difference);
}

function reportRenamed(
  pair: Objects,
  { old, new: next }: { readonly old: Property; readonly new: Property },
  place: Place,
  { walk, direction, owner }: Comparing,
): void {
  const where = propertyPlace(place, old, next);
  const symbol = symbolOf(where);
  const isRequest = direction === "request";
  const breaks = isRequest ? pair.new.rest === null || next.required : pair.new.rest === null;
  const renamed = symbolOf(propertyPlace(place, null, next));
  const difference: Difference = {
    kind: `${direction}-property-renamed`,
    ...sourceOf(breaks, true, {
      ...(isRequest
        ? { kind: "write", given: old.type }
        : { kind: "access", wanted: typeToRead(old) }),
      place,
      property: old.name,
    }),
    runtime: "breaking",
    wire: isRequest && next.required ? "breaking" : "same",
    ...at(where, { old: old.type, new: next.type }),
    symbols: [symbol, renamed],
    message: `\`${symbol}\` is called \`${next.name}\` now.`,
    migration: `Write \`${propertyText(next.name)}\` instead of \`${propertyText(old.name)}\`.`,
  };
  walk.report(owner, where, difference);
}

function compareProperty(
  pair: Objects,
  old: Property,
  next: Property,
  place: Place,
  comparing: Comparing,
): void {
  const where = propertyPlace(place, old, next);
  if (old.required !== next.required) reportRequired(pair, old, next, place, comparing);
  comparing.compare({ old: valueOf(old), new: valueOf(next) }, where, comparing);
  reportConstraints(old.constraints, next.constraints, where, comparing);
  if (old.doc !== next.doc && keyOf(old.type) === keyOf(next.type) && sameConstraints(old, next))
    reportDocs(old.doc, next.doc, where, comparing);
}

/** What stands in a property that is there: that it may be `undefined` is another way of leaving it out. */
function valueOf({ type, required }: Property): Property["type"] {
  return required ? type : unionOf(membersOf(type).filter(({ kind }) => kind !== "undefined"));
}

function sameConstraints(old: Property, next: Property): boolean {
  return JSON.stringify(old.constraints) === JSON.stringify(next.constraints);
}

function reportRequired(
  pair: Objects,
  old: Property,
  next: Property,
  place: Place,
  { walk, direction, owner }: Comparing,
): void {
  const where = propertyPlace(place, old, next);
  const symbol = symbolOf(where);
  const isRequest = direction === "request";
  const breaks = isRequest ? next.required : !next.required;
  const difference: Difference = {
    kind: `${direction}-property-${next.required ? "required" : "optional"}`,
    ...sourceOf(
      breaks,
      true,
      isRequest
        ? { kind: "construct", place, properties: requiredOf(pair.old) }
        : readingOf(old, place),
    ),
    runtime: breaks ? "breaking" : "same",
    wire: isRequest && breaks ? "breaking" : "same",
    ...at(where, { old: old.type, new: next.type }),
    before: old.required ? "required" : "optional",
    after: next.required ? "required" : "optional",
    message: isRequest
      ? `\`${symbol}\` ${next.required ? "has to be given" : "can be left out"} now.`
      : `\`${symbol}\` ${next.required ? "is always there" : "may be missing"} now.`,
    migration: breaks
      ? isRequest
        ? `Give \`${old.name}\` in every call.`
        : `Handle \`undefined\` where you read \`${old.name}\`.`
      : null,
  };
  walk.report(owner, where, difference);
}

/** What may be anything may be `undefined` as it is: who hands the whole on as something that has it notices. */
function readingOf(property: Property, place: Place): Probe {
  return property.type.kind === "unknown"
    ? { kind: "read", place, wanted: objectOf([property]) }
    : { kind: "access", place, property: property.name, wanted: property.type };
}

/** Keys that no property has. */
function compareRest({ old, new: next }: Objects, place: Place, comparing: Comparing): void {
  const { walk, direction, owner } = comparing;
  const where = inside(place, { kind: "value" });
  if (old.rest !== null && next.rest !== null) {
    comparing.compare({ old: old.rest, new: next.rest }, where, comparing);
    return;
  }
  const rest = old.rest ?? next.rest;
  if (rest === null) return;
  const isRequest = direction === "request";
  const went = next.rest === null;
  const symbol = symbolOf(place);
  const difference: Difference = {
    kind: `${direction}-type-changed`,
    ...sourceOf(
      went,
      true,
      isRequest
        ? { kind: "write", place, property: "anyOtherKey", given: rest }
        : { kind: "access", place, property: "anyOtherKey", wanted: { kind: "unknown" } },
    ),
    runtime: went ? "breaking" : "same",
    wire: "same",
    ...at(where, { old: old.rest, new: next.rest }, symbol),
    message: went
      ? `\`${symbol}\` has no other keys than its properties any more.`
      : `\`${symbol}\` can have other keys than its properties.`,
    migration: went ? "Use the listed properties only." : null,
  };
  walk.report(owner, place, difference);
}
