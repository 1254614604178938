/** Where dates and 64-bit integers stand in values of a type: the same walk over lowered schemas that the printer does. */
import type { Conversion, Json, ResolvedConfig } from "../contract/index.js";
import { allOf } from "../lib/conversion.js";
import { BIGINT, DATE, isObjectType, nameIn, namesIn, TUPLE, type Lowered } from "./lowered.js";
import type { LoweredDeclaration } from "./object.js";

type Declarations = ReadonlyMap<string, LoweredDeclaration>;

export interface Converter {
  /** `null` where there is nothing to convert. */
  of(lowered: Lowered): Conversion | null;
  ofDeclaration(declaration: LoweredDeclaration): Conversion | null;
}

export function createConverter(
  { dates, int64 }: ResolvedConfig["types"],
  planned: readonly (LoweredDeclaration & { readonly name: string })[],
): Converter {
  if (dates === "string" && int64 === "number")
    return { of: () => null, ofDeclaration: () => null };
  const declarations: Declarations = new Map(planned.map((each) => [each.name, each]));
  const holders = holdersIn(declarations);
  const of = (lowered: Lowered): Conversion | null => {
    const name = nameIn(lowered);
    if (name === nameIn(DATE)) return { kind: "dateTime" };
    if (name === nameIn(BIGINT)) return { kind: "int64" };
    if (name !== null) return holders.has(name) ? { kind: "named", name } : null;
    if ("oneOf" in lowered) return ofUnion(lowered.oneOf, of, declarations);
    if ("allOf" in lowered) return allOf(lowered.allOf.flatMap((member) => of(member) ?? []));
    return ofParts(lowered, of);
  };
  return {
    of,
    ofDeclaration: ({ lowered, heritage }) =>
      allOf([
        ...heritage.flatMap((name): Conversion[] =>
          holders.has(name) ? [{ kind: "named", name }] : [],
        ),
        ...[of(lowered)].filter((each) => each !== null),
      ]),
  };
}

/** Declarations with something to convert in them, or in what they refer to. */
function holdersIn(declarations: Declarations): ReadonlySet<string> {
  const users = new Map<string, string[]>();
  for (const [name, { lowered, heritage }] of declarations) {
    for (const used of new Set([...heritage, ...namesIn(lowered)])) {
      const list = users.get(used);
      if (list === undefined) users.set(used, [name]);
      else list.push(name);
    }
  }
  const holders = new Set<string>();
  const waiting = [nameIn(DATE) ?? "", nameIn(BIGINT) ?? ""];
  for (let used = waiting.pop(); used !== undefined; used = waiting.pop()) {
    for (const user of users.get(used) ?? []) {
      if (holders.has(user)) continue;
      holders.add(user);
      waiting.push(user);
    }
  }
  return holders;
}

function ofParts(lowered: Lowered, of: Converter["of"]): Conversion | null {
  if (TUPLE in lowered) {
    const { items, rest } = lowered[TUPLE];
    const first = items.map(of);
    const last = rest === null ? null : of(rest);
    const isEmpty = last === null && first.every((each) => each === null);
    return isEmpty ? null : { kind: "list", first, items: last };
  }
  if ("items" in lowered) {
    const items = of(lowered.items);
    return items === null ? null : { kind: "list", first: [], items };
  }
  if (!isObjectType(lowered)) return null;
  const rest = lowered.additionalProperties === undefined ? null : of(lowered.additionalProperties);
  const all = Object.entries(lowered.properties).map(
    ([name, property]) => [name, of(property)] as const,
  );
  const properties = rest === null ? all.filter(([, each]) => each !== null) : all;
  return rest === null && properties.length === 0 ? null : { kind: "object", properties, rest };
}

/** Of objects only the alternative that a value is: told by its tags, else by the properties that it must have. */
function ofUnion(
  members: readonly Lowered[],
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
  lowered: Lowered,
  declarations: Declarations,
  seen: readonly string[] = [],
): Marks | null {
  const name = nameIn(lowered);
  if (name !== null) {
    const declaration = declarations.get(name);
    if (declaration === undefined || seen.includes(name)) return null;
    const deeper = [...seen, name];
    const own = marksOf(declaration.lowered, declarations, deeper);
    const bases = declaration.heritage.map((base) =>
      marksOf({ $ref: `#/${base}` }, declarations, deeper),
    );
    return own === null ? null : joined([own, ...bases]);
  }
  if ("allOf" in lowered)
    return joined(lowered.allOf.map((member) => marksOf(member, declarations, seen)));
  if (!isObjectType(lowered)) return null;
  const is = Object.entries(lowered.properties).flatMap(([property, value]) => {
    const values = literalsIn(value);
    return values === null ? [] : [[property, values] as const];
  });
  return { has: new Set(lowered.required), is: new Map(is) };
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
function literalsIn(lowered: Lowered): readonly Json[] | null {
  if ("const" in lowered) return [lowered.const];
  if (!("oneOf" in lowered)) return null;
  const values = lowered.oneOf.map(literalsIn);
  return values.every((each) => each !== null) ? values.flat() : null;
}
