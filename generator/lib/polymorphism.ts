/**
 * Discriminated unions: which component is the base of which others, and which values of the tag mean which schema.
 * @see https://spec.openapis.org/oas/v3.1.1#discriminator-object
 */
import type { JsonObject, Pointer } from "../contract/index.js";
import { child, isObject, pointerOfRef, segmentsOf } from "./pointer.js";
import { membersOf } from "./schema-shape.js";
import { wholeOf } from "./whole.js";

export interface Polymorphism {
  /**
   * Components that stand for any of their members: the members of each, itself among them where it has a tag. They themselves are
   * what the members extend.
   */
  readonly bases: ReadonlyMap<Pointer, readonly Pointer[]>;
  /** By schema, then by property: the tags that mean this schema. */
  readonly tags: ReadonlyMap<Pointer, ReadonlyMap<string, Tags>>;
}

export interface Tags {
  readonly values: readonly string[];
  /** True where a mapping says so; without one the tag is the schema's name. */
  readonly mapped: boolean;
  /** True for a `defaultMapping`: any other value means this schema too, and so does none. */
  readonly isDefault: boolean;
}

const cache = new WeakMap<JsonObject, Polymorphism>();

export function polymorphismOf(root: JsonObject): Polymorphism {
  const known = cache.get(root) ?? analyse(root);
  cache.set(root, known);
  return known;
}

function analyse(root: JsonObject): Polymorphism {
  const components = isObject(root["components"]) ? root["components"] : {};
  const schemas = isObject(components["schemas"]) ? components["schemas"] : {};
  const pointers = new Map(
    Object.keys(schemas).map((key) => [key, child("/components/schemas", key)]),
  );
  const children = childrenOf(schemas, pointers);
  const bases = new Map<Pointer, readonly Pointer[]>();
  const tags = new Map<Pointer, Map<string, Tags>>();
  const listing = listingBases(schemas, pointers);
  const middles = new Set<Pointer>();
  const selves = new Set<Pointer>();
  for (const [key, schema] of Object.entries(schemas)) {
    const pointer = pointers.get(key);
    if (pointer === undefined || !isObject(schema)) continue;
    const discriminator = discriminatorOf(schema, pointers);
    const heirs = descendants(pointer, children);
    const members = membersOfBase(schema, heirs);
    if (members.length > 0) bases.set(pointer, members);
    if (discriminator === null) continue;
    addTags(discriminator, members, pointers, tags);
    if (discriminator.defaultMember === pointer) selves.add(pointer);
    if (listing.has(pointer)) continue;
    for (const heir of heirs) if (!listing.has(heir)) middles.add(heir);
    for (const [, to] of discriminator.mapping) {
      const mapped = mappedPointer(to, pointers);
      if (mapped === pointer || middles.has(mapped)) selves.add(mapped);
    }
  }
  // What extends a base is a base to its own heirs, whether it says so or not.
  for (const heir of middles) {
    const below = bases.has(heir) ? [] : [...descendants(heir, children)];
    if (below.length === 0) continue;
    bases.set(heir, below);
    selves.add(heir);
  }
  const direct = withoutIndirect(bases, listing);
  // And a base that has a tag can be what a value is that is none of its heirs.
  for (const self of selves) {
    const members = direct.get(self);
    if (members !== undefined) direct.set(self, [...new Set([...members, self])]);
  }
  for (const schema of wholeOf(root).discriminated) {
    const discriminator = discriminatorOf(schema, pointers);
    const members = unionRefs(schema);
    if (discriminator !== null && members.length > 0)
      addTags(discriminator, members, pointers, tags);
  }
  return { bases: direct, tags };
}

/** Of the heirs of a base those that no other of them stands for. */
function withoutIndirect(
  bases: ReadonlyMap<Pointer, readonly Pointer[]>,
  listing: ReadonlySet<Pointer>,
): Map<Pointer, readonly Pointer[]> {
  return new Map(
    [...bases].map(([base, members]) => {
      if (listing.has(base)) return [base, members];
      const indirect = new Set(members.flatMap((member) => bases.get(member) ?? []));
      const rest = members.filter((member) => !indirect.has(member));
      // Heirs that extend each other in a circle stand for each other.
      return [base, rest.length === 0 ? members : rest];
    }),
  );
}

/** Components that are alternatives of others. */
function listingBases(
  schemas: JsonObject,
  pointers: ReadonlyMap<string, Pointer>,
): ReadonlySet<Pointer> {
  return new Set(
    [...pointers]
      .filter(([key]) => isObject(schemas[key]) && unionRefs(schemas[key]).length > 0)
      .map(([, pointer]) => pointer),
  );
}

/** A base that lists its members has those; one with a discriminator only has everything that extends it. */
function membersOfBase(schema: JsonObject, extending: ReadonlySet<Pointer>): readonly Pointer[] {
  const listed = unionRefs(schema);
  if (listed.length > 0) return listed.some((member) => extending.has(member)) ? listed : [];
  return hasDiscriminator(schema) ? [...extending] : [];
}

function childrenOf(
  schemas: JsonObject,
  pointers: ReadonlyMap<string, Pointer>,
): ReadonlyMap<Pointer, readonly Pointer[]> {
  const children = new Map<Pointer, Pointer[]>();
  for (const [key, schema] of Object.entries(schemas)) {
    const pointer = pointers.get(key);
    if (pointer === undefined || !isObject(schema)) continue;
    for (const parent of parentsOf(schema)) {
      const list = children.get(parent);
      if (list === undefined) children.set(parent, [pointer]);
      else list.push(pointer);
    }
  }
  return children;
}

function parentsOf(schema: JsonObject): readonly Pointer[] {
  return membersOf(schema, "allOf").flatMap((member) => {
    if (!isObject(member)) return [];
    const ref = member["$ref"];
    return typeof ref === "string" ? [pointerOfRef(ref)] : parentsOf(member);
  });
}

/** In order of declaration, each child before its own children; never the base itself. */
function descendants(
  base: Pointer,
  children: ReadonlyMap<Pointer, readonly Pointer[]>,
): ReadonlySet<Pointer> {
  const found = new Set<Pointer>();
  const waiting = [...(children.get(base) ?? [])];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    if (next === base || found.has(next)) continue;
    found.add(next);
    waiting.unshift(...(children.get(next) ?? []));
  }
  return found;
}

interface Discriminator {
  readonly property: string;
  readonly mapping: readonly (readonly [string, string])[];
  readonly defaultMember: Pointer | null;
}

function hasDiscriminator({ discriminator }: JsonObject): boolean {
  return isObject(discriminator) && typeof discriminator["propertyName"] === "string";
}

function discriminatorOf(
  schema: JsonObject,
  pointers: ReadonlyMap<string, Pointer>,
): Discriminator | null {
  const { discriminator } = schema;
  if (!isObject(discriminator) || typeof discriminator["propertyName"] !== "string") return null;
  const mapping = isObject(discriminator["mapping"])
    ? Object.entries(discriminator["mapping"])
    : [];
  const other = discriminator["defaultMapping"];
  return {
    property: discriminator["propertyName"],
    mapping: mapping.filter((entry): entry is [string, string] => typeof entry[1] === "string"),
    defaultMember: typeof other === "string" ? mappedPointer(other, pointers) : null,
  };
}

/** The value of `mapping` is a reference, or the name of a component; a file name means the component that was made of the file. */
function mappedPointer(value: string, pointers: ReadonlyMap<string, Pointer>): Pointer {
  const name = pointers.get(value);
  if (name !== undefined) return name;
  if (value.startsWith("#")) return pointerOfRef(value);
  const stem = (value.split(/[/#]/).at(-1) ?? "").replace(/\.\w+$/, "");
  return pointers.get(stem) ?? value;
}

function addTags(
  { property, mapping, defaultMember }: Discriminator,
  members: readonly Pointer[],
  pointers: ReadonlyMap<string, Pointer>,
  tags: Map<Pointer, Map<string, Tags>>,
): void {
  const mapped = new Map<Pointer, string[]>();
  for (const [tag, value] of mapping) {
    const pointer = mappedPointer(value, pointers);
    mapped.set(pointer, [...(mapped.get(pointer) ?? []), tag]);
  }
  const byDefault = defaultMember === null ? [] : [defaultMember];
  for (const member of new Set([...members, ...mapped.keys(), ...byDefault])) {
    const byProperty = tags.get(member) ?? new Map<string, Tags>();
    tags.set(member, byProperty);
    const isDefault = member === defaultMember;
    const found: Tags = {
      values: mapped.get(member) ?? (isDefault ? [] : [segmentsOf(member).at(-1) ?? ""]),
      mapped: isDefault || mapped.has(member),
      isDefault,
    };
    const before = byProperty.get(property);
    byProperty.set(property, before === undefined ? found : joinTags(before, found));
  }
}

/** A mapping outweighs the schema's name, which only stands in for one. */
function joinTags(left: Tags, right: Tags): Tags {
  if (left.mapped !== right.mapped) return left.mapped ? left : right;
  return {
    values: [...new Set([...left.values, ...right.values])],
    mapped: left.mapped,
    isDefault: left.isDefault || right.isDefault,
  };
}

function unionRefs(schema: JsonObject): readonly Pointer[] {
  return [...membersOf(schema, "oneOf"), ...membersOf(schema, "anyOf")].flatMap((member) =>
    isObject(member) && typeof member["$ref"] === "string" ? [pointerOfRef(member["$ref"])] : [],
  );
}
