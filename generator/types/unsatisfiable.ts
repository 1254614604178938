/** Intersections that no value satisfies, such as `string & Pet` or `{ kind: "cat" } & { kind: "dog" }`: they become `never`, and are reported. */
import type { ObjectType, Pointer, Type } from "../contract/index.js";
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
  const lookup = { declarations, depth: 0 };
  const sets = members.map((member) => valuesOf(member, lookup));
  return sets.some((one, index) => sets.slice(index + 1).some((other) => areDisjoint(one, other)));
}

/** How far into properties of properties two objects are compared. */
const DEEPEST = 3;
/** Of how many alternatives each of one union is compared with each of another. */
const MOST_ALTERNATIVES = 16;

interface Lookup {
  readonly declarations: Declarations;
  readonly depth: number;
}

/** What a value can be, by its kind. `null`: anything. */
type Values = ReadonlyMap<string, Kind> | null;

interface Kind {
  /** Where only some values of the kind are meant: which. */
  readonly listed: ReadonlySet<string> | null;
  /** Of objects, where they are known: what each alternative says of its properties. */
  readonly objects: readonly ObjectView[] | null;
}

type ObjectView = ReadonlyMap<string, PropertyView>;

interface PropertyView {
  readonly required: boolean;
  /** Found when it is asked for: objects refer to themselves. */
  readonly values: () => Values;
}

function areDisjoint(one: Values, other: Values): boolean {
  if (one === null || other === null) return false;
  return [...one].every(([name, kind]) => {
    const others = other.get(name);
    return others === undefined || areOther(kind, others);
  });
}

function areOther(one: Kind, other: Kind): boolean {
  const { listed } = other;
  if (one.listed !== null && listed !== null)
    return ![...one.listed].some((value) => listed.has(value));
  if (one.objects === null || other.objects === null) return false;
  const { objects } = other;
  return one.objects.every((each) => objects.every((another) => contradict(each, another)));
}

/** `{ kind: "cat" }` and `{ kind: "dog" }`. What both may leave out does not keep a value from being both. */
function contradict(one: ObjectView, other: ObjectView): boolean {
  return [...one].some(([name, { required, values }]) => {
    const another = other.get(name);
    if (another === undefined || !(required || another.required)) return false;
    return areDisjoint(values(), another.values());
  });
}

function valuesOf(type: Type, lookup: Lookup, above: readonly string[] = []): Values {
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
      return new Map([[typeof value, { listed: new Set([keyOf(type)]), objects: null }]]);
    }
    case "object":
      // `{}` is anything but null.
      if (type.properties.length === 0 && type.rest === null) return null;
      return new Map([["object", { listed: null, objects: [viewOf(type, lookup)] }]]);
    case "union":
      return joined(membersOf(type).map((member) => valuesOf(member, lookup, above)));
    case "intersection":
      return ofAllParts(type.members.map((member) => valuesOf(member, lookup, above)));
    case "name":
      if (keyOf(type) === keyOf(UNMAPPED_TAG)) return any("string");
      return above.includes(type.name) ? null : declaredValues(type.name, lookup, above);
    default:
      return null;
  }
}

function declaredValues(name: string, lookup: Lookup, above: readonly string[]): Values {
  const declared = lookup.declarations.get(name);
  if (declared === undefined) return null;
  const inside = [...above, name];
  const own = valuesOf(declared.type, lookup, inside);
  if (declared.heritage.length === 0) return own;
  // What an interface says itself stands for what it inherits.
  return ofAllParts([
    ...declared.heritage.map((base) => declaredValues(base, lookup, inside)),
    own,
  ]);
}

/** Of an object that is all of them. What is no object, or one of several, says nothing here. */
function ofAllParts(parts: readonly Values[]): Values {
  const objects = parts.flatMap((part) => {
    const [only, ...others] = part?.size === 1 ? (part.get("object")?.objects ?? []) : [];
    return only === undefined || others.length > 0 ? [] : [...only];
  });
  return objects.length === 0
    ? null
    : new Map([["object", { listed: null, objects: [new Map(objects)] }]]);
}

function viewOf({ properties }: ObjectType, { declarations, depth }: Lookup): ObjectView {
  if (depth === DEEPEST) return new Map();
  const lookup = { declarations, depth: depth + 1 };
  return new Map(
    properties.map(({ name, required, type }) => [
      name,
      { required, values: () => valuesOf(type, lookup) },
    ]),
  );
}

function any(kind: string): Values {
  return new Map([[kind, { listed: null, objects: null }]]);
}

function joined(all: readonly Values[]): Values {
  const found = new Map<string, Kind>();
  for (const values of all) {
    if (values === null) return null;
    for (const [name, kind] of values) {
      const known = found.get(name);
      found.set(name, known === undefined ? kind : either(known, kind));
    }
  }
  return found;
}

function either(one: Kind, other: Kind): Kind {
  const isOpen = one.listed === null || other.listed === null;
  const objects =
    one.objects === null || other.objects === null ? null : [...one.objects, ...other.objects];
  return {
    listed: isOpen ? null : new Set([...one.listed, ...other.listed]),
    objects: objects !== null && objects.length > MOST_ALTERNATIVES ? null : objects,
  };
}
