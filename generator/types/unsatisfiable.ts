/** Intersections that no value satisfies, such as `string & Pet`: they become `never`, and are reported. */
import type { Pointer, Type } from "../contract/index.js";
import { printType } from "../lib/print-type.js";
import { intersectionOf, keyOf, membersOf, NEVER, UNMAPPED_TAG, unionOf } from "../lib/type.js";
import type { DeclaredType } from "./object.js";

type Declarations = ReadonlyMap<string, DeclaredType>;

/** `pointer`: the schema that says it, or the nearest one around it. */
type Tell = (pointer: Pointer, text: string) => void;

/** The type with `never` in the place of each such intersection; the same object where there is none. */
export function withoutUnsatisfiable(
  type: Type,
  pointer: Pointer,
  declarations: Declarations,
  tell: Tell,
): Type {
  const visit = (part: Type, at: Pointer): Type => {
    switch (part.kind) {
      case "union":
        return changed(part, part.members, (each) => visit(each, at), unionOf);
      case "intersection": {
        if (!isEmpty(part.members, declarations))
          return changed(part, part.members, (each) => visit(each, at), intersectionOf);
        tell(at, printType(part));
        return NEVER;
      }
      case "array": {
        const items = visit(part.items, at);
        return items === part.items ? part : { ...part, items };
      }
      case "tuple": {
        const items = part.items.map((each) => visit(each, at));
        return items.every((each, index) => each === part.items[index]) ? part : { ...part, items };
      }
      case "object": {
        const properties = part.properties.map((each) => {
          const found = visit(each.type, each.pointer ?? at);
          return found === each.type ? each : { ...each, type: found };
        });
        const rest = part.rest === null ? null : visit(part.rest, at);
        const isSame =
          rest === part.rest && properties.every((each, index) => each === part.properties[index]);
        return isSame ? part : { ...part, properties, rest };
      }
      default:
        return part;
    }
  };
  return visit(type, pointer);
}

function changed(
  type: Type,
  members: readonly Type[],
  visit: (member: Type) => Type,
  make: (members: readonly Type[]) => Type,
): Type {
  const found = members.map(visit);
  return found.every((each, index) => each === members[index]) ? type : make(found);
}

function isEmpty(members: readonly Type[], declarations: Declarations): boolean {
  const sets = members.map((member) => valuesOf(member, declarations));
  return sets.some((one, index) => sets.slice(index + 1).some((other) => areDisjoint(one, other)));
}

/** What a value can be: kinds, and of those that are listed which ones. `null`: anything. */
type Values = ReadonlyMap<string, ReadonlySet<string> | null> | null;

function areDisjoint(one: Values, other: Values): boolean {
  if (one === null || other === null) return false;
  return [...one].every(([kind, listed]) => {
    const others = other.get(kind);
    if (others === undefined) return true;
    return listed !== null && others !== null && ![...listed].some((value) => others.has(value));
  });
}

function valuesOf(type: Type, declarations: Declarations, above: readonly string[] = []): Values {
  switch (type.kind) {
    case "string":
    case "number":
    case "boolean":
    case "null":
    case "array":
      return any(type.kind);
    case "tuple":
      return any("array");
    case "open":
      return any(type.of);
    case "literal": {
      const { value } = type;
      if (typeof value === "object") return any(Array.isArray(value) ? "array" : "object");
      return new Map([[typeof value, new Set([keyOf(type)])]]);
    }
    case "object":
      // `{}` is anything but null.
      return type.properties.length === 0 && type.rest === null ? null : any("object");
    case "union":
      return joined(membersOf(type).map((member) => valuesOf(member, declarations, above)));
    case "name": {
      if (keyOf(type) === keyOf(UNMAPPED_TAG)) return any("string");
      const declared = declarations.get(type.name);
      if (declared === undefined || above.includes(type.name)) return null;
      return declared.heritage.length > 0
        ? any("object")
        : valuesOf(declared.type, declarations, [...above, type.name]);
    }
    default:
      return null;
  }
}

function any(kind: string): Values {
  return new Map([[kind, null]]);
}

function joined(all: readonly Values[]): Values {
  const found = new Map<string, ReadonlySet<string> | null>();
  for (const values of all) {
    if (values === null) return null;
    for (const [kind, listed] of values) {
      const known = found.get(kind);
      const isOpen = listed === null || known === null;
      found.set(kind, isOpen ? null : new Set([...(known ?? []), ...listed]));
    }
  }
  return found;
}
