/** Shapes of objects, put together. */
import type { Composition, LocatedSchema, ObjectShape } from "../contract/index.js";

/** All of them at once: what two describe, a value must be both. */
export function joinShapes(shapes: readonly ObjectShape[]): ObjectShape {
  const [only, ...others] = shapes;
  if (only !== undefined && others.length === 0) return only;
  const properties = new Map<string, readonly LocatedSchema[]>();
  for (const shape of shapes)
    for (const [name, schemas] of shape.properties)
      properties.set(name, [...(properties.get(name) ?? []), ...schemas]);
  return {
    properties,
    required: new Set(shapes.flatMap(({ required }) => [...required])),
    index: shapes.flatMap(({ index }) => index),
    parts: shapes.flatMap(({ parts }) => parts),
  };
}

/** Everything that is said of the object's properties, inherited ones first. */
export function mergedShape({ own, bases }: Pick<Composition, "own" | "bases">): ObjectShape {
  return joinShapes([...bases.map(({ shape }) => shape), own]);
}
