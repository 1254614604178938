/** A walk over all types that calls take or give, each pair of names once for each direction. */
import type { Difference, Direction, Probe, Surface, Type } from "../contract/index.js";
import { printType } from "../lib/print-type.js";
import { fits } from "./assignable.js";
import { callsOf } from "./operation.js";
import { type Unchanged, unchangedIn } from "./unchanged.js";
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

/** What a pair of names is called, in each direction. */
export function pairsOf(old: string, next: string): Readonly<Record<Direction, Owner>> {
  return { request: `request ${old} ${next}`, response: `response ${old} ${next}` };
}

export class Walk {
  readonly found: Found[] = [];
  /** From an owner to the pairs of names in it. */
  readonly #uses = new Map<Owner, Set<Owner>>();
  readonly #entered = new Set<Owner>();
  readonly #successors = new Map<string, string>();
  readonly #entrances = new Map<Owner, Entrance>();

  #settled: ReadonlySet<Owner> = new Set();

  /** Everything that can be called on the new client: `client.rerank.rerank`. */
  readonly newCalls: ReadonlySet<string>;

  readonly unchanged: Unchanged;

  constructor(readonly sides: Sides) {
    this.unchanged = unchangedIn(sides);
    this.newCalls = new Set(sides.new.operations.flatMap(callsOf));
  }

  /** True the first time that this pair of names is reached; `place` is where, in a type of `from`. */
  enters(
    owner: Owner,
    from: Owner,
    { old, new: next }: { readonly old: string; readonly new: string },
    place: Place | null,
  ): boolean {
    if (old !== next && !this.#successors.has(old)) this.#successors.set(old, next);
    if (place !== null && !this.#entrances.has(owner))
      this.#entrances.set(owner, { from, root: place.root, path: pathOf(place) });
    const uses = this.#uses.get(from) ?? new Set();
    this.#uses.set(from, uses.add(owner));
    if (this.#entered.has(owner) || this.#isSettled(old, next)) return false;
    this.#entered.add(owner);
    return true;
  }

  /**
   * From here on, a pair of names that was reached is not entered again, in neither direction: which way its values go is known, and
   * what no call reaches says nothing else of it.
   */
  settle(): void {
    this.#settled = new Set(this.#entered);
  }

  #isSettled(old: string, next: string): boolean {
    const { request, response } = pairsOf(old, next);
    return this.#settled.has(request) || this.#settled.has(response);
  }

  /** True where the pair of names was reached, in any direction. */
  hasEntered(old: string, next: string): boolean {
    const { request, response } = pairsOf(old, next);
    return this.#entered.has(request) || this.#entered.has(response);
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

  /** From the argument or the result of a call to a place in a type: `CreateThingRequest.size.height`; `null` where no call leads there. */
  wayTo(owner: Owner, path: string): string | null {
    let [root, from, way]: [string | null, Owner, string] = [null, owner, path];
    const passed = new Set<Owner>();
    for (
      let entrance = this.#entrances.get(from);
      entrance !== undefined && !passed.has(from);
      entrance = this.#entrances.get(from)
    ) {
      passed.add(from);
      way = entrance.path + way;
      root = entrance.root;
      from = entrance.from;
    }
    return root === null ? null : root + way;
  }

  report(owner: Owner, place: Place | null, difference: Difference): void {
    this.found.push({ difference, owner, path: place === null ? null : pathOf(place) });
  }

  /** Would a value of the old type do where the new one is wanted? */
  oldFitsNew(old: Type, wanted: Type, isWritten = false): boolean {
    const from = { type: old, surface: this.sides.old, isWritten };
    return fits(from, { type: wanted, surface: this.sides.new });
  }

  newFitsOld(given: Type, old: Type, isWritten = false): boolean {
    const from = { type: given, surface: this.sides.new, isWritten };
    return fits(from, { type: old, surface: this.sides.old });
  }
}

interface Entrance {
  readonly from: Owner;
  readonly root: string;
  readonly path: string;
}

function pathOf(place: Place): string {
  return symbolOf(place).slice(place.root.length);
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
