/** Objects: one literal, an interface that extends others, or an intersection, whichever says it most plainly. */
import type { Composition, ObjectShape, Pointer, Property, Type } from "../contract/index.js";
import { mergedShape } from "../lib/object-shape.js";
import { child } from "../lib/pointer.js";
import {
  intersectionOf,
  isAssignable,
  keyOf,
  named,
  objectOf,
  property,
  UNDEFINED,
  unionOf,
  UNKNOWN,
} from "../lib/type.js";
import { describedByEnclosing } from "./enclosing.js";
import { lowerProperty, lowerSlots } from "./property.js";
import { heritageName, isShared, passable, use, type Scope } from "./scope.js";
import { tagsOf, type Overrides } from "./tags.js";

export interface DeclaredType {
  readonly type: Type;
  /** Interfaces to extend. */
  readonly heritage: readonly string[];
}

const NONE: Overrides = new Map();
/** A union of more property types than this in an index signature says less than `unknown`. */
const MOST_INDEX_TYPES = 4;

/** `extendable`: this is a declaration, which can be an interface with heritage. */
export function lowerComposition(
  scope: Scope,
  composition: Composition,
  pointer: Pointer,
  options: { readonly extendable: boolean; readonly tags?: Overrides },
): DeclaredType {
  const tags = options.tags ?? NONE;
  const bases = distinctBases(composition.bases);
  const own = withInherited(scope, composition, bases, pointer);
  const isEmpty =
    own.properties.size === 0 &&
    own.required.size === 0 &&
    own.index.length === 0 &&
    tags.size === 0;
  const names = bases.map((base) => heritageName(scope, base.pointer) ?? "");
  if (isEmpty && bases.length === 0 && composition.others.length === 0)
    return { type: whatSaysNothing(scope, composition.bases), heritage: [] };
  if (
    composition.others.length > 0 ||
    (!options.extendable && bases.length > 0) ||
    (isEmpty && bases.length === 1)
  ) {
    const parts = isEmpty ? [] : [lowerShape(scope, own, pointer, tags)];
    const others = composition.others.map((slot) => scope.lower(slot.schema, slot.pointer));
    // A lone reference is the declaration whole, its `null` included.
    const [base] = isEmpty && others.length === 0 ? bases : [];
    const inherited =
      base === undefined
        ? names.map((name) => named(name))
        : names.map((name) => use(scope, name, base.pointer));
    return { type: intersectionOf([...inherited, ...parts, ...others]), heritage: [] };
  }
  const merged = mergedShape({ own, bases });
  if (bases.length === 0 || !isExtension(scope, own, bases, tags)) {
    return { type: lowerShape(scope, merged, pointer, tags), heritage: [] };
  }
  return {
    type: isEmpty ? objectOf([]) : lowerShape(scope, own, pointer, tags),
    heritage: names,
  };
}

type Base = Composition["bases"][number];

/** Objects of which nothing is known are still that, where an empty interface would admit any value. */
function whatSaysNothing(scope: Scope, bases: readonly Base[]): Type {
  const names = bases.map(({ pointer }) => use(scope, heritageName(scope, pointer) ?? "", pointer));
  return names.length === 0 ? objectOf([]) : intersectionOf(names);
}

/** Without repeats, and without those that say nothing. */
function distinctBases(bases: readonly Base[]): readonly Base[] {
  const byPointer = new Map(bases.map((base) => [base.pointer, base]));
  return [...byPointer.values()].filter(
    ({ shape }) => shape.properties.size > 0 || shape.index.length > 0 || shape.required.size > 0,
  );
}

/** `required: [id]` beside a reference makes the inherited `id` required: it is repeated here. */
function withInherited(
  scope: Scope,
  { own, others }: Composition,
  bases: readonly Base[],
  pointer: Pointer,
): ObjectShape {
  const properties = new Map(own.properties);
  const required = new Set<string>();
  for (const name of own.required) {
    const holders = bases.filter(({ shape }) => shape.properties.has(name));
    const isRequiredThere = holders.some(({ shape }) => shape.required.has(name));
    const [holder] = holders;
    if (!properties.has(name) && isRequiredThere) continue;
    const inherited = holder?.shape.properties.get(name);
    const described = inherited ?? describedByEnclosing(scope, pointer, name);
    if (!properties.has(name) && described !== undefined) properties.set(name, described);
    if (!properties.has(name) && others.length === 0) reportUndescribed(scope, name, pointer);
    required.add(name);
  }
  for (const { shape } of bases)
    for (const name of shape.required) if (properties.has(name)) required.add(name);
  return { ...own, properties, required };
}

function reportUndescribed(scope: Scope, name: string, pointer: Pointer): void {
  scope.report({
    rule: "required-not-described",
    severity: "warning",
    pointer,
    message: `The property \`${name}\` is required, but not described; its type is \`unknown\`.`,
    hint: "Describe it under `properties`, or take it out of `required`.",
    fix: { update: { properties: { [name]: {} } } },
  });
}

/** True where TypeScript accepts `interface X extends Bases { own }`, and it means what the schema means. */
function isExtension(
  scope: Scope,
  own: ObjectShape,
  bases: readonly Base[],
  tags: Overrides,
): boolean {
  if (
    own.index.length > 0 ||
    bases.some(({ shape }) => shape.index.some(({ schema }) => schema !== true))
  )
    return false;
  // TypeScript wants what two bases share to be identical, optional or not included.
  const seen = new Map<string, string>();
  for (const { shape, pointer } of bases) {
    const baseTags = tagsOf(scope, pointer);
    const undescribed = [...shape.required].filter((name) => !shape.properties.has(name));
    const inheritances = [...shape.properties, ...undescribed.map((name) => [name, []] as const)];
    for (const [name, slots] of inheritances) {
      const inherited = baseTags.get(name)?.value ?? lowerSlots(scope, slots);
      const redeclared =
        tags.get(name)?.value ??
        (own.properties.has(name) ? lowerSlots(scope, own.properties.get(name) ?? []) : undefined);
      if (redeclared !== undefined) {
        if (!isAssignable(redeclared, inherited)) return false;
        continue;
      }
      const isRequired = shape.required.has(name);
      // With `exactOptionalPropertyTypes` what takes `undefined` is not identical to what does not.
      const takesUndefined = !isRequired && (scope.isSent || isShared(scope, pointer));
      const identity = `${isRequired} ${takesUndefined} ${keyOf(inherited)}`;
      if ((seen.get(name) ?? identity) !== identity) return false;
      seen.set(name, identity);
    }
  }
  return true;
}

export function lowerShape(
  scope: Scope,
  shape: ObjectShape,
  pointer: Pointer,
  tags: Overrides = NONE,
): Type {
  const properties: Property[] = [];
  for (const [name, slots] of shape.properties) {
    const tag = tags.get(name);
    const isRequired = shape.required.has(name) || tag?.required === true;
    const value = lowerProperty(scope, name, slots, { isRequired, tag: tag?.value });
    if (value === null) continue;
    const place = slots[0]?.pointer ?? null;
    properties.push({ name, required: isRequired, pointer: place, ...value });
  }
  const index = lowerIndex(scope, shape, properties, pointer);
  for (const name of shape.required) {
    if (shape.properties.has(name) || tags.has(name)) continue;
    properties.push(property(name, index ?? UNKNOWN, true));
  }
  for (const [name, tag] of tags) {
    if (shape.properties.has(name)) continue;
    properties.push(property(name, tag.value, tag.required));
  }
  return objectOf(
    properties.map((each) => passable(scope, each)),
    index,
  );
}

const INDEX_KEYWORDS = [
  "additionalProperties",
  "unevaluatedProperties",
  "patternProperties",
] as const;

function isGiven({ document }: Scope, pointer: Pointer, key: string): boolean {
  return document.at(child(pointer, key)) !== undefined;
}

/** TypeScript wants every property to fit the index signature. */
function lowerIndex(
  scope: Scope,
  shape: ObjectShape,
  properties: readonly Property[],
  pointer: Pointer,
): Type | null {
  if (shape.index.length === 0) return null;
  const values = unionOf(
    shape.index.map(({ schema, pointer: place }) => scope.lower(schema, place)),
  );
  if (properties.length === 0 || values.kind === "unknown") return values;
  const others = new Map(properties.map(({ type }) => [keyOf(type), type]));
  others.delete(keyOf(values));
  if (
    others.size <= MOST_INDEX_TYPES &&
    ![...others.values()].some(({ kind }) => kind === "object")
  ) {
    return unionOf([
      values,
      ...others.values(),
      ...(properties.every(({ required }) => required) ? [] : [UNDEFINED]),
    ]);
  }
  scope.report({
    rule: "index-signature-widened",
    severity: "info",
    pointer,
    message:
      "The values of further properties are typed `unknown`, because the index signature has to admit the declared properties too.",
    hint: "Move the free-form part into a property of its own if you want it typed.",
    fix: { remove: INDEX_KEYWORDS.filter((key) => isGiven(scope, pointer, key)), template: true },
  });
  return UNKNOWN;
}

/** One that is neither declared nor described in any detail. */
export function freeForm(value: Type = UNKNOWN): Type {
  return objectOf([], value);
}
