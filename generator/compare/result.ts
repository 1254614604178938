/** What a call gives: a value, a stream or a list in pages, and headers beside it. */
import type { OperationSurface, Type } from "../contract/index.js";
import { named } from "../lib/type.js";
import type { Compare, Comparing } from "./leaf.js";
import { callText, type OperationPair, ownerOf, type ReportOperation } from "./operation.js";
import { inside, type Place } from "./place.js";
import type { Walk } from "./walk.js";

export function compareResult(
  { old, new: next }: OperationPair,
  walk: Walk,
  compare: Compare,
  report: ReportOperation,
): void {
  const owner = ownerOf(old);
  const comparing: Comparing = { walk, direction: "response", owner, compare };
  const place = resultPlace(old, next);
  const known = walk.found.length;
  const [before, after] = [old.result, next.result];
  const valueOf = (result: OperationSurface["result"]): Type =>
    result.kind === "stream" ? named("Stream", result.item) : result.type;
  if (before.kind !== after.kind) {
    report({
      kind: "result-kind-changed",
      source: "breaking",
      runtime: "breaking",
      wire: "same",
      before: resultText[before.kind],
      after: resultText[after.kind],
      message: `\`${callText(old)}\` gives ${resultText[after.kind]} instead of ${resultText[before.kind]}.`,
      migration: after.kind === "value" ? "Await the value." : "Loop over it with `for await`.",
      probe:
        before.kind === "value"
          ? { kind: "await", call: old.call, wanted: before.type }
          : { kind: "loop", call: old.call, stream: before.kind === "stream" },
    });
  } else if (before.kind === "stream" && after.kind === "stream")
    compare({ old: before.item, new: after.item }, inside(place, { kind: "streamed" }), comparing);
  else compare({ old: valueOf(before), new: valueOf(after) }, place, comparing);
  // The same value, of which other parts are the items.
  if (before.kind === "pages" && after.kind === "pages" && walk.found.length === known)
    compare({ old: before.item, new: after.item }, itemPlace(old, next), comparing);
  if (old.streamItem !== null && next.streamItem !== null)
    compare({ old: old.streamItem, new: next.streamItem }, place, comparing);
  compareHeaders({ old, new: next }, comparing);
}

/** A function that gives a value or a stream as it is asked has several types, and what comes in pages is inside of them. */
function resultPlace(old: OperationSurface, next: OperationSurface): Place {
  const { responseType: root, streamItem, function: name, file } = old;
  const result = { function: name, module: `operations/${file}` };
  const place = { root, steps: [], old: old.pointer, new: next.pointer };
  return streamItem === null && old.result.kind !== "pages" ? { ...place, result } : place;
}

/** An item of a page. */
function itemPlace(old: OperationSurface, next: OperationSurface): Place {
  const { responseType: root, function: name, file } = old;
  const steps = [
    { kind: "property", name: "items", optional: false },
    { kind: "item", index: null },
  ] as const;
  const result = { function: name, module: `operations/${file}` };
  return { root, result, steps, old: old.pointer, new: next.pointer };
}

/** Of the response. Their type is called after the argument's. */
function compareHeaders({ old, new: next }: OperationPair, comparing: Comparing): void {
  const root = old.requestType.replace(/(Request)?$/, "Headers");
  const place: Place = { root, steps: [], old: old.pointer, new: next.pointer };
  comparing.compare({ old: old.headers, new: next.headers }, place, comparing);
}

const resultText = { value: "a value", pages: "a list in pages", stream: "a stream" } as const;
