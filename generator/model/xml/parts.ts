/** The schemas that hold for one value at once: a schema, and what it refers to and is composed of. */
import type { JsonObject, Pointer, Schemas } from "../../contract/index.js";
import { child, isObject } from "../../lib/pointer.js";
import { membersOf } from "../../lib/schema-shape.js";

export interface Part {
  readonly schema: JsonObject;
  readonly pointer: Pointer;
}

/** In the order in which they overrule each other: `allOf` before what stands beside it. `bases` are unions only where they stand for themselves. */
export function partsOf(
  schemas: Schemas,
  pointer: Pointer,
  bases: ReadonlyMap<Pointer, unknown>,
  path: readonly Pointer[] = [],
): readonly Part[] {
  const placed = schemas.located(pointer);
  if (placed === undefined || !isObject(placed.schema) || path.includes(placed.pointer)) return [];
  const { schema, pointer: place } = placed;
  const inherited = [...membersOf(schema, "allOf").keys()].flatMap((index) =>
    partsOf(schemas, child(place, "allOf", index), bases, [...path, place]),
  );
  const isInherited = path.length > 0 && bases.has(place);
  return [...inherited, { schema: isInherited ? withoutUnion(schema) : schema, pointer: place }];
}

export function withoutUnion(schema: JsonObject): JsonObject {
  const { oneOf: _, anyOf: __, ...rest } = schema;
  return rest;
}
