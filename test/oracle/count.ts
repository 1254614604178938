/** How many values both sides agree on, and for which reasons they do not. */
import type { Judged } from "./judge.js";
import { reasons, type Reason } from "./reasons.js";

export interface Tally {
  /** Values that both accept. */
  readonly accepted: number;
  /** Values that both refuse. */
  readonly refused: number;
  readonly known: ReadonlyMap<Reason, number>;
  /** Differences without a reason. */
  readonly differing: readonly Judged[];
}

export function tally(judged: readonly Judged[]): Tally {
  const known = new Map<Reason, number>();
  const differing: Judged[] = [];
  const different = judged.filter(({ verdict }) => verdict === "ours" || verdict === "theirs");
  const bases = new Map(
    different.filter(({ change }) => change === "none").map((each) => [keyOf(each), each]),
  );
  for (const each of different) {
    // A value that both sides take differently as it was described says nothing about a change of it.
    const base = bases.get(keyOf(each)) ?? each;
    const reason = reasonOf(each) ?? reasonOf(base);
    if (reason === undefined) differing.push(each);
    else known.set(reason, (known.get(reason) ?? 0) + 1);
  }
  return {
    accepted: judged.filter(({ verdict }) => verdict === "both").length,
    refused: judged.filter(({ verdict }) => verdict === "neither").length,
    known,
    differing,
  };
}

function reasonOf(judged: Judged): Reason | undefined {
  return reasons.find(({ applies }) => applies(judged));
}

function keyOf({ pointer, direction, verdict, base }: Judged): string {
  return [pointer, direction, verdict, base].join("\n");
}

/** `only ours accepts Pet without tags/0: {"tags":[]}`. */
export function lineOf({ verdict, type, pointer, change, path, value }: Judged): string {
  const changed = change === "none" ? "as described" : `${change} at /${path.join("/")}`;
  const text = JSON.stringify(value);
  return `only ${verdict} accepts ${type} (${pointer}), ${changed}: ${text.length > 300 ? `${text.slice(0, 300)}...` : text}`;
}
