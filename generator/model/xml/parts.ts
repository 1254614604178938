/** The schemas that describe one element or attribute together. */
import type { JsonObject, Pointer } from "../../contract/index.js";
import type { XmlScope } from "./scope.js";

export interface Part {
  readonly schema: JsonObject;
  readonly pointer: Pointer;
}

/** In the order in which they overrule each other. The base of a discriminated union is one only where it stands for itself. */
export function partsOf(
  { objects, polymorphism: { bases } }: XmlScope,
  pointer: Pointer,
): readonly Part[] {
  return objects
    .parts(pointer)
    .filter(({ schema }) => schema["$ref"] === undefined)
    .map(({ schema, pointer: place, isInherited }) => ({
      schema: isInherited && bases.has(place) ? withoutUnion(schema) : schema,
      pointer: place,
    }));
}

export function withoutUnion(schema: JsonObject): JsonObject {
  const { oneOf: _, anyOf: __, ...rest } = schema;
  return rest;
}
