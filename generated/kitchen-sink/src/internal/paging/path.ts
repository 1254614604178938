/** Where a value stands: property names, and positions in lists; a negative one counts from the end. */
import { entriesIn, own } from "../own.js";
export type Path = readonly (string | number)[];

/** The value at a path, `undefined` where there is none. */
export function at(value: unknown, path: Path): unknown {
  let found = value;
  for (const step of path) {
    if (typeof step === "string") found = own(entriesIn(found), step);
    else found = Array.isArray(found) ? Array.from<unknown>(found).at(step) : undefined;
  }
  return found;
}

/** True where a number of the response, perhaps a 64-bit one, has been reached. */
export function isReached(count: unknown, by: number): boolean {
  return (typeof count === "number" || typeof count === "bigint") && by >= count;
}

/** A copy with another value at a path of property names. */
export function withValue(
  target: object,
  [step, ...rest]: readonly string[],
  value: unknown,
): object {
  if (step === undefined) return target;
  const inner = own(entriesIn(target), step);
  return {
    ...target,
    [step]: rest.length === 0 ? value : withValue(entriesIn(inner), rest, value),
  };
}
