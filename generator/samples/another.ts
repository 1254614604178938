import type { Json, Pointer, Schemas } from "../contract/index.js";
import { digitsOf } from "../lib/exact-json.js";
import { list, text } from "../lib/read.js";

/** A different value of the same kind, for a list without repeats. */
export function another(schemas: Schemas, value: Json, index: number, pointer: Pointer): Json {
  const listed = list(schemas.resolved(pointer)?.["enum"]);
  if (listed.length > index) return listed[index] ?? value;
  const digits = digitsOf(value);
  if (digits !== null) return { $integer: String(BigInt(digits) + BigInt(index)) };
  if (typeof value === "number") return value + index;
  return typeof value === "string"
    ? `${value}${text(value) === null ? "" : "-"}${index + 1}`
    : value;
}
