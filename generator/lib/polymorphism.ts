/**
 * Discriminated unions: which component is the base of which others, and which tags mean which schema. A union can be
 * stated by its members, `oneOf: [Cat, Dog]`, or by what extends a schema with a discriminator:
 * `Cat: { allOf: [Pet] }`.
 */
import type {
  DiscriminatedUnion,
  JsonObject,
  Pointer,
  Polymorphism,
  Tags,
} from "../contract/index.js";
import { discriminatorOf, joinTags, tagsOf, type Discriminator } from "./discriminator.js";
import { walkDocument } from "./document-walk.js";
import { child, isObject, pointerOfRef } from "./pointer.js";
import { namedEntries, object } from "./read.js";
import { membersOf } from "./schema-shape.js";

interface Component {
  readonly pointer: Pointer;
  readonly discriminator: Discriminator | null;
  /** That it refers to by `oneOf` or `anyOf`. */
  readonly alternatives: readonly Pointer[];
  /** That extend it, or extend one that does. */
  readonly heirs: ReadonlySet<Pointer>;
}

/** `discriminated`: all schemas of the document that have a discriminator. */
export function polymorphismOf(
  root: JsonObject,
  discriminated: readonly JsonObject[] = walkDocument(root).discriminated,
): Polymorphism {
  const named = namedEntries(object(root["components"])["schemas"]);
  const pointers = new Map(named.map(([key]) => [key, child("/components/schemas", key)]));
  const objects = new Map(
    named.flatMap(([key, schema]) =>
      isObject(schema) ? [[child("/components/schemas", key), schema] as const] : [],
    ),
  );
  const children = childrenOf(objects);
  const components = [...objects].map(([pointer, schema]) => ({
    pointer,
    discriminator: discriminatorOf(schema, pointers),
    alternatives: alternativesOf(schema),
    heirs: descendants(pointer, children),
  }));
  const unions = new Map(
    discriminated.flatMap((schema) => {
      const discriminator = discriminatorOf(schema, pointers);
      const members = alternativesOf(schema);
      if (discriminator === null || members.length === 0) return [];
      const { property } = discriminator;
      return [[schema, { property, tags: tagsOf(discriminator, members) }] as const];
    }),
  );
  return {
    bases: basesAmong(components, children),
    tags: joinAll([...components.flatMap(inheritedTags), ...unions.values()]),
    unions,
  };
}

/**
 * The members that a base stands for: those that it lists, or, where it has only a discriminator, all that extend it.
 */
function membersOfBase({ alternatives, discriminator, heirs }: Component): readonly Pointer[] {
  if (alternatives.length > 0)
    return alternatives.some((member) => heirs.has(member)) ? alternatives : [];
  return discriminator === null ? [] : [...heirs];
}

/** Those of the heirs of a base. */
function inheritedTags(component: Component): readonly DiscriminatedUnion[] {
  const { discriminator, alternatives } = component;
  const members = membersOfBase(component);
  // One that only lists its members is a union, and no base.
  if (discriminator === null || (alternatives.length > 0 && members.length === 0)) return [];
  const tags = [...tagsOf(discriminator, members)];
  return [
    {
      property: discriminator.property,
      tags: new Map(tags.map(([member, each]) => [member, { ...each, isInherited: true }])),
    },
  ];
}

type Children = ReadonlyMap<Pointer, readonly Pointer[]>;

function basesAmong(components: readonly Component[], children: Children): Polymorphism["bases"] {
  const listing = new Set(
    components.filter(({ alternatives }) => alternatives.length > 0).map(({ pointer }) => pointer),
  );
  const bases = new Map<Pointer, readonly Pointer[]>();
  for (const component of components) {
    const members = membersOfBase(component);
    if (members.length > 0) bases.set(component.pointer, members);
  }
  // `Pet` <- `Dog` <- `Poodle`: `Dog` extends a base, and is one to its own heirs, whether it says so or not.
  const extending = extendingBases(components, listing);
  const between = new Map<Pointer, readonly Pointer[]>();
  for (const pointer of extending) {
    const heirs = bases.has(pointer) ? [] : [...descendants(pointer, children)];
    if (heirs.length > 0) between.set(pointer, heirs);
  }
  const direct = withoutIndirect(new Map([...bases, ...between]), listing);
  // A value with the tag of `Dog` is a `Dog` that is no `Poodle`: such a base is among its own members.
  for (const self of [...taggedThemselves(components, extending), ...between.keys()]) {
    const members = direct.get(self);
    if (members !== undefined) direct.set(self, [...new Set([...members, self])]);
  }
  return direct;
}

/** What extends a component that has a discriminator and lists no members. */
function extendingBases(
  components: readonly Component[],
  listing: ReadonlySet<Pointer>,
): ReadonlySet<Pointer> {
  const bases = components.filter(
    ({ pointer, discriminator }) => discriminator !== null && !listing.has(pointer),
  );
  return new Set(bases.flatMap(({ heirs }) => [...heirs].filter((heir) => !listing.has(heir))));
}

/** Bases that a tag means: by the mapping of their own discriminator, or of that of a base that they extend. */
function taggedThemselves(
  components: readonly Component[],
  extending: ReadonlySet<Pointer>,
): readonly Pointer[] {
  return components.flatMap(({ pointer, discriminator, alternatives }) => {
    if (discriminator === null) return [];
    const { mapping, defaultMember } = discriminator;
    const mapped = mapping
      .map(([, to]) => to)
      .filter((to) => alternatives.length === 0 && (to === pointer || extending.has(to)));
    return defaultMember === pointer ? [pointer, ...mapped] : mapped;
  });
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

function childrenOf(objects: ReadonlyMap<Pointer, JsonObject>): Children {
  const children = new Map<Pointer, Pointer[]>();
  for (const [pointer, schema] of objects) {
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
function descendants(base: Pointer, children: Children): ReadonlySet<Pointer> {
  const found = new Set<Pointer>();
  const waiting = [...(children.get(base) ?? [])];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    if (next === base || found.has(next)) continue;
    found.add(next);
    waiting.unshift(...(children.get(next) ?? []));
  }
  return found;
}

function alternativesOf(schema: JsonObject): readonly Pointer[] {
  return [...membersOf(schema, "oneOf"), ...membersOf(schema, "anyOf")].flatMap((member) =>
    isObject(member) && typeof member["$ref"] === "string" ? [pointerOfRef(member["$ref"])] : [],
  );
}

/** Several unions may share a member. */
function joinAll(unions: readonly DiscriminatedUnion[]): Polymorphism["tags"] {
  const all = new Map<Pointer, Map<string, Tags>>();
  for (const { property, tags } of unions) {
    for (const [member, added] of tags) {
      const byProperty = all.get(member) ?? new Map<string, Tags>();
      all.set(member, byProperty);
      const before = byProperty.get(property);
      byProperty.set(property, before === undefined ? added : joinTags(before, added));
    }
  }
  return all;
}
