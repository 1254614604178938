/** What is said of a place beside its type: constraints, and words. */
import type { Constraints } from "../contract/index.js";
import { constraintChange } from "./constraints.js";
import type { Comparing } from "./leaf.js";
import { symbolOf, type Place } from "./place.js";

export function reportConstraints(
  old: Constraints | null,
  next: Constraints | null,
  place: Place,
  { walk, direction, owner }: Comparing,
): void {
  const change = constraintChange(old, next);
  if (change === null) return;
  const narrows = direction === "request" && change.narrows;
  walk.report(owner, place, {
    kind: `${direction}-constraints-changed`,
    source: "same",
    runtime: "same",
    wire: narrows ? "breaking" : "same",
    old: place.old,
    new: place.new,
    symbols: [symbolOf(place)],
    before: change.before,
    after: change.after,
    message: `Values of \`${symbolOf(place)}\` are restricted in another way.`,
    migration: narrows ? "Check the values that you send." : null,
    probe: null,
  });
}

export function reportDocs(
  before: string | null,
  after: string | null,
  place: Place,
  { walk, owner }: Pick<Comparing, "walk" | "owner">,
): void {
  walk.report(owner, place, {
    kind: "docs-changed",
    source: "same",
    runtime: "same",
    wire: "same",
    old: place.old,
    new: place.new,
    symbols: [symbolOf(place)],
    before,
    after,
    message: `\`${symbolOf(place)}\` is described in other words.`,
    migration: null,
    probe: null,
  });
}
