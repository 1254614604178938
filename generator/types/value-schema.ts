/** What the printer makes a type of, the same as data: so a validator admits what the type does, no more and no less. */
import type { Json, ObjectSchema, ValueSchema } from "../contract/index.js";
import {
  BIGINT,
  DATE,
  isNull,
  isObjectType,
  isUnknown,
  nameIn,
  OPEN,
  TUPLE,
  type Lowered,
} from "./lowered.js";
import type { LoweredDeclaration } from "./object.js";

export type Declarations = ReadonlyMap<string, LoweredDeclaration>;

/** A declaration, with what it inherits. */
export function declaredSchema(
  { lowered, heritage }: LoweredDeclaration,
  declarations: Declarations,
): ValueSchema {
  const own = valueSchema(lowered, declarations);
  if (heritage.length === 0) return own;
  const inherited = heritage.map((name): ValueSchema => {
    const base = declarations.get(name);
    return base === undefined ? { kind: "unknown" } : declaredSchema(base, declarations);
  });
  const parts = [...inherited, own];
  const objects = parts.filter((part): part is ObjectSchema => part.kind === "object");
  return objects.length < parts.length
    ? { kind: "intersection", members: parts }
    : objects.reduce(extended);
}

function extended(base: ObjectSchema, own: ObjectSchema): ObjectSchema {
  const properties = new Map(
    [...base.properties, ...own.properties].map((property) => [property.name, property]),
  );
  return { kind: "object", properties: [...properties.values()], rest: own.rest ?? base.rest };
}

export function valueSchema(lowered: Lowered, declarations: Declarations): ValueSchema {
  const make = (part: Lowered) => valueSchema(part, declarations);
  const name = nameIn(lowered);
  if (name === "never") return { kind: "never" };
  if (name !== null && name === nameIn(DATE)) return { kind: "date" };
  if (name !== null && name === nameIn(BIGINT)) return { kind: "bigint" };
  if (name !== null)
    return declarations.has(name) ? { kind: "reference", name, lazy: false } : { kind: "any" };
  if ("const" in lowered) return literal(lowered.const);
  if (isUnknown(lowered)) return { kind: "unknown" };
  if ("oneOf" in lowered) return union(lowered.oneOf, make);
  if ("allOf" in lowered) return { kind: "intersection", members: lowered.allOf.map(make) };
  if (TUPLE in lowered) {
    const { items, required, rest } = lowered[TUPLE];
    return {
      kind: "tuple",
      items: items.map(make),
      required,
      partial: required < items.length,
      rest: rest === null ? null : make(rest),
    };
  }
  if ("items" in lowered) return { kind: "array", items: make(lowered.items) };
  if (isObjectType(lowered)) {
    const { properties, required, additionalProperties } = lowered;
    return {
      kind: "object",
      properties: Object.entries(properties).map(([property, value]) => ({
        name: property,
        required: required.includes(property),
        value: make(value),
      })),
      rest: additionalProperties === undefined ? null : make(additionalProperties),
    };
  }
  return "type" in lowered ? { kind: lowered.type } : { kind: "any" };
}

/** A list or object that is a constant is compared part by part. */
function literal(value: Json): ValueSchema {
  if (Array.isArray(value)) {
    const items = (value as readonly Json[]).map(literal);
    return { kind: "tuple", items, required: items.length, partial: false, rest: null };
  }
  if (value === null) return { kind: "null" };
  if (typeof value !== "object") return { kind: "literal", value };
  const properties = Object.entries(value).map(([name, part]) => ({
    name,
    required: true,
    value: literal(part),
  }));
  return { kind: "object", properties, rest: null };
}

/** JSON has no `undefined`; an open enum is any string, whatever else it names. */
function union(members: readonly Lowered[], make: (member: Lowered) => ValueSchema): ValueSchema {
  const open = new Set(
    members.flatMap((member) => (OPEN in member && "type" in member ? [member.type] : [])),
  );
  const said = members.filter(
    (member) =>
      !isNull(member) &&
      nameIn(member) !== "undefined" &&
      !("const" in member && (open as ReadonlySet<string>).has(typeof member.const)),
  );
  const value = joined(said.map(make));
  return members.some(isNull) ? { kind: "nullable", value } : value;
}

function joined(all: readonly ValueSchema[]): ValueSchema {
  const values = all.flatMap((each) => (each.kind === "literal" ? [each.value] : []));
  const listed = values.length > 1 && values.every((value) => typeof value !== "boolean");
  const members: ValueSchema[] = listed
    ? [{ kind: "literals", values }, ...all.filter(({ kind }) => kind !== "literal")]
    : [...all];
  const [only] = members;
  if (only === undefined) return { kind: "never" };
  return members.length === 1 ? only : { kind: "union", members };
}
