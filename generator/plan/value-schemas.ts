/** Schemas of declarations in an order in which each can be made, and unions that a tag tells apart. */
import type { ObjectSchema, TypeDeclaration, ValueSchema } from "../contract/index.js";

export interface NamedSchema {
  readonly name: string;
  readonly schema: ValueSchema;
}

export type Declarations = ReadonlyMap<string, TypeDeclaration>;

/** The schemas that `roots` lead to, each after those that it needs; what closes a circle is lazy. */
export function orderedSchemas(
  roots: readonly ValueSchema[],
  declarations: Declarations,
): readonly NamedSchema[] {
  const places = new Map<string, number>();
  const open = new Set<string>();
  const found: NamedSchema[] = [];
  const visit = (name: string): void => {
    const schema = declarations.get(name)?.schema;
    if (open.has(name) || schema === undefined) return;
    open.add(name);
    for (const needed of namesIn(schema)) visit(needed);
    places.set(name, found.length);
    found.push({ name, schema: withTags(schema, declarations) });
  };
  for (const root of roots) for (const name of namesIn(root)) visit(name);
  return found.map(({ name, schema }, place) => ({
    name,
    schema: mapReferences(schema, (needed) => ({
      kind: "reference",
      name: needed,
      lazy: (places.get(needed) ?? 0) >= place,
    })),
  }));
}

/** The schema with another one in the place of each reference. */
export function mapReferences(
  schema: ValueSchema,
  change: (name: string) => ValueSchema,
): ValueSchema {
  return schema.kind === "reference"
    ? change(schema.name)
    : mapParts(schema, (part) => mapReferences(part, change));
}

/** Unions of objects become tagged where a property that all of them have has other values in each. */
export function withTags(schema: ValueSchema, declarations: Declarations): ValueSchema {
  const inner = mapParts(schema, (part) => withTags(part, declarations));
  if (inner.kind !== "union") return inner;
  const objects = inner.members.flatMap((member) => {
    const object = objectOf(member, declarations);
    return object === null ? [] : [{ member, object }];
  });
  const [first] = objects;
  if (first === undefined || objects.length < inner.members.length) return inner;
  for (const { name } of first.object.properties) {
    const members = objects.flatMap(({ member, object }) =>
      tagsOf(object, name).map((tag) => ({ tag, value: member })),
    );
    const isTold = objects.every(({ object }) => tagsOf(object, name).length > 0);
    if (isTold && new Set(members.map(({ tag }) => tag)).size === members.length)
      return { kind: "tagged", property: name, members };
  }
  return inner;
}

function objectOf(schema: ValueSchema, declarations: Declarations): ObjectSchema | null {
  const seen = new Set<string>();
  let here: ValueSchema | undefined = schema;
  while (here?.kind === "reference" && !seen.has(here.name)) {
    seen.add(here.name);
    here = declarations.get(here.name)?.schema;
  }
  return here?.kind === "object" ? here : null;
}

function tagsOf({ properties }: ObjectSchema, name: string): readonly string[] {
  const property = properties.find((each) => each.name === name);
  if (property?.required !== true) return [];
  const { value } = property;
  const values =
    value.kind === "literal" ? [value.value] : value.kind === "literals" ? value.values : [];
  const tags = values.filter((each) => typeof each === "string");
  return tags.length < values.length ? [] : tags;
}

function namesIn(schema: ValueSchema, found: Set<string> = new Set()): ReadonlySet<string> {
  if (schema.kind === "reference") found.add(schema.name);
  mapParts(schema, (part) => {
    namesIn(part, found);
    return part;
  });
  return found;
}

/** The schema with its parts, one level down, changed. */
function mapParts(schema: ValueSchema, change: (part: ValueSchema) => ValueSchema): ValueSchema {
  switch (schema.kind) {
    case "array":
      return { ...schema, items: change(schema.items) };
    case "tuple":
      return {
        ...schema,
        items: schema.items.map(change),
        rest: schema.rest === null ? null : change(schema.rest),
      };
    case "object":
      return {
        ...schema,
        properties: schema.properties.map((each) => ({ ...each, value: change(each.value) })),
        rest: schema.rest === null ? null : change(schema.rest),
      };
    case "nullable":
      return { ...schema, value: change(schema.value) };
    case "union":
    case "intersection":
      return { ...schema, members: schema.members.map(change) };
    case "tagged":
      return {
        ...schema,
        members: schema.members.map((each) => ({ ...each, value: change(each.value) })),
      };
    default:
      return schema;
  }
}
