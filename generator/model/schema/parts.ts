/** Where a part of a schema stands, and what its type is, for places that have no type expression of their own. */
import type { Conversion, Pointer, Type, TypeExpression, ValuePath } from "../../contract/index.js";
import { conversionAt, conversionKind } from "../../lib/conversion.js";
import { child, isObject, pointerOfRef } from "../../lib/pointer.js";
import { object, text } from "../../lib/read.js";
import { isNullOnly, membersOf, typesOf } from "../../lib/schema-shape.js";
import { BIGINT, DATE, global, named } from "../../lib/type.js";
import type { ModelContext } from "../context.js";

/** The schema of the property `name`, through references, `allOf` and the alternatives of unions. */
export function propertyAt(
  context: ModelContext,
  pointer: Pointer,
  name: string,
  seen = new Set<Pointer>(),
): Pointer | null {
  const parts = context.survey.objects.parts(pointer).filter((part) => !seen.has(part.pointer));
  for (const part of parts) seen.add(part.pointer);
  const own = parts.findLast(({ schema }) => Object.hasOwn(object(schema["properties"]), name));
  if (own !== undefined) return child(own.pointer, "properties", name);
  for (const part of parts) {
    for (const keyword of ["anyOf", "oneOf"] as const) {
      for (const [index] of membersOf(part.schema, keyword).entries()) {
        const found = propertyAt(context, child(part.pointer, keyword, index), name, seen);
        if (found !== null) return found;
      }
    }
  }
  return null;
}

/** The schema that a path leads to; `null` where the schema does not describe it. */
export function schemaAlong(
  context: ModelContext,
  pointer: Pointer,
  path: ValuePath,
): Pointer | null {
  let here: Pointer | null = pointer;
  for (const step of path) {
    if (here === null) return null;
    here = typeof step === "string" ? propertyAt(context, here, step) : itemsOf(context, here);
  }
  return here;
}

/** The schema of a list's items; `null` where it is no list. Null beside the list does not count. */
export function itemsOf(
  context: ModelContext,
  pointer: Pointer,
  seen = new Set<Pointer>(),
): Pointer | null {
  const parts = context.survey.objects.parts(pointer).filter((part) => !seen.has(part.pointer));
  for (const part of parts) seen.add(part.pointer);
  const own = parts.findLast(({ schema }) => schema["items"] !== undefined);
  if (own !== undefined) return child(own.pointer, "items");
  for (const part of parts.toReversed()) {
    for (const keyword of ["anyOf", "oneOf"] as const) {
      const members = membersOf(part.schema, keyword);
      const index = members.findIndex((member) => !isNullOnly(member));
      if (index >= 0 && members.filter((member) => !isNullOnly(member)).length === 1)
        return itemsOf(context, child(part.pointer, keyword, index), seen);
    }
  }
  return null;
}

const PRIMITIVES: Readonly<Record<string, Type>> = {
  string: { kind: "string" },
  integer: { kind: "number" },
  number: { kind: "number" },
  boolean: { kind: "boolean" },
};

const CONVERTED: Readonly<Record<"dateTime" | "int64", TypeExpression>> = {
  dateTime: { type: DATE, conversion: { kind: "dateTime" } },
  int64: { type: BIGINT, conversion: { kind: "int64" } },
};

/** The type of a schema in a response: its expression or name, or that of a plain primitive; `null` where it has none of its own. */
export function typeOfPart(
  { survey, document, names, types, conversions, config }: ModelContext,
  pointer: Pointer,
): TypeExpression | null {
  const expression = types.expressions[pointer];
  if (expression !== undefined) return expression;
  const own = document.at(pointer);
  const ref = isObject(own) ? text(own["$ref"]) : null;
  const name = names.types[pointer] ?? (ref === null ? undefined : names.types[pointerOfRef(ref)]);
  if (name !== undefined) {
    const conversion = conversions.has(name)
      ? { conversion: { kind: "named", name } as const }
      : {};
    return { type: named(name), ...conversion };
  }
  const placed = survey.schemas.located(pointer)?.schema;
  if (!isObject(placed) || placed["enum"] !== undefined || placed["format"] === "binary")
    return null;
  const [only, ...others] = typesOf(placed);
  const primitive = others.length === 0 ? PRIMITIVES[only ?? ""] : undefined;
  const kind = conversionKind(config.types, placed, only ?? "");
  if (primitive !== undefined && kind !== null) return CONVERTED[kind];
  return primitive === undefined ? null : { type: primitive };
}

/** The type that stands at a path of another type. */
export function typeAlong(
  { conversions }: Pick<ModelContext, "conversions">,
  root: TypeExpression,
  path: ValuePath,
): TypeExpression {
  const type = path.reduce<Type>((found, step) => {
    if (typeof step !== "string") return { kind: "member", of: found, key: null };
    return global("NonNullable", { kind: "member", of: found, key: step });
  }, root.type);
  const conversion = path.reduce<Conversion | null>(
    (found, step) => (found === null ? null : conversionAt(found, step, conversions)),
    root.conversion ?? null,
  );
  return { type, ...(conversion === null ? {} : { conversion }) };
}
