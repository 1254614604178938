/** Parts of what examples are made of: what those of an `allOf` say together of an object's properties, and the items of a list. */
import type { Json, JsonObject, Pointer, Schemas } from "../contract/index.js";
import { digitsOf } from "../lib/exact-json.js";
import { child } from "../lib/pointer.js";
import { list, object, text, texts } from "../lib/read.js";
import { membersOf } from "../lib/schema-shape.js";

/** Names that the schema or one of its parts requires. */
export function requiredOf(schemas: Schemas, pointer: Pointer): readonly string[] {
  return ofParts(schemas, pointer, (schema) => texts(schema["required"]));
}

/** Names that the schema or one of its parts describes. */
export function describedBy(schemas: Schemas, pointer: Pointer): readonly string[] {
  return ofParts(schemas, pointer, (schema) => Object.keys(object(schema["properties"])));
}

function ofParts(
  schemas: Schemas,
  pointer: Pointer,
  read: (schema: JsonObject) => readonly string[],
  above: readonly Pointer[] = [],
): readonly string[] {
  const schema = schemas.resolved(pointer);
  const place = schemas.located(pointer)?.pointer ?? pointer;
  if (schema === undefined || above.includes(place)) return [];
  const members = membersOf(schema, "allOf").map((_, index) => child(place, "allOf", index));
  return [
    ...read(schema),
    ...members.flatMap((at) => ofParts(schemas, at, read, [...above, place])),
  ];
}

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
