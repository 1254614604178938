/** What a type is made of, once its names are followed. */
import type { ObjectType, Property, Surface, Type } from "../contract/index.js";
import { intersectionOf, membersOf, named, objectOf, unionOf } from "../lib/type.js";

/** The type that a name stands for, with what it extends; other types as they are. A name that is not declared here is the runtime's. */
export function structureOf(type: Type, { types }: Surface): Type {
  const followed = new Set<string>();
  let current = type;
  while (current.kind === "name" && !followed.has(current.name)) {
    const declared = types.get(current.name);
    if (declared === undefined) return current;
    followed.add(current.name);
    const bases = declared.heritage.map((name) => named(name));
    current = bases.length === 0 ? declared.type : intersectionOf([...bases, declared.type]);
  }
  return current;
}

export function isDeclared(type: Type, { types }: Surface): boolean {
  return type.kind === "name" && types.has(type.name);
}

/** The alternatives of a type, those of unions that it names included. */
export function alternativesOf(
  type: Type,
  surface: Surface,
  seen: ReadonlySet<string> = new Set(),
): readonly Type[] {
  return membersOf(type).flatMap((member): readonly Type[] => {
    if (member.kind !== "name" || seen.has(member.name)) return [member];
    const structure = structureOf(member, surface);
    return structure.kind === "union"
      ? alternativesOf(structure, surface, new Set([...seen, member.name]))
      : [member];
  });
}

/** As one object, with all properties of what it extends; `null` where it is something else. */
export function objectIn(type: Type, surface: Surface): ObjectType | null {
  const structure = structureOf(type, surface);
  if (structure.kind === "object") return structure;
  if (structure.kind === "literal") return constantObject(structure.value);
  if (structure.kind !== "intersection") return null;
  const parts: ObjectType[] = [];
  for (const member of structure.members) {
    const part = objectIn(member, surface);
    if (part === null) return null;
    parts.push(part);
  }
  return joined(parts);
}

function constantObject(value: Extract<Type, { kind: "literal" }>["value"]): ObjectType | null {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  return objectOf(
    Object.entries(value).map(([name, each]): Property => {
      const type: Type = each === null ? { kind: "null" } : { kind: "literal", value: each };
      return { name, type, required: true, doc: null, pointer: null, constraints: null };
    }),
  );
}

/** Of all of them: a property that two have is both. */
function joined(parts: readonly ObjectType[]): ObjectType {
  const properties = new Map<string, Property>();
  for (const property of parts.flatMap((part) => part.properties)) {
    const known = properties.get(property.name);
    properties.set(
      property.name,
      known === undefined
        ? property
        : {
            ...property,
            type: intersectionOf([known.type, property.type]),
            required: known.required || property.required,
          },
    );
  }
  const rests = parts.flatMap(({ rest }) => rest ?? []);
  return objectOf([...properties.values()], rests.length === 0 ? null : unionOf(rests));
}
