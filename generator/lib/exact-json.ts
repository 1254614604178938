/** JSON texts of the document's values, with the digits that JavaScript's numbers have lost. */
import type { Json, LoadedDocument, Pointer } from "../contract/index.js";
import { child, isObject } from "./pointer.js";

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
