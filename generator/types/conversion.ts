/** Where dates and 64-bit integers stand in values of a type. */
import type { Conversion, Json, ResolvedConfig, Type } from "../contract/index.js";
import { allOf } from "../lib/conversion.js";
import { DATE, keyOf, membersOf, named, nameIn, partsOf } from "../lib/type.js";
import type { DeclaredType } from "./object.js";

type Declarations = ReadonlyMap<string, DeclaredType>;

export interface Converter {
  /** `null` where there is nothing to convert. */
  of(type: Type): Conversion | null;
  ofDeclaration(declaration: DeclaredType): Conversion | null;
}

export function createConverter(
  { dates, int64 }: ResolvedConfig["types"],
  planned: readonly (DeclaredType & { readonly name: string })[],
): Converter {
  if (dates === "string" && int64 === "number")
    return { of: () => null, ofDeclaration: () => null };
  const declarations: Declarations = new Map(planned.map((each) => [each.name, each]));
  const holders = holdersIn(declarations);
  const of = (type: Type): Conversion | null => {
    const name = nameIn(type);
    if (name !== null) return holders.has(name) ? { kind: "named", name } : null;
    if (type.kind === "union") return ofUnion(type.members, of, declarations);
    if (type.kind === "intersection")
      return allOf(type.members.flatMap((member) => of(member) ?? []));
    return leafKind(type) ?? ofParts(type, of);
  };
  return {
    of,
    ofDeclaration: ({ type, heritage }) =>
      allOf([
        ...heritage.flatMap((name): Conversion[] =>
          holders.has(name) ? [{ kind: "named", name }] : [],
        ),
        ...[of(type)].filter((each) => each !== null),
      ]),
  };
}

function leafKind(type: Type): Conversion | null {
  if (type.kind === "bigint") return { kind: "int64" };
  return type.kind === "global" && keyOf(type) === keyOf(DATE) ? { kind: "dateTime" } : null;
}

/** Declarations with something to convert in them, or in what they refer to. */
function holdersIn(declarations: Declarations): ReadonlySet<string> {
  const users = new Map<string, string[]>();
  const holders = new Set<string>();
  for (const [name, { type, heritage }] of declarations) {
    const used = new Set(heritage);
    if (findsLeaf(type, used)) holders.add(name);
    for (const each of used) {
      const list = users.get(each);
      if (list === undefined) users.set(each, [name]);
      else list.push(name);
    }
  }
  for (const used of holders) for (const user of users.get(used) ?? []) holders.add(user);
  return holders;
}

/** True where the type itself has something to convert; the declarations that it names are noted. */
function findsLeaf(type: Type, used: Set<string>): boolean {
  if (type.kind === "name") used.add(type.name);
  const found = partsOf(type).map((part) => findsLeaf(part, used));
  return leafKind(type) !== null || found.includes(true);
}

function ofParts(type: Type, of: Converter["of"]): Conversion | null {
  switch (type.kind) {
    case "tuple": {
      const first = type.items.map(of);
      const last = type.rest === null ? null : of(type.rest);
      const isEmpty = last === null && first.every((each) => each === null);
      return isEmpty ? null : { kind: "list", first, items: last };
    }
    case "array": {
      const items = of(type.items);
      return items === null ? null : { kind: "list", first: [], items };
    }
    case "object": {
      const rest = type.rest === null ? null : of(type.rest);
      const all = type.properties.map((property) => [property.name, of(property.type)] as const);
      const properties = rest === null ? all.filter(([, each]) => each !== null) : all;
      return rest === null && properties.length === 0 ? null : { kind: "object", properties, rest };
    }
    default:
      return null;
  }
}

/** Of objects only the alternative that a value is: told by its tags, else by the properties that it must have. */
function ofUnion(
  members: readonly Type[],
  of: Converter["of"],
  declarations: Declarations,
): Conversion | null {
  const marks = members.map((member) => marksOf(member, declarations));
  const objects = marks.filter((each) => each !== null);
  const shared = (name: string) => objects.every(({ has }) => has.has(name));
  return allOf(
    members.flatMap((member, index): Conversion[] => {
      const conversion = of(member);
      const mark = marks[index] ?? null;
      if (conversion === null) return [];
      if (mark === null || objects.length < 2) return [conversion];
      const is = [...mark.is];
      const has = is.length > 0 ? [] : [...mark.has].filter((name) => !shared(name));
      const isPlain = is.length === 0 && has.length === 0;
      return isPlain ? [conversion] : [{ kind: "when", has, is, conversion }];
    }),
  );
}

interface Marks {
  readonly has: ReadonlySet<string>;
  readonly is: ReadonlyMap<string, readonly Json[]>;
}

/** What an object of this type must have; `null` for what is no object, or one of several. */
function marksOf(
  type: Type,
  declarations: Declarations,
  seen: readonly string[] = [],
): Marks | null {
  const name = nameIn(type);
  if (name !== null) {
    const declaration = declarations.get(name);
    if (declaration === undefined || seen.includes(name)) return null;
    const deeper = [...seen, name];
    const own = marksOf(declaration.type, declarations, deeper);
    const bases = declaration.heritage.map((base) => marksOf(named(base), declarations, deeper));
    return own === null ? null : joined([own, ...bases]);
  }
  if (type.kind === "intersection")
    return joined(type.members.map((member) => marksOf(member, declarations, seen)));
  if (type.kind !== "object") return null;
  const is = type.properties.flatMap((property) => {
    const values = literalsIn(property.type);
    return values === null ? [] : [[property.name, values] as const];
  });
  const required = type.properties.filter((property) => property.required);
  return { has: new Set(required.map((property) => property.name)), is: new Map(is) };
}

function joined(parts: readonly (Marks | null)[]): Marks | null {
  const known = parts.filter((part) => part !== null);
  if (known.length === 0) return null;
  return {
    has: new Set(known.flatMap(({ has }) => [...has])),
    is: new Map(known.flatMap(({ is }) => [...is]).reverse()),
  };
}

/** The values of a closed enum or constant. */
function literalsIn(type: Type): readonly Json[] | null {
  const values = membersOf(type).map((each) => (each.kind === "literal" ? each.value : undefined));
  return values.every((value) => value !== undefined) ? values : null;
}
