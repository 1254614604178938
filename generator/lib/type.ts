/** Types are made and compared here: unions and intersections in their shortest form, and whether one type holds another. */
import type { Keyword, NamedType, ObjectType, Property, Type } from "../contract/index.js";

export const STRING: Type = { kind: "string" };
export const UNKNOWN: Type = { kind: "unknown" };
export const NULL: Type = { kind: "null" };
export const NEVER: Type = { kind: "never" };
export const UNDEFINED: Type = { kind: "undefined" };
/** What the options make of a string or number; JSON has the latter. */
export const DATE: Type = global("Date");
export const BIGINT: Type = { kind: "bigint" };
/** What a response brings as bytes. */
export const BLOB: Type = global("Blob");
/** Declared by the runtime: bytes, in any form that a caller may have them in. */
export const UPLOADABLE: Type = named("Uploadable");
/** Declared by the runtime: a string that the compiler knows to be no literal, so that comparing it with one narrows a union. */
export const UNMAPPED_TAG: Type = named("UnmappedTag");

/** A type that the package declares. */
export function named(name: string, ...args: readonly Type[]): NamedType {
  return { kind: "name", name, arguments: args };
}

/** One of the language or the platform. */
export function global(name: string, ...args: readonly Type[]): NamedType {
  return { kind: "global", name, arguments: args };
}

export function nameIn(type: Type): string | null {
  return type.kind === "name" ? type.name : null;
}

export function arrayOf(items: Type): Type {
  return { kind: "array", items };
}

export function literalOf(value: Extract<Type, { kind: "literal" }>["value"]): Type {
  return value === null ? NULL : { kind: "literal", value };
}

export function objectOf(properties: readonly Property[], rest: Type | null = null): ObjectType {
  return { kind: "object", properties, rest };
}

/** One that no schema describes. */
export function property(name: string, type: Type, required: boolean): Property {
  return { name, type, required, doc: null, pointer: null, constraints: null };
}

/** Flat, without repeats, `null` and `undefined` last; anything beside `unknown` is `unknown`. */
export function unionOf(members: readonly Type[]): Type {
  if (members.length === 1) return members[0] ?? NEVER;
  const found = new Map<string, Type>();
  for (const member of members.flatMap(membersOf)) {
    if (member.kind === "unknown") return UNKNOWN;
    if (member.kind !== "never") found.set(keyOf(member), member);
  }
  const absent = [NULL, UNDEFINED].filter((each) => found.delete(keyOf(each)));
  const all = [...withoutSwallowing([...found.values()]), ...absent];
  const [only = NEVER] = all;
  return all.length > 1 ? { kind: "union", members: all } : only;
}

/** The alternatives that a type is: one, where it is no union. */
export function membersOf(type: Type): readonly Type[] {
  return type.kind === "union" ? type.members : [type];
}

/** `"a" | string` would be `string` alone; `"a" | (string & {})` says both. */
function withoutSwallowing(members: readonly Type[]): readonly Type[] {
  const literals = new Set(
    members.map((member) => (member.kind === "literal" ? typeof member.value : null)),
  );
  const opened = members.map((member): Type => {
    const isOpened =
      (member.kind === "string" || member.kind === "number") && literals.has(member.kind);
    return isOpened ? { kind: "open", of: member.kind } : member;
  });
  // An open string and a plain one are the same once the plain one is open.
  return opened.filter(
    (member, at) =>
      member.kind !== "open" ||
      opened.findIndex((other) => other.kind === "open" && other.of === member.of) === at,
  );
}

/** Flat and without repeats; `unknown` adds nothing. */
export function intersectionOf(members: readonly Type[]): Type {
  if (members.length === 1) return members[0] ?? UNKNOWN;
  const found = new Map<string, Type>();
  for (const member of members.flatMap(jointMembersOf))
    if (member.kind !== "unknown") found.set(keyOf(member), member);
  const all = [...found.values()];
  const [only = UNKNOWN] = all;
  return all.length > 1 ? { kind: "intersection", members: all } : only;
}

function jointMembersOf(type: Type): readonly Type[] {
  if (type.kind === "open") return [{ kind: type.of }, objectOf([])];
  return type.kind === "intersection" ? type.members : [type];
}

/** Equal for types that print the same. */
export function keyOf(type: Type): string {
  switch (type.kind) {
    case "literal":
      return JSON.stringify(type.value);
    case "open":
      return `open ${type.of}`;
    case "name":
    case "global":
      return type.arguments.length === 0
        ? `${type.kind} ${type.name}`
        : `${type.kind} ${type.name}<${type.arguments.map(keyOf).join(", ")}>`;
    case "array":
      return `${keyOf(type.items)}[]`;
    case "union":
      return `(${type.members.map(keyOf).join(" | ")})`;
    case "intersection":
      return `(${type.members.map(keyOf).join(" & ")})`;
    case "member":
      return `${keyOf(type.of)}[${JSON.stringify(type.key)}]`;
    case "tuple":
      return `[${type.items.map(keyOf).join(", ")}; ${type.required}; ${keyOrNone(type.rest)}]`;
    case "object": {
      const properties = type.properties.map(
        ({ name, required, type: value }) =>
          `${JSON.stringify(name)}${required ? "" : "?"}: ${keyOf(value)}; `,
      );
      return `{ ${properties.join("")}${keyOrNone(type.rest)} }`;
    }
    default:
      return type.kind;
  }
}

function keyOrNone(type: Type | null): string {
  return type === null ? "" : `...${keyOf(type)}`;
}

/**
 * True where every value of `narrow` is certainly one of `wide`, as JSON has them: a date is a string. False where that is not plain
 * to see.
 */
export function isNarrower(narrow: Type, wide: Type): boolean {
  return isWithin(narrow, wide, jsonTypeOf);
}

/** The same, as TypeScript has them: a `Date` is no string. */
export function isAssignable(narrow: Type, wide: Type): boolean {
  return isWithin(narrow, wide, typeOf);
}

function isWithin(narrow: Type, wide: Type, typeIn: (type: Type) => Keyword | null): boolean {
  if (narrow === wide || wide.kind === "unknown" || keyOf(narrow) === keyOf(wide)) return true;
  if (narrow.kind === "union")
    return narrow.members.every((member) => isWithin(member, wide, typeIn));
  if (wide.kind === "union") return wide.members.some((member) => isWithin(narrow, member, typeIn));
  const type = typeIn(narrow);
  return type !== null && type === (wide.kind === "open" ? wide.of : wide.kind);
}

function jsonTypeOf(type: Type): Keyword | null {
  if (type.kind === "bigint") return "number";
  return type.kind === "global" && keyOf(type) === keyOf(DATE) ? "string" : typeOf(type);
}

function typeOf(type: Type): Keyword | null {
  switch (type.kind) {
    case "literal":
      return LITERALS.get(typeof type.value) ?? null;
    case "open":
      return type.of;
    case "name":
      return keyOf(type) === keyOf(UNMAPPED_TAG) ? "string" : null;
    case "string":
    case "number":
    case "boolean":
    case "null":
      return type.kind;
    default:
      return null;
  }
}

const LITERALS: ReadonlyMap<string, Keyword> = new Map(
  (["string", "number", "boolean"] as const).map((kind) => [kind, kind]),
);

/**
 * `Record<string, T>`: an object of which only the values are known. Where `T` names something it is an interface with an index
 * signature, because `type Tree = Record<string, Tree>` is an error.
 */
export function isRecord({ properties, rest }: ObjectType): boolean {
  return rest !== null && properties.length === 0 && isPlain(rest);
}

function isPlain(type: Type): boolean {
  return !SPECIAL.has(type.kind) && partsOf(type).every(isPlain);
}

const SPECIAL: ReadonlySet<Type["kind"]> = new Set([
  "name",
  "global",
  "bigint",
  "never",
  "undefined",
  "member",
]);

/** Every name of the package's that the type has in it. */
export function namesIn(type: Type, found: Set<string> = new Set()): Set<string> {
  if (type.kind === "name") found.add(type.name);
  for (const part of partsOf(type)) namesIn(part, found);
  return found;
}

/** The types that a type is made of, one level down. */
export function partsOf(type: Type): readonly Type[] {
  switch (type.kind) {
    case "name":
    case "global":
      return type.arguments;
    case "array":
      return [type.items];
    case "tuple":
      return type.rest === null ? type.items : [...type.items, type.rest];
    case "object": {
      const values = type.properties.map((each) => each.type);
      return type.rest === null ? values : [...values, type.rest];
    }
    case "union":
    case "intersection":
      return type.members;
    case "member":
      return [type.of];
    default:
      return [];
  }
}
