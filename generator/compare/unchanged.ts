/** What is the same on both sides, down to the last type that it leads to: most of a document, and nothing to compare. */
import type { Surface } from "../contract/index.js";
import { typeNamesOf } from "../lib/operation-types.js";
import { namesIn } from "../lib/type.js";
import type { OperationPair } from "./operation.js";
import type { Sides } from "./walk.js";

export interface Unchanged {
  /** The type is declared on both sides, and so is everything that it names, in the same words. */
  hasType(name: string): boolean;
  hasOperation(pair: OperationPair): boolean;
}

export function unchangedIn({ old, new: next }: Sides): Unchanged {
  const types = sameTypes(old, next);
  const isDeclared = (name: string): boolean => old.types.has(name) || next.types.has(name);
  const areSame = (names: Iterable<string>): boolean =>
    [...names].every((name) => types.has(name) || !isDeclared(name));
  const errors = new Set(
    [...old.errors].flatMap(([name, error]) =>
      isSame(error, next.errors.get(name)) && areSame(namesIn(error.data)) ? [name] : [],
    ),
  );
  return {
    hasType: (name) => types.has(name),
    hasOperation: (pair) =>
      isSame(pair.old, pair.new) &&
      areSame(typeNamesOf(pair.old)) &&
      [...pair.old.errors.values()].every((name) => errors.has(name)),
  };
}

function sameTypes(old: Surface, next: Surface): ReadonlySet<string> {
  const same = new Set<string>();
  const users = new Map<string, string[]>();
  const changed: string[] = [...next.types.keys()].filter((name) => !old.types.has(name));
  for (const [name, type] of old.types) {
    if (isSame(type, next.types.get(name))) same.add(name);
    else changed.push(name);
    for (const used of [...type.heritage, ...namesIn(type.type)])
      users.set(used, [...(users.get(used) ?? []), name]);
  }
  // What leads to something that is not the same is not, either.
  for (const name of changed)
    for (const user of users.get(name) ?? []) if (same.delete(user)) changed.push(user);
  return same;
}

/** Plain data, but for where in its document each part stands. A literal may have a key of that name, which counts. */
function isSame(left: unknown, right: unknown, isLiteral = false): boolean {
  if (left === right) return true;
  if (!isComposite(left) || !isComposite(right)) return false;
  if (left instanceof Map || right instanceof Map)
    return left instanceof Map && right instanceof Map && isSame([...left], [...right]);
  if (Array.isArray(left) !== Array.isArray(right)) return false;
  const keys = Object.keys(left);
  const inside = isLiteral || left["kind"] === "literal";
  return (
    keys.length === Object.keys(right).length &&
    keys.every(
      (key) =>
        (key === "pointer" && !isLiteral) ||
        (Object.hasOwn(right, key) && isSame(left[key], right[key], inside)),
    )
  );
}

function isComposite(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
