import type { BodySpec } from "../../core/operation.js";

/** A body whose JSON has dates or 64-bit integers in it. */
export function exactBody(body: BodySpec): BodySpec {
  return (rest) => body(rest, writeExactly);
}

/**
 * `JSON.stringify`, which takes no `bigint` and turns an invalid date into null.
 * @throws {RangeError} an invalid date
 */
export function writeExactly(value: unknown): string | undefined {
  const mark = `${Math.random()}:`; // no text of the caller's begins with it
  let isMarked = false;
  const json: string | undefined = JSON.stringify(
    value,
    function (this: Record<string, unknown>, key, given: unknown) {
      const own = this[key]; // `given` is what a `toJSON` made of it
      if (own instanceof Date) return own.toISOString();
      if (typeof own !== "bigint") return given;
      isMarked = true;
      return mark + String(own);
    },
  );
  return isMarked ? json?.replaceAll(new RegExp(`"${mark}(-?\\d+)"`, "g"), "$1") : json;
}
