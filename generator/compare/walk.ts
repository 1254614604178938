/** A walk over all types that calls take or give, each pair of names once for each direction. */
import type { Difference, Probe, Surface, Type } from "../contract/index.js";
import { printType } from "../lib/print-type.js";
import { fits } from "./assignable.js";
import { symbolOf, type Place } from "./place.js";

export interface Sides {
  readonly old: Surface;
  readonly new: Surface;
}

/** A type of each side. */
export interface Pair {
  readonly old: Type;
  readonly new: Type;
}

/** What a difference is found at, to know later which calls it touches: a pair of names, or an operation. */
export type Owner = string;

export interface Found {
  readonly difference: Difference;
  readonly owner: Owner;
  /** Below the owner: `.top_n`; `null` where the difference is not at a type. */
  readonly path: string | null;
}

export class Walk {
  readonly found: Found[] = [];
  /** From an owner to the pairs of names in it. */
  readonly #uses = new Map<Owner, Set<Owner>>();
  readonly #entered = new Set<Owner>();
  readonly #successors = new Map<string, string>();

  constructor(readonly sides: Sides) {}

  /** True the first time that this pair of names is reached. */
  enters(owner: Owner, from: Owner, old: string, next: string): boolean {
    if (old !== next && !this.#successors.has(old)) this.#successors.set(old, next);
    const uses = this.#uses.get(from) ?? new Set();
    this.#uses.set(from, uses.add(owner));
    if (this.#entered.has(owner)) return false;
    this.#entered.add(owner);
    return true;
  }

  hasEntered(owner: Owner): boolean {
    return this.#entered.has(owner);
  }

  /** The name of the new surface's that first stood where this one of the old surface's stood; `null` where that is the same. */
  successorOf(name: string): string | null {
    return this.#successors.get(name) ?? null;
  }

  /** The owner and all that it leads to. */
  reach(owner: Owner): ReadonlySet<Owner> {
    const reached = new Set<Owner>([owner]);
    for (const each of reached) for (const next of this.#uses.get(each) ?? []) reached.add(next);
    return reached;
  }

  report(owner: Owner, place: Place | null, difference: Difference): void {
    const path = place === null ? null : symbolOf(place).slice(place.root.length);
    this.found.push({ difference, owner, path });
  }

  /** Would a value of the old type do where the new one is wanted? */
  oldFitsNew(old: Type, wanted: Type): boolean {
    return fits({ type: old, surface: this.sides.old }, { type: wanted, surface: this.sides.new });
  }

  newFitsOld(given: Type, old: Type): boolean {
    return fits({ type: given, surface: this.sides.new }, { type: old, surface: this.sides.old });
  }
}

/** What every report says of a place. */
export function at(
  place: Place,
  pair: { readonly old: Type | null; readonly new: Type | null },
  symbol: string = symbolOf(place),
): Pick<Difference, "old" | "new" | "symbols" | "before" | "after"> {
  return {
    old: pair.old === null ? null : place.old,
    new: pair.new === null ? null : place.new,
    symbols: [symbol],
    before: pair.old === null ? null : printType(pair.old),
    after: pair.new === null ? null : printType(pair.new),
  };
}

/** `breaking` with its proof, or what it is instead. */
export function sourceOf(
  breaks: boolean,
  adds: boolean,
  probe: Probe,
): Pick<Difference, "source" | "probe"> {
  if (breaks) return { source: "breaking", probe };
  return { source: adds ? "added" : "same", probe: null };
}
