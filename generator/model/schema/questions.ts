/** Questions about schemas: what they allow, whatever references and compositions they are made of. */
import type { Json, Pointer, Schemas } from "../../contract/index.js";
import { child, isObject } from "../../lib/pointer.js";
import { list } from "../../lib/read.js";
import { membersOf, typesOf } from "../../lib/schema-shape.js";

const PRIMITIVES: ReadonlySet<string> = new Set(["string", "number", "integer", "boolean", "null"]);

/** True where only strings, numbers, booleans and null can stand. Where the schema does not say, false. */
export function isPrimitive(
  schemas: Schemas,
  pointer: Pointer | null,
  above: readonly Pointer[] = [],
): boolean {
  const found = pointer === null ? undefined : schemas.located(pointer);
  if (found === undefined || !isObject(found.schema) || above.includes(found.pointer)) return false;
  const { schema, pointer: here } = found;
  const types = typesOf(schema);
  if (types.length > 0) return types.every((type) => PRIMITIVES.has(type));
  if (schema["const"] !== undefined) return isScalar(schema["const"]);
  if (Array.isArray(schema["enum"])) return list(schema["enum"]).every(isScalar);
  for (const keyword of ["oneOf", "anyOf"] as const) {
    const members = membersOf(schema, keyword);
    if (members.length > 0)
      return members.every((_, index) =>
        isPrimitive(schemas, child(here, keyword, index), [...above, here]),
      );
  }
  return membersOf(schema, "allOf").some((_, index) =>
    isPrimitive(schemas, child(here, "allOf", index), [...above, here]),
  );
}

function isScalar(value: Json): boolean {
  return value === null || typeof value !== "object";
}

/** True where only strings can stand (`null` aside), enums included. */
export function isTextual(schemas: Schemas, pointer: Pointer): boolean {
  const schema = schemas.resolved(pointer);
  if (schema === undefined) return false;
  const types = typesOf(schema).filter((type) => type !== "null");
  if (types.length > 0) return types.every((type) => type === "string");
  return (
    Array.isArray(schema["enum"]) &&
    list(schema["enum"]).every((value) => typeof value === "string")
  );
}
