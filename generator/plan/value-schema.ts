/** What a type admits: so a validator admits what the type does, no more and no less. */
import type { Json, ObjectSchema, Type, TypeDeclaration, ValueSchema } from "../contract/index.js";
import { DATE, keyOf } from "../lib/type.js";

export type Declarations = ReadonlyMap<string, TypeDeclaration>;

/** A declaration, with what it inherits. */
export function declaredSchema(
  { type, heritage }: TypeDeclaration,
  declarations: Declarations,
): ValueSchema {
  const own = valueSchema(type, declarations);
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

export function valueSchema(type: Type, declarations: Declarations): ValueSchema {
  const make = (part: Type) => valueSchema(part, declarations);
  const makeRest = (rest: Type | null) => (rest === null ? null : make(rest));
  switch (type.kind) {
    case "string":
    case "number":
    case "boolean":
    case "null":
    case "unknown":
    case "never":
    case "bigint":
      return { kind: type.kind };
    case "open":
      return { kind: type.of };
    case "literal":
      return literal(type.value);
    case "name":
      return declarations.has(type.name)
        ? { kind: "reference", name: type.name, lazy: false }
        : { kind: "any" };
    case "global":
      return { kind: keyOf(type) === keyOf(DATE) ? "date" : "any" };
    case "array":
      return { kind: "array", items: make(type.items) };
    case "tuple": {
      const { items, required } = type;
      const partial = required < items.length;
      return {
        kind: "tuple",
        items: items.map(make),
        required,
        partial,
        rest: makeRest(type.rest),
      };
    }
    case "object":
      return {
        kind: "object",
        properties: type.properties.map(({ name, required, type: value }) => ({
          name,
          required,
          value: make(value),
        })),
        rest: makeRest(type.rest),
      };
    case "union":
      return union(type.members, make);
    case "intersection":
      return { kind: "intersection", members: type.members.map(make) };
    default:
      return { kind: "any" };
  }
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
function union(members: readonly Type[], make: (member: Type) => ValueSchema): ValueSchema {
  const open = new Set<string>(members.flatMap((each) => (each.kind === "open" ? [each.of] : [])));
  const said = members.filter(
    (member) =>
      member.kind !== "null" &&
      member.kind !== "undefined" &&
      !(member.kind === "literal" && open.has(typeof member.value)),
  );
  const value = joined(said.map(make));
  return members.some(({ kind }) => kind === "null") ? { kind: "nullable", value } : value;
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
