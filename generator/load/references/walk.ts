/** Walks a description along the grammar and tells of each schema and each reference, once. */
import { child } from "../../lib/pointer.js";
import { isNode, put, type Node, type Value } from "../value.js";
import { slotOf, type Kind, type Slot } from "./grammar.js";
import type { Origins, Place } from "./origins.js";

/** A reference where it was written. */
export interface Reference {
  readonly ref: string;
  /** What has to stand at the other end. */
  readonly kind: Kind;
  /** What the place of an inclusion holds: one object or several. */
  readonly slot: Slot;
  /** Of the text of the reference. */
  readonly place: Place;
  /** The object that holds the `$ref`; `null` for one that stands elsewhere, such as in a discriminator's mapping. */
  readonly holder: Node | null;
  /** Writes the local reference. */
  set(local: string): void;
  /** Takes the reference away: it leads nowhere. */
  drop(): void;
  /** What `drop` leaves, to end a sentence: `an empty object takes its place`. */
  readonly loss: string;
  /** Puts the target itself here, in place of the reference to it; `null` where the reference should stay one. */
  readonly include: ((target: Value) => void) | null;
  /** Pointer of an entry of the root that may hold the target itself, because it holds nothing else. */
  readonly entry: string | null;
}

export interface Walk {
  readonly origins: Origins;
  readonly seen: WeakSet<object>;
  /** True for a reference that has been rewritten: nothing is left to do for it. */
  isLocal(holder: object): boolean;
  onSchema(schema: Node, place: Place): void;
  /** Beside `onSchema`, of the items of a stream. */
  onItemSchema(schema: Node, place: Place): void;
  onReference(reference: Reference): void;
  /** A `$dynamicRef` or `$recursiveRef` has become a `$ref`. */
  onDynamicReference(place: Place): void;
}

/** Puts another value where the walked one stands. */
type Replace = (value: Value) => void;

export function walk(
  visitor: Walk,
  value: Value,
  kind: Kind,
  place: Place,
  replace: Replace,
  entry: string | null = null,
): void {
  if (!isNode(value) || visitor.seen.has(value)) return;
  visitor.seen.add(value);
  if (kind === "schema") {
    visitor.onSchema(value, place);
    fixDynamicReference(visitor, value, place);
  }
  const { itemSchema } = value;
  if (kind === "mediaType" && isNode(itemSchema))
    visitor.onItemSchema(itemSchema, visitor.origins.placeOf(place, "itemSchema", itemSchema));
  if (typeof value["$ref"] === "string" && !visitor.isLocal(value)) {
    visitor.onReference(referenceOf(value, value["$ref"], kind, place, replace, entry));
  }
  for (const key of Object.keys(value)) {
    const slot = slotOf(kind, key);
    if (slot === undefined) continue;
    const member = value[key];
    if (typeof member !== "object" || member === null) continue;
    walkSlot(
      visitor,
      member,
      slot,
      visitor.origins.placeOf(place, key, member),
      (next) => put(value, key, next),
      holdsSharedMaps(kind) ? child("", ...sharedMapPath(kind, key)) : null,
    );
  }
  if (kind === "schema" && isNode(value["discriminator"]))
    walkMapping(visitor, value["discriminator"], place);
}

/**
 * What a dynamic reference leads to depends on the way to it. Nearly all lead to the schema that they stand in, which
 * is what they lead to without an outer schema that says otherwise. @see
 * https://json-schema.org/draft/2020-12/json-schema-core#section-8.2.3.2
 */
function fixDynamicReference(visitor: Walk, schema: Node, place: Place): void {
  for (const keyword of ["$dynamicRef", "$recursiveRef"]) {
    const ref = schema[keyword];
    if (typeof ref !== "string" || schema["$ref"] !== undefined) continue;
    schema["$ref"] = ref;
    delete schema[keyword];
    visitor.onDynamicReference({ ...place, pointer: child(place.pointer, keyword) });
  }
}

/** `sharedMap`: pointer of the map that is walked, where its entries are shared by name. */
export function walkSlot(
  visitor: Walk,
  value: Value,
  { shape, kind }: Slot,
  place: Place,
  replace: Replace,
  sharedMap: string | null,
): void {
  if (shape === "one") return walk(visitor, value, kind, place, replace);
  if (Array.isArray(value)) {
    if (shape !== "list" && shape !== "oneOrList") return;
    for (const [index, member] of value.entries()) {
      walk(
        visitor,
        member,
        kind,
        visitor.origins.placeOf(place, index, member),
        (next) => (value[index] = next),
      );
    }
    return;
  }
  if (!isNode(value)) return;
  if (shape === "oneOrList") return walk(visitor, value, kind, place, replace);
  if (typeof value["$ref"] === "string") {
    visitor.onReference(inclusionOf(value["$ref"], { shape, kind }, place, replace));
    return;
  }
  if (shape === "list") return;
  for (const key of Object.keys(value)) {
    if (shape === "paths" && key.startsWith("x-")) continue;
    const member = value[key] ?? null;
    const entry = sharedMap !== null && isBareReference(member) ? child(sharedMap, key) : null;
    walk(
      visitor,
      member,
      kind,
      visitor.origins.placeOf(place, key, member),
      (next) => put(value, key, next),
      entry,
    );
  }
}

function holdsSharedMaps(kind: Kind): boolean {
  return kind === "document" || kind === "components";
}

function sharedMapPath(kind: Kind, key: string): readonly string[] {
  return kind === "components" ? ["components", key] : [key];
}

function isBareReference(value: Value): boolean {
  return isNode(value) && typeof value["$ref"] === "string" && Object.keys(value).length === 1;
}

/** Kinds that no section of `components` holds: their references are replaced by what they lead to. */
const unshared: ReadonlySet<Kind> = new Set([
  "document",
  "components",
  "operation",
  "encoding",
  "globals",
]);

function referenceOf(
  holder: Node,
  ref: string,
  kind: Kind,
  place: Place,
  replace: Replace,
  entry: string | null,
): Reference {
  const slot: Slot = { shape: "one", kind };
  if (unshared.has(kind)) return inclusionOf(ref, slot, place, replace);
  return {
    ref,
    kind,
    slot,
    place: { ...place, pointer: child(place.pointer, "$ref") },
    holder,
    set: (local) => void (holder["$ref"] = local),
    drop: () => void delete holder["$ref"],
    loss: "an empty object takes its place",
    include: entry === null ? null : replace,
    entry,
  };
}

function inclusionOf(ref: string, slot: Slot, place: Place, replace: Replace): Reference {
  return {
    ref,
    kind: slot.kind,
    slot,
    place: { ...place, pointer: child(place.pointer, "$ref") },
    holder: null,
    set: () => {},
    drop: () => replace({}),
    loss: "an empty object takes its place",
    include: replace,
    entry: null,
  };
}

/**
 * Values of a mapping are references, or names of components.
 * @see https://spec.openapis.org/oas/v3.1.1#discriminator-object
 */
function walkMapping(visitor: Walk, discriminator: Node, place: Place): void {
  const within = (...keys: readonly string[]): Place => ({
    ...place,
    pointer: child(place.pointer, "discriminator", ...keys),
  });
  const { mapping } = discriminator;
  if (isNode(mapping))
    for (const key of Object.keys(mapping))
      visitMember(visitor, mapping, key, within("mapping", key));
  visitMember(visitor, discriminator, "defaultMapping", within("defaultMapping"));
}

function visitMember(visitor: Walk, holder: Node, key: string, place: Place): void {
  const ref = holder[key];
  if (typeof ref !== "string" || !/[#/]|\.(?:json|ya?ml)$/i.test(ref)) return;
  visitor.onReference({
    ref,
    kind: "schema",
    slot: { shape: "one", kind: "schema" },
    place,
    holder: null,
    set: (local) => put(holder, key, local),
    drop: () => void delete holder[key],
    loss: "the entry of the mapping is left out",
    include: null,
    entry: null,
  });
}
