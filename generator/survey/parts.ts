/** The schemas that hold for one value at once: a schema, what it refers to, and what its `allOf` gathers. */
import type { LoadedDocument, Pointer, SchemaPart } from "../contract/index.js";
import { child, isObject, pointerOfRef } from "../lib/pointer.js";
import { membersOf } from "../lib/schema-shape.js";

/** In the order in which they overrule each other: `allOf` and the target of a `$ref` before what stands beside them. */
export function partsAt(
  document: LoadedDocument,
  pointer: Pointer,
  isInherited = false,
  above: readonly Pointer[] = [],
): readonly SchemaPart[] {
  const schema = document.at(pointer);
  if (!isObject(schema) || above.includes(pointer)) return [];
  const inside = [...above, pointer];
  const ref = schema["$ref"];
  const target =
    typeof ref === "string" ? partsAt(document, pointerOfRef(ref), isInherited, inside) : [];
  const inherited = [...membersOf(schema, "allOf").keys()].flatMap((index) =>
    partsAt(document, child(pointer, "allOf", index), true, inside),
  );
  return [...target, ...inherited, { schema, pointer, isInherited }];
}
