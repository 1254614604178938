/** JSON texts of the document's values, with the digits that JavaScript's numbers have lost. */
import type { Json, LoadedDocument, Pointer } from "../contract/index.js";
import { child, isObject } from "./pointer.js";

/** Bounds of 64-bit integers are beyond 2^53 as a rule, and rounding them does no harm. */
const bounds = /\/(?:minimum|maximum|exclusiveMinimum|exclusiveMaximum|multipleOf)$/;

export function isBound(pointer: Pointer): boolean {
  return bounds.test(pointer);
}

/** The digits of what stands for a large integer in an example; `null` for any other value. */
export function digitsOf(value: Json): string | null {
  return isObject(value) && typeof value["$integer"] === "string" ? value["$integer"] : null;
}

export function exactJson(
  value: Json,
  pointer: Pointer,
  digits: LoadedDocument["exactIntegers"],
): string {
  const isWithin = (each: Pointer): boolean => `${each}/`.startsWith(`${pointer}/`);
  return Object.keys(digits).some(isWithin) ? print(value, pointer, digits) : JSON.stringify(value);
}

function print(value: Json, pointer: Pointer, digits: LoadedDocument["exactIntegers"]): string {
  if (Array.isArray(value))
    return `[${value.map((each: Json, index) => print(each, child(pointer, index), digits)).join(",")}]`;
  if (!isObject(value)) return digits[pointer] ?? JSON.stringify(value);
  const members = Object.entries(value).map(
    ([key, each]) => `${JSON.stringify(key)}:${print(each, child(pointer, key), digits)}`,
  );
  return `{${members.join(",")}}`;
}
