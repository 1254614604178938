/** What the comparison of types is handed on with, and the difference that cannot be taken apart any further. */
import type { Difference, Direction, Probe, Property, Surface, Type } from "../contract/index.js";
import { UNDEFINED, unionOf } from "../lib/type.js";
import { symbolOf, type Place } from "./place.js";
import { objectIn, structureOf } from "./structure.js";
import { at, sourceOf, type Owner, type Pair, type Walk } from "./walk.js";

export type Compare = Comparing["compare"];

export interface Comparing {
  readonly walk: Walk;
  readonly direction: Direction;
  readonly owner: Owner;
  /** Compares what is inside of a type. */
  readonly compare: (pair: Pair, place: Place, comparing: Comparing) => void;
}

/** One type became another. */
export function reportType(pair: Pair, place: Place, { walk, direction, owner }: Comparing): void {
  const isRequest = direction === "request";
  const forth = walk.oldFitsNew(pair.old, pair.new, isRequest);
  const back = walk.newFitsOld(pair.new, pair.old, isRequest);
  const breaks = isRequest ? !forth : !back;
  const symbol = symbolOf(place);
  const difference: Difference = {
    kind: `${direction}-type-changed`,
    ...sourceOf(
      breaks,
      isRequest ? !back : !forth,
      isRequest
        ? { kind: "pass", place, given: spelledOut(pair.old, walk.sides.old) }
        : readingOf(pair.old, place, walk),
    ),
    runtime: breaks ? "breaking" : "same",
    wire: isRequest && breaks ? "breaking" : "same",
    ...at(place, pair),
    message: isRequest ? `\`${symbol}\` takes another type.` : `\`${symbol}\` has another type.`,
    migration: breaks
      ? isRequest
        ? `Pass \`${symbol}\` as the new type.`
        : `Read \`${symbol}\` as the new type.`
      : null,
  };
  walk.report(owner, place, difference);
}

/** What the old type lets users do with a value, as the new package may have another type of the same name. */
function readingOf(old: Type, place: Place, { sides }: Walk): Probe {
  const object = objectIn(old, sides.old);
  const property = object?.properties.find(({ required }) => required) ?? object?.properties[0];
  if (property === undefined) return { kind: "read", place, wanted: spelledOut(old, sides.old) };
  return { kind: "access", place, property: property.name, wanted: typeToRead(property) };
}

/** The type behind a name, as an object where it is one. */
export function spelledOut(type: Type, surface: Surface): Type {
  return objectIn(type, surface) ?? structureOf(type, surface);
}

/** What reading an optional property gives. */
export function typeToRead({ type, required }: Property): Type {
  return required ? type : unionOf([type, UNDEFINED]);
}
