/** What the comparison of types is handed on with, and the difference that cannot be taken apart any further. */
import type { Difference, Direction } from "../contract/index.js";
import { symbolOf, type Place } from "./place.js";
import { at, sourceOf, type Owner, type Pair, type Walk } from "./walk.js";

export interface Comparing {
  readonly walk: Walk;
  readonly direction: Direction;
  readonly owner: Owner;
  /** Compares what is inside of a type. */
  readonly compare: (pair: Pair, place: Place, comparing: Comparing) => void;
}

/** One type became another. */
export function reportType(pair: Pair, place: Place, { walk, direction, owner }: Comparing): void {
  const forth = walk.oldFitsNew(pair.old, pair.new);
  const back = walk.newFitsOld(pair.new, pair.old);
  const isRequest = direction === "request";
  const breaks = isRequest ? !forth : !back;
  const symbol = symbolOf(place);
  const difference: Difference = {
    kind: `${direction}-type-changed`,
    ...sourceOf(
      breaks,
      isRequest ? !back : !forth,
      isRequest
        ? { kind: "pass", place, given: pair.old }
        : { kind: "read", place, wanted: pair.old },
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
