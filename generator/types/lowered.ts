/**
 * The subset of JSON Schema that openapi-typescript turns into exactly the type that is meant. Everything else is lowered to it:
 * one kind of keyword in each object, no documentation, references by the name of the declaration. What the subset cannot say
 * stands under an `x-` key, for the hooks in openapi-typescript.ts.
 */
import type { Json } from "../contract/index.js";

export type Lowered =
  | { readonly $ref: string; readonly [DOC]?: string }
  | { readonly const: Json; readonly [DOC]?: string }
  | {
      readonly type: "string" | "number" | "boolean" | "null";
      readonly [OPEN]?: true;
      readonly [DOC]?: string;
    }
  | { readonly type: "array"; readonly items: Lowered; readonly [DOC]?: string }
  | { readonly type: "array"; readonly [TUPLE]: LoweredTuple; readonly [DOC]?: string }
  | LoweredObject
  | { readonly oneOf: readonly Lowered[]; readonly [DOC]?: string }
  | { readonly allOf: readonly Lowered[]; readonly [DOC]?: string }
  | { readonly [UNKNOWN_MARK]: true; readonly [DOC]?: string };

export interface LoweredObject {
  readonly type: "object";
  readonly properties: Readonly<Record<string, Lowered>>;
  readonly required: readonly string[];
  /** Of every key that is not a property; absent where there is no index signature. */
  readonly additionalProperties?: Lowered;
  readonly [DOC]?: string;
}

export interface LoweredTuple {
  readonly items: readonly Lowered[];
  /** How many of them must be there. */
  readonly required: number;
  /** Of what follows; `null` where nothing may. */
  readonly rest: Lowered | null;
}

/** The text of a doc comment, on the value of a property. */
export const DOC = "x-doc";
/** `string & {}`: any string, without swallowing the literals beside it. */
export const OPEN = "x-open";
export const TUPLE = "x-tuple";
const UNKNOWN_MARK = "x-unknown";

const REF = "#/";

export const UNKNOWN: Lowered = { [UNKNOWN_MARK]: true };
export const NULL: Lowered = { type: "null" };
export const NEVER: Lowered = named("never");
export const UNDEFINED: Lowered = named("undefined");
/** What the options make of a string or number; JSON has the latter. */
export const DATE: Lowered = named("Date");
export const BIGINT: Lowered = named("bigint");
/** Declared by the runtime: a string that the compiler knows to be no literal, so that comparing it with one narrows a union. */
export const UNMAPPED_TAG = "UnmappedTag";
export const UNMAPPED: Lowered = named(UNMAPPED_TAG);
const IN_JSON: ReadonlyMap<string | null, string> = new Map([
  ["Date", "string"],
  ["bigint", "number"],
]);

/** A declaration, or a type that is there without one: `Pet`, `Blob`, `never`. */
export function named(name: string): Lowered {
  return { $ref: `${REF}${name}` };
}

export function nameIn(lowered: Lowered): string | null {
  return "$ref" in lowered ? lowered.$ref.slice(REF.length) : null;
}

export function isUnknown(lowered: Lowered): boolean {
  return UNKNOWN_MARK in lowered;
}

export function isNull(lowered: Lowered): boolean {
  return "type" in lowered && lowered.type === "null";
}

export function isObjectType(lowered: Lowered): lowered is LoweredObject {
  return "type" in lowered && lowered.type === "object";
}

export function arrayOf(items: Lowered): Lowered {
  return { type: "array", items };
}

export function objectOf(
  properties: readonly (readonly [string, Lowered])[],
  required: readonly string[],
  index?: Lowered,
): LoweredObject {
  // Without a prototype a property called `__proto__` is one like any other; nor does each object get a layout of its own.
  const all = Object.create(null) as Record<string, Lowered>;
  for (const [name, property] of properties) all[name] = property;
  const object = { type: "object", properties: all, required } as const;
  return index === undefined ? object : { ...object, additionalProperties: index };
}

/** Flat, without repeats, `null` last; anything beside `unknown` is `unknown`. */
export function unionOf(members: readonly Lowered[]): Lowered {
  if (members.length === 1) return members[0] ?? NEVER;
  const found = new Map<string, Lowered>();
  for (const member of members.flatMap((each) => ("oneOf" in each ? each.oneOf : [each]))) {
    if (isUnknown(member)) return UNKNOWN;
    if (nameIn(member) !== "never") found.set(keyOf(member), member);
  }
  const nullable = found.delete(keyOf(NULL));
  // An open string and a plain one are the same once the plain one is open.
  const kept = withoutSwallowing([...found.values()]);
  const rest = [...new Map(kept.map((member) => [keyOf(member), member])).values()];
  const all = nullable ? [...rest, NULL] : rest;
  const [only] = all;
  if (only === undefined) return NEVER;
  return all.length === 1 ? only : { oneOf: all };
}

/** `"a" | string` would be `string` alone; `"a" | (string & {})` says both. */
function withoutSwallowing(members: readonly Lowered[]): readonly Lowered[] {
  const literal = (type: string): boolean =>
    members.some((member) => "const" in member && typeof member.const === type);
  return members.map((member): Lowered => {
    if (!("type" in member) || (member.type !== "string" && member.type !== "number"))
      return member;
    return literal(member.type) ? openOf(member.type) : member;
  });
}

export function openOf(type: "string" | "number"): Lowered {
  return { type, [OPEN]: true };
}

/** Flat and without repeats; `unknown` adds nothing. */
export function intersectionOf(members: readonly Lowered[]): Lowered {
  if (members.length === 1) return members[0] ?? UNKNOWN;
  const found = new Map<string, Lowered>();
  for (const member of members.flatMap((each) => ("allOf" in each ? each.allOf : [each]))) {
    if (!isUnknown(member)) found.set(keyOf(member), member);
  }
  const all = [...found.values()];
  const [only] = all;
  if (only === undefined) return UNKNOWN;
  return all.length === 1 ? only : { allOf: all };
}

/** Equal for types that print the same. The usual ones are told apart without making JSON of them. */
export function keyOf(lowered: Lowered): string {
  if ("$ref" in lowered) return lowered.$ref;
  if ("const" in lowered) return JSON.stringify(lowered.const);
  if ("oneOf" in lowered) return `(${lowered.oneOf.map(keyOf).join(" | ")})`;
  if ("allOf" in lowered) return `(${lowered.allOf.map(keyOf).join(" & ")})`;
  if ("items" in lowered) return `${keyOf(lowered.items)}[]`;
  if ("type" in lowered && lowered.type !== "array" && lowered.type !== "object") {
    return OPEN in lowered ? `open ${lowered.type}` : lowered.type;
  }
  return JSON.stringify(lowered, (key, value: unknown) => (key === DOC ? undefined : value));
}

/** With a doc comment, as the value of a property. */
export function documented(lowered: Lowered, doc: string | null): Lowered {
  // openapi-typescript would write `@constant` and `@enum` on a bare literal or enum; inside a union of one it does not.
  const quiet: Lowered = "const" in lowered ? { oneOf: [lowered] } : lowered;
  return doc === null ? quiet : { ...quiet, [DOC]: doc };
}

/**
 * True where every value of `narrow` is certainly one of `wide`, as JSON has them: a date is a string. False where that is not plain
 * to see.
 */
export function isNarrower(narrow: Lowered, wide: Lowered): boolean {
  return isWithin(narrow, wide, jsonTypeOf);
}

/** The same, as TypeScript has them: a `Date` is no string. */
export function isAssignable(narrow: Lowered, wide: Lowered): boolean {
  return isWithin(narrow, wide, typeOf);
}

function isWithin(
  narrow: Lowered,
  wide: Lowered,
  typeIn: (lowered: Lowered) => string | null,
): boolean {
  if (narrow === wide || isUnknown(wide) || keyOf(narrow) === keyOf(wide)) return true;
  if ("oneOf" in narrow) return narrow.oneOf.every((member) => isWithin(member, wide, typeIn));
  if ("oneOf" in wide) return wide.oneOf.some((member) => isWithin(narrow, member, typeIn));
  if (!("type" in wide)) return false;
  const type = typeIn(narrow);
  return type === wide.type && type !== "array" && type !== "object";
}

function jsonTypeOf(lowered: Lowered): string | null {
  return IN_JSON.get(nameIn(lowered)) ?? typeOf(lowered);
}

function typeOf(lowered: Lowered): string | null {
  if ("const" in lowered) return lowered.const === null ? "null" : typeof lowered.const;
  if (nameIn(lowered) === UNMAPPED_TAG) return "string";
  return "type" in lowered ? lowered.type : null;
}

function isScalar(lowered: Lowered): boolean {
  return "type" in lowered && lowered.type !== "array" && lowered.type !== "object";
}

/** Every declaration that the type names. */
export function namesIn(lowered: Lowered, found: Set<string> = new Set()): Set<string> {
  if (isScalar(lowered)) return found;
  if ("$ref" in lowered) found.add(lowered.$ref.slice(REF.length));
  else if ("oneOf" in lowered) for (const member of lowered.oneOf) namesIn(member, found);
  else if ("allOf" in lowered) for (const member of lowered.allOf) namesIn(member, found);
  else if (TUPLE in lowered) {
    const { items, rest } = lowered[TUPLE];
    for (const item of items) namesIn(item, found);
    if (rest !== null) namesIn(rest, found);
  } else if ("items" in lowered) namesIn(lowered.items, found);
  else if (isObjectType(lowered)) {
    for (const property of Object.values(lowered.properties)) namesIn(property, found);
    if (lowered.additionalProperties !== undefined) namesIn(lowered.additionalProperties, found);
  }
  return found;
}
