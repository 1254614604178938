/** A schema and its alternatives describe an object together: what one of them requires, the other may describe. */
import type { JsonObject, LocatedSchema, ObjectShape, Pointer, Schema } from "../contract/index.js";
import { child, isObject, pointerOfRef } from "../lib/pointer.js";
import { texts } from "../lib/read.js";
import { membersOf } from "../lib/schema-shape.js";
import type { Scope } from "./scope.js";
import { mergedShape } from "../lib/object-shape.js";

const UNIONS = ["oneOf", "anyOf"] as const;

/** What the schemas around an alternative say of a property that it does not describe itself. */
export function describedByEnclosing(
  scope: Scope,
  pointer: Pointer,
  name: string,
): readonly LocatedSchema[] | undefined {
  const [, parent] = /^(.*)\/(?:oneOf|anyOf|allOf)\/\d+$/.exec(pointer) ?? [];
  if (parent === undefined) return undefined;
  const schema = scope.document.at(parent);
  const own = isObject(schema) ? shapeOf(scope, schema, parent).properties.get(name) : undefined;
  return own ?? describedByEnclosing(scope, parent, name);
}

/** What every one of its alternatives requires, the schema does: whatever a value is, it has that. */
export function withRequired(scope: Scope, schema: JsonObject, pointer: Pointer): JsonObject {
  const keywords = UNIONS.filter((keyword) => membersOf(schema, keyword).length > 0);
  const isObjectToo = schema["properties"] !== undefined || schema["allOf"] !== undefined;
  if (keywords.length === 0 || !isObjectToo) return schema;
  const { properties } = shapeOf(scope, schema, pointer);
  const names = keywords.flatMap((keyword) => {
    const [first, ...others] = membersOf(schema, keyword).map((member, index) =>
      requiredOf(scope, member, child(pointer, keyword, index)),
    );
    return [...(first ?? [])].filter(
      (name) => properties.has(name) && others.every((each) => each.has(name)),
    );
  });
  return { ...schema, required: [...new Set([...texts(schema["required"]), ...names])] };
}

function requiredOf(scope: Scope, member: Schema, pointer: Pointer): ReadonlySet<string> {
  if (!isObject(member)) return new Set();
  const ref = member["$ref"];
  if (typeof ref === "string")
    return scope.survey.objects.at(pointerOfRef(ref))?.required ?? new Set();
  return shapeOf(scope, member, pointer).required;
}

/** Without the alternatives. */
function shapeOf(scope: Scope, schema: JsonObject, pointer: Pointer): ObjectShape {
  return mergedShape(scope.survey.objects.compose(schema, pointer));
}
