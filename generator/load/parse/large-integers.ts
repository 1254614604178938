/**
 * Integers beyond 2^53. A JavaScript number would round them, so they travel as marked strings until the document is
 * complete; then the rounded number takes their place and the exact digits are kept beside the document, by pointer.
 */
import type { Pointer } from "../../contract/index.js";
import { child } from "../../lib/pointer.js";
import type { Value } from "../value.js";

const mark = "\u0000integer:";

/** True where the text has a number that may be too long; false where it surely has none. */
export function mayHaveLargeIntegers(text: string): boolean {
  // The digits come first: most texts have no so many anywhere, which is found out in no time.
  return /\d{16,}(?<=(?:^|[\s:,[])[-+]?\d+)(?=[\s,\]}]|$)/m.test(text);
}

/** The number, or a marked string where the number would not be exact. */
export function integerOf(digits: string): number | string {
  const value = Number(digits);
  return Number.isSafeInteger(value) ||
    BigInt(Math.abs(value)) === BigInt(digits.replace(/^[-+]/, ""))
    ? value
    : mark + digits;
}

/** Quotes and marks the large integers of a JSON text, so that `JSON.parse` keeps them. */
export function markLargeIntegers(json: string): string {
  return json.replace(/"(?:[^"\\]|\\.)*"|-?\d{16,}(?![\d.eE])/g, (token, offset: number) => {
    if (token.startsWith('"') || json[offset - 1] === "." || /[\d]/.test(json[offset - 1] ?? ""))
      return token;
    const value = integerOf(token);
    return typeof value === "string" ? JSON.stringify(value) : token;
  });
}

/** Puts numbers in the place of marked strings, everywhere below `root`. Gives the exact digits by pointer. */
export function takeLargeIntegers(root: Value): Record<Pointer, string> {
  const exact: Record<Pointer, string> = {};
  takeFrom(root, "", exact);
  return exact;
}

function takeFrom(holder: Value, pointer: Pointer, exact: Record<Pointer, string>): void {
  if (typeof holder !== "object" || holder === null) return;
  const members = holder as Record<string, Value>;
  for (const key of Object.keys(members)) {
    const value = members[key];
    if (typeof value === "string" && value.startsWith(mark)) {
      const digits = value.slice(mark.length);
      members[key] = Number(digits);
      exact[child(pointer, key)] = digits;
    } else if (typeof value === "object" && value !== null)
      takeFrom(value, child(pointer, key), exact);
  }
}

/** Undoes `markLargeIntegers` in a JSON text. */
export function unmarkLargeIntegers(json: string): string {
  return json.replaceAll(/"\\u0000integer:([-+]?\d+)"/g, "$1");
}

/** A copy with a bigint in the place of each marked string. */
export function withBigIntegers(value: Value): unknown {
  if (typeof value === "string")
    return value.startsWith(mark) ? BigInt(value.slice(mark.length)) : value;
  if (Array.isArray(value)) return value.map(withBigIntegers);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, withBigIntegers(member)]),
  );
}
