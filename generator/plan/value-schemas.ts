/** Schemas of declarations in an order in which each can be made, and unions that a tag tells apart. */
import type { ObjectSchema, ValueSchema } from "../contract/index.js";

export interface NamedSchema {
  readonly name: string;
  readonly schema: ValueSchema;
}

/** What each declaration admits, by its name. */
export type Schemas = ReadonlyMap<string, ValueSchema>;

/** The schemas that `roots` lead to, each after those that it needs; what closes a circle is lazy. */
export function orderedSchemas(
  roots: readonly ValueSchema[],
  schemas: Schemas,
): readonly NamedSchema[] {
  const places = new Map<string, number>();
  const open = new Set<string>();
  const found: NamedSchema[] = [];
  const visit = (name: string): void => {
    const schema = schemas.get(name);
    if (open.has(name) || schema === undefined) return;
    open.add(name);
    for (const needed of namesIn(schema)) visit(needed);
    places.set(name, found.length);
    found.push({ name, schema: withTags(schema, schemas) });
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
export function withTags(schema: ValueSchema, schemas: Schemas): ValueSchema {
  const inner = mapParts(schema, (part) => withTags(part, schemas));
  if (inner.kind !== "union") return inner;
  const tagged = inner.members.map((value) => ({ value, tags: tagsOf(value, schemas) }));
  for (const name of tagged[0]?.tags.keys() ?? []) {
    const members = tagged.flatMap(({ value, tags }) =>
      (tags.get(name) ?? []).map((tag) => ({ tag, value })),
    );
    const areTagged = tagged.every(({ tags }) => tags.has(name));
    if (areTagged && new Set(members.map(({ tag }) => tag)).size === members.length)
      return { kind: "tagged", property: name, members };
  }
  return inner;
}

type Tags = ReadonlyMap<string, readonly string[]>;

const NO_TAGS: Tags = new Map();

/** By property, the texts that an object must have there. One of several objects has the text of one of them. */
function tagsOf(schema: ValueSchema, schemas: Schemas, above: readonly string[] = []): Tags {
  switch (schema.kind) {
    case "object":
      return new Map(schema.properties.flatMap(ownTags));
    case "reference": {
      const target = schemas.get(schema.name);
      return target === undefined || above.includes(schema.name)
        ? NO_TAGS
        : tagsOf(target, schemas, [...above, schema.name]);
    }
    case "intersection":
      return new Map(schema.members.flatMap((member) => [...tagsOf(member, schemas, above)]));
    case "union":
      return schema.members.map((member) => tagsOf(member, schemas, above)).reduce(either);
    case "tagged":
      return schema.members.map(({ value }) => tagsOf(value, schemas, above)).reduce(either);
    default:
      return NO_TAGS;
  }
}

function either(left: Tags, right: Tags): Tags {
  return new Map(
    [...left].flatMap(([name, tags]) => {
      const others = right.get(name);
      return others === undefined ? [] : [[name, [...new Set([...tags, ...others])]]];
    }),
  );
}

function ownTags({
  name,
  required,
  value,
}: ObjectSchema["properties"][number]): readonly (readonly [string, readonly string[]])[] {
  const values =
    value.kind === "literal" ? [value.value] : value.kind === "literals" ? value.values : [];
  const tags = values.filter((each) => typeof each === "string");
  return required && tags.length > 0 && tags.length === values.length ? [[name, tags]] : [];
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
