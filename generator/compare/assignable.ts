/** Whether every value of one surface's type is one of the other's type: what the compiler would say, as far as the data tells. */
import type { ObjectType, Surface, Type } from "../contract/index.js";
import { isAssignable, keyOf } from "../lib/type.js";
import { alternativesOf, objectIn, structureOf } from "./structure.js";

/** A type and the surface that its names belong to. */
export interface Scoped {
  readonly type: Type;
  readonly surface: Surface;
  /** As an object that is written out where it is handed over: it may have no property that is not known there. */
  readonly isWritten?: boolean;
}

/** `assumed` are pairs that are being looked at: a type that leads to itself is assumed to fit while it is compared. */
export function fits(from: Scoped, to: Scoped, assumed: ReadonlySet<string> = new Set()): boolean {
  if (to.type.kind === "unknown" || from.type.kind === "never") return true;
  const pair = `${keyOf(from.type)} -> ${keyOf(to.type)}`;
  if (assumed.has(pair)) return true;
  const within =
    from.type.kind === "name" || to.type.kind === "name" ? new Set([...assumed, pair]) : assumed;
  const sources = alternativesOf(from.type, from.surface);
  const targets = alternativesOf(to.type, to.surface);
  const toOne = (source: Type): boolean =>
    targets.some((target) =>
      memberFits({ ...from, type: source }, { ...to, type: target }, within),
    );
  return sources.every((source) => toOne(source) || isBoolean(source, targets));
}

/** `boolean` fits `true | false`. */
function isBoolean(type: Type, targets: readonly Type[]): boolean {
  const has = (value: boolean): boolean =>
    targets.some((target) => target.kind === "literal" && target.value === value);
  return type.kind === "boolean" && has(true) && has(false);
}

function memberFits(from: Scoped, to: Scoped, assumed: ReadonlySet<string>): boolean {
  const source = structureOf(from.type, from.surface);
  const target = structureOf(to.type, to.surface);
  const fit = (one: Type, other: Type): boolean =>
    fits({ ...from, type: one }, { ...to, type: other }, assumed);
  const [sourceObject, targetObject] = [
    objectIn(source, from.surface),
    objectIn(target, to.surface),
  ];
  if (targetObject !== null)
    return sourceObject === null
      ? isEmpty(targetObject) && isValue(source)
      : objectFits(sourceObject, targetObject, fit) &&
          (from.isWritten !== true || hasNoOther(sourceObject, targetObject));
  if (source.kind === "array" && target.kind === "array") return fit(source.items, target.items);
  if (source.kind === "tuple" && target.kind === "array")
    return [...source.items, ...(source.rest === null ? [] : [source.rest])].every((item) =>
      fit(item, target.items),
    );
  if (source.kind === "tuple" && target.kind === "tuple") return tupleFits(source, target, fit);
  if (isNameLike(source) && isNameLike(target) && source.name === target.name)
    return (
      source.arguments.length === target.arguments.length &&
      source.arguments.every((each, at) => fit(each, target.arguments[at] ?? each))
    );
  return isAssignable(source, target);
}

function isNameLike(type: Type): type is Extract<Type, { kind: "name" | "global" }> {
  return type.kind === "name" || type.kind === "global";
}

function isEmpty({ properties, rest }: ObjectType): boolean {
  return rest === null && properties.every(({ required }) => !required) && properties.length === 0;
}

/** `{}` takes everything but these. */
function isValue({ kind }: Type): boolean {
  return kind !== "null" && kind !== "undefined" && kind !== "void" && kind !== "unknown";
}

function objectFits(
  source: ObjectType,
  target: ObjectType,
  fit: (one: Type, other: Type) => boolean,
): boolean {
  const own = new Map(source.properties.map((property) => [property.name, property]));
  const listed = target.properties.every(({ name, type, required }) => {
    const given = own.get(name);
    if (given === undefined) return !required && (source.rest === null || fit(source.rest, type));
    return (given.required || !required) && fit(given.type, type);
  });
  const { rest } = target;
  if (!listed || rest === null) return listed;
  const others = source.properties.filter(
    ({ name }) => !target.properties.some((each) => each.name === name),
  );
  return (
    others.every(({ type }) => fit(type, rest)) && (source.rest === null || fit(source.rest, rest))
  );
}

function hasNoOther(source: ObjectType, target: ObjectType): boolean {
  const known = new Set(target.properties.map(({ name }) => name));
  return target.rest !== null || source.properties.every(({ name }) => known.has(name));
}

function tupleFits(
  source: Extract<Type, { kind: "tuple" }>,
  target: Extract<Type, { kind: "tuple" }>,
  fit: (one: Type, other: Type) => boolean,
): boolean {
  if (source.required < target.required) return false;
  const items = source.items.every((item, at) => {
    const wanted = target.items[at] ?? target.rest;
    return wanted !== null && fit(item, wanted);
  });
  return items && (source.rest === null || (target.rest !== null && fit(source.rest, target.rest)));
}
