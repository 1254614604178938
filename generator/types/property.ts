/** The properties of objects. Documents say the same ones in hundreds of places: those are lowered once. */
import type { Json, JsonObject, LocatedSchema, Schema, Type } from "../contract/index.js";
import { holdsSchemas, subSchemas } from "../lib/schema-children.js";
import { isObject, pointerOfRef } from "../lib/pointer.js";
import { isAbsent } from "../lib/direction.js";
import { constraintsOf } from "../lib/constraints.js";
import { docOf } from "./docs.js";
import { global, intersectionOf, isNarrower, membersOf, unionOf } from "../lib/type.js";
import type { PropertyValue, Scope } from "./scope.js";

export interface PropertyOptions {
  readonly isRequired: boolean;
  /** Stands in the place of what the schema says. */
  readonly tag: Type | undefined;
}

/** `null` where the direction does not have the property. */
export function lowerProperty(
  scope: Scope,
  name: string,
  slots: readonly LocatedSchema[],
  { isRequired, tag }: PropertyOptions,
): PropertyValue | null {
  if (tag === undefined && (isRequired || !INHERITED.has(name))) return lowerPlain(scope, slots);
  if (isAbsentIn(scope, slots)) return null;
  return valueOf(scope, slots, tag ?? besideInherited(name, lowerSlots(scope, slots)));
}

/** Where neither the schema nor anything in it is declared, and there is nothing to tell, the property is the same wherever it stands. */
function lowerPlain(scope: Scope, slots: readonly LocatedSchema[]): PropertyValue | null {
  const [slot] = slots;
  const isPlain = slots.length === 1 && slot !== undefined && !holdsDeclared(scope, slot.schema);
  const text = isPlain ? JSON.stringify(slot.schema) : null;
  // Numbers that look alike may have other digits where they stand.
  const key = text === null || MAY_BE_ROUNDED.test(text) ? null : text;
  const known = key === null ? undefined : scope.properties.get(key);
  if (known !== undefined) return known;
  const before = scope.reportCount();
  const value = isAbsentIn(scope, slots) ? null : valueOf(scope, slots, lowerSlots(scope, slots));
  if (key !== null && scope.reportCount() === before) scope.properties.set(key, value);
  return value;
}

function valueOf(scope: Scope, slots: readonly LocatedSchema[], type: Type): PropertyValue {
  return { type, doc: slotDoc(scope, slots), constraints: constraintsOf(...schemasOf(slots)) };
}

function schemasOf(slots: readonly LocatedSchema[]): readonly JsonObject[] {
  return slots.map(({ schema }) => schema).filter(isObject);
}

const MAY_BE_ROUNDED = /\d{16}|\de\+/;

function holdsDeclared(scope: Scope, schema: Schema): boolean {
  if (!isObject(schema)) return false;
  if (scope.declaredSchemas.has(schema)) return true;
  return holdsSchemas(schema) && subSchemas(schema).some((sub) => holdsDeclared(scope, sub.schema));
}

function isAbsentIn(scope: Scope, slots: readonly LocatedSchema[]): boolean {
  return slots.some(({ schema }) => isAbsent(scope.document, schema, scope.direction));
}

const INHERITED = new Set(
  "constructor toString toLocaleString valueOf hasOwnProperty isPrototypeOf propertyIsEnumerable".split(
    " ",
  ),
);

/** Where an object lacks a property of this name, it has JavaScript's own: an optional one must admit that, or no object literal fits. */
function besideInherited(name: string, value: Type): Type {
  return unionOf([value, { kind: "member", of: global("Object"), key: name }]);
}

/** The value must be all that the slots say: the narrowest, where one of them is. */
export function lowerSlots(scope: Scope, slots: readonly LocatedSchema[]): Type {
  const all = slots.map(({ schema, pointer }) => scope.lower(schema, pointer));
  const narrowest = all.find((one) => all.every((other) => isNarrower(one, other)));
  if (narrowest !== undefined) return narrowest;
  return heirsConstant(slots, all) ?? intersectionOf(all);
}

/** No value is two constants at once: what extends a component that has one there has another, its own. */
function heirsConstant(slots: readonly LocatedSchema[], all: readonly Type[]): Type | undefined {
  const listing = all.flatMap((type, index) => {
    const values = constantsOf(type);
    const [, , , owner] = slots[index]?.pointer.split("/", 4) ?? [];
    return values.length === 0 ? [] : [{ type, values, owner }];
  });
  const [first, ...others] = listing;
  const isAnother = others.some(
    ({ values, owner }) =>
      owner !== first?.owner && !values.some((value) => first?.values.includes(value) === true),
  );
  return isAnother ? listing.at(-1)?.type : undefined;
}

/** The values that it lists; none where others can stand there. */
function constantsOf(type: Type): readonly Json[] {
  const members = membersOf(type);
  const constants = members.flatMap((each) => (each.kind === "literal" ? [each.value] : []));
  return constants.length === members.length ? constants : [];
}

function slotDoc(scope: Scope, slots: readonly LocatedSchema[]): string | null {
  for (const { schema, pointer } of slots.toReversed()) {
    if (!isObject(schema)) continue;
    const ref = schema["$ref"];
    const target = typeof ref === "string" ? scope.document.resolve(ref) : undefined;
    const doc = docOf(
      { schema, pointer },
      scope,
      isObject(target) ? { schema: target, pointer: pointerOfRef(String(ref)) } : undefined,
    );
    if (doc !== null) return doc;
  }
  return null;
}
