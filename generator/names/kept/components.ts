/** Which component schema of the document is which of the manifest's. */
import type { JsonObject, KeptNames, LoadedDocument, Pointer } from "../../contract/index.js";
import { child, isObject, pointerOfRef } from "../../lib/pointer.js";
import { componentsOf } from "../components.js";

export interface KeptComponent {
  readonly pointer: Pointer;
  readonly shape: string;
  /** A place that refers to it, as the manifest has it. */
  readonly use: string | null;
}

const COMPONENT = /^\/components\/schemas\/[^/]+$/;

export function keptComponents({ types }: Pick<KeptNames, "types">): readonly KeptComponent[] {
  return Object.values(types).flatMap((type) => {
    const [pointer, shape = "", use = null] = typeof type === "string" ? [type] : type;
    return COMPONENT.test(pointer) ? [{ pointer, shape, use }] : [];
  });
}

export interface ComponentLookup {
  readonly document: Pick<LoadedDocument, "at" | "root">;
  readonly hashOf: (pointer: Pointer) => string;
  /** Where a place of the manifest is now, as far as components are known. */
  readonly placed: (place: string, known: ReadonlyMap<Pointer, Pointer>) => Pointer | null;
}

/**
 * By pointer in the manifest, the pointer now. A component is where it was; one that is gone is the new one of the same
 * shape, or else the one that its place refers to now. Two that have each other's shape and places have swapped their
 * names.
 */
export function matchComponents(
  kept: readonly KeptComponent[],
  lookup: ComponentLookup,
): ReadonlyMap<Pointer, Pointer> {
  const schemas = Object.keys(componentsOf(lookup.document.root, "schemas"));
  const now = new Set(schemas.map((key) => child("/components/schemas", key)));
  const before = new Set(kept.map(({ pointer }) => pointer));
  const matched = new Map<Pointer, Pointer>();
  for (const { pointer } of kept) if (now.has(pointer)) matched.set(pointer, pointer);
  for (const [one, other] of swaps(kept, matched, lookup)) {
    matched.set(one, other);
    matched.set(other, one);
  }
  const gone = kept.filter(({ pointer }) => !now.has(pointer));
  const come = new Set([...now].filter((pointer) => !before.has(pointer)));
  if (gone.length === 0 || come.size === 0) return matched;
  matchShapes(gone, come, matched, lookup);
  matchUses(gone, come, matched, lookup);
  return matched;
}

function matchShapes(
  gone: readonly KeptComponent[],
  come: Set<Pointer>,
  matched: Map<Pointer, Pointer>,
  { hashOf }: ComponentLookup,
): void {
  const before = unique(gone.map(({ shape, pointer }) => [shape, pointer]));
  const now = unique([...come].map((pointer) => [hashOf(pointer), pointer]));
  for (const [shape, pointer] of before) {
    const target = shape === "" ? undefined : now.get(shape);
    if (target === undefined) continue;
    matched.set(pointer, target);
    come.delete(target);
  }
}

/** What refers to a component may stand in another that is found only now: until there is nothing more to find. */
function matchUses(
  gone: readonly KeptComponent[],
  come: Set<Pointer>,
  matched: Map<Pointer, Pointer>,
  lookup: ComponentLookup,
): void {
  let found: boolean;
  do {
    found = false;
    for (const { pointer, use } of gone) {
      const target = matched.has(pointer) || use === null ? null : targetAt(use, matched, lookup);
      if (target === null || !come.has(target)) continue;
      matched.set(pointer, target);
      come.delete(target);
      found = true;
    }
  } while (found);
}

/** Few are looked at closer: those whose place refers to another one that was there before. */
function swaps(
  kept: readonly KeptComponent[],
  matched: ReadonlyMap<Pointer, Pointer>,
  lookup: ComponentLookup,
): readonly (readonly [Pointer, Pointer])[] {
  const targets = new Map(
    kept.flatMap(({ pointer, use }) => {
      const target = use === null || !matched.has(pointer) ? null : targetAt(use, matched, lookup);
      return target === null || target === pointer ? [] : [[pointer, target] as const];
    }),
  );
  const shapes = new Map(kept.map(({ pointer, shape }) => [pointer, shape]));
  const becomes = (one: Pointer, other: Pointer): boolean =>
    targets.get(one) === other &&
    shapes.get(one) !== "" &&
    shapes.get(one) !== shapes.get(other) &&
    lookup.hashOf(other) === shapes.get(one);
  return [...targets].filter(
    ([one, other]) => one < other && becomes(one, other) && becomes(other, one),
  );
}

function targetAt(
  use: string,
  matched: ReadonlyMap<Pointer, Pointer>,
  { document, placed }: ComponentLookup,
): Pointer | null {
  const pointer = placed(use, matched);
  const value: unknown = pointer === null ? undefined : document.at(pointer);
  return isObject(value) ? refOf(value) : null;
}

export function refOf(value: JsonObject): Pointer | null {
  const ref = value["$ref"];
  return typeof ref === "string" ? pointerOfRef(ref) : null;
}

/** Without the keys that come twice. */
function unique<T>(entries: readonly (readonly [string, T])[]): ReadonlyMap<string, T> {
  const found = new Map<string, T>();
  const twice = new Set<string>();
  for (const [key, value] of entries) {
    if (found.has(key)) twice.add(key);
    found.set(key, value);
  }
  for (const key of twice) found.delete(key);
  return found;
}
