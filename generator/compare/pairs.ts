/** Which operation of the new surface is which of the old one. */
import type { OperationSurface, Surface } from "../contract/index.js";

export interface OperationPairs {
  readonly pairs: readonly { readonly old: OperationSurface; readonly new: OperationSurface }[];
  readonly gone: readonly OperationSurface[];
  readonly come: readonly OperationSurface[];
}

/**
 * By method and path, whatever its parameters are called; then by id; then by what a user calls. A name that both sides have stays with
 * what users call by it, though: where two operations swap their ids, what a user notices is that each call goes elsewhere.
 */
export function pairOperations(old: Surface, next: Surface): OperationPairs {
  const left = new Set(old.operations);
  const right = new Set(next.operations);
  const found = new Map<OperationSurface, OperationSurface>();
  const known = new Set(old.operations.map(callOf));
  const kept = new Set(next.operations.map(callOf).filter((call) => known.has(call)));
  const isKept = (each: OperationSurface): boolean => kept.has(callOf(each));
  for (const keyOf of [
    (each: OperationSurface) => `${route(each)} ${callOf(each)}`,
    (each: OperationSurface) => (isKept(each) ? null : route(each)),
    (each: OperationSurface) => (isKept(each) ? callOf(each) : null),
    route,
    (each: OperationSurface) => each.id,
    callOf,
  ]) {
    const byKey = unique(right, keyOf);
    for (const [key, operation] of unique(left, keyOf)) {
      const other = byKey.get(key);
      if (other === undefined) continue;
      found.set(operation, other);
      left.delete(operation);
      right.delete(other);
    }
  }
  return {
    pairs: old.operations.flatMap((operation) => {
      const other = found.get(operation);
      return other === undefined ? [] : [{ old: operation, new: other }];
    }),
    gone: [...left],
    come: [...right],
  };
}

function callOf({ call }: OperationSurface): string {
  return call.join(".");
}

function route({ method, path }: OperationSurface): string {
  return `${method} ${path.replace(/\{[^{}]*\}/g, "{}")}`;
}

/** Those that no other one shares its key with. */
function unique(
  operations: ReadonlySet<OperationSurface>,
  keyOf: (operation: OperationSurface) => string | null,
): ReadonlyMap<string, OperationSurface> {
  const byKey = new Map<string, OperationSurface>();
  const twice = new Set<string>();
  for (const operation of operations) {
    const key = keyOf(operation);
    if (key === null) continue;
    if (byKey.has(key)) twice.add(key);
    byKey.set(key, operation);
  }
  for (const key of twice) byKey.delete(key);
  return byKey;
}
