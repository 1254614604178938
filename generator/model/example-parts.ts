/** What the parts of an `allOf` say together of an object's properties. */
import type { JsonObject, LoadedDocument, Pointer } from "../contract/index.js";
import { child } from "../lib/pointer.js";
import { object, texts } from "../lib/read.js";
import { membersOf } from "../lib/schema-shape.js";
import { placeSchema, resolvedSchema } from "./schema.js";

/** Names that the schema or one of its parts requires. */
export function requiredOf(document: LoadedDocument, pointer: Pointer): readonly string[] {
  return ofParts(document, pointer, (schema) => texts(schema["required"]));
}

/** Names that the schema or one of its parts describes. */
export function describedBy(document: LoadedDocument, pointer: Pointer): readonly string[] {
  return ofParts(document, pointer, (schema) => Object.keys(object(schema["properties"])));
}

function ofParts(
  document: LoadedDocument,
  pointer: Pointer,
  read: (schema: JsonObject) => readonly string[],
  above: readonly Pointer[] = [],
): readonly string[] {
  const schema = resolvedSchema(document, pointer);
  const place = placeSchema(document, pointer)?.pointer ?? pointer;
  if (schema === undefined || above.includes(place)) return [];
  const members = membersOf(schema, "allOf").map((_, index) => child(place, "allOf", index));
  return [
    ...read(schema),
    ...members.flatMap((at) => ofParts(document, at, read, [...above, place])),
  ];
}
