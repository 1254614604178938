/** What of a document is still referred to. */
import type { Json, JsonObject, Pointer } from "../../contract/index.js";
import { polymorphismOf } from "../../lib/polymorphism.js";
import { child, pointerOfRef, segmentsOf, valueAt } from "../../lib/pointer.js";
import type { SourceFile } from "../read/source-file.js";
import { localRef } from "../references/bundle.js";
import type { Origins, Place } from "../references/origins.js";
import { isNode, own, put, type Node, type Value } from "../value.js";
import { locatedAt, type Removed } from "./operations.js";

/**
 * An operation may be left out and a schema in it be needed elsewhere (`#/paths/~1pets/get/...`): it then moves to
 * `components.pathItems`, where no operation is called. Gives what nothing refers to.
 */
export function keepReferredTo(
  root: Node,
  removed: readonly Removed[],
  origins: Origins,
): readonly Removed[] {
  let rest = removed;
  for (;;) {
    const references = [...referencesIn(root)].filter(({ target }) =>
      /^\/(?:paths|webhooks)\//.test(target),
    );
    const needed = rest.filter(({ pointer }) =>
      references.some(({ target }) => isWithin(target, pointer)),
    );
    if (needed.length === 0) return rest;
    for (const unit of needed) {
      const home = shelve(root, unit, origins);
      for (const { target, set } of references)
        if (isWithin(target, unit.pointer)) set(localRef(home + target.slice(unit.pointer.length)));
    }
    rest = rest.filter((unit) => !needed.includes(unit));
  }
}

function shelve(root: Node, { item, path, pointer, place }: Removed, origins: Origins): Pointer {
  const pathItems = memberNode(memberNode(root, "components"), "pathItems");
  const stem = (segmentsOf(pointer)[1] ?? "").replaceAll(/[^\w.-]+/g, "_");
  const base = [stem, ...path].join("_");
  let name = base;
  for (let number = 2; Object.hasOwn(pathItems, name); number++) name = `${base}_${number}`;
  put(pathItems, name, item);
  if (path.length === 0) origins.set(item, place);
  return child("/components/pathItems", name, ...path);
}

function memberNode(parent: Node, key: string): Node {
  const existing = own(parent, key);
  if (isNode(existing)) return existing;
  const made: Node = {};
  put(parent, key, made);
  return made;
}

/** Security schemes are asked for by name, and what nothing asks for may still be meant for the client. */
const kept = new Set(["securitySchemes"]);

/** In place: takes away every component that neither the paths nor the webhooks lead to. Gives their places. */
export function pruneComponents(file: SourceFile, origins: Origins): readonly Place[] {
  const root = file.value as Node;
  const components = own(root, "components");
  if (!isNode(components)) return [];
  const used = reached(root);
  const places: Place[] = [];
  for (const [section, entries] of Object.entries(components)) {
    if (kept.has(section) || section.startsWith("x-") || !isNode(entries)) continue;
    for (const name of Object.keys(entries)) {
      const pointer = child("/components", section, name);
      if (used.has(pointer)) continue;
      const located = locatedAt(file, origins, pointer);
      if (located !== undefined) places.push(located);
      delete entries[name];
    }
    if (Object.keys(entries).length === 0) delete components[section];
  }
  return places;
}

/** Components, by pointer, that something outside of `components` leads to. */
function reached(root: Node): ReadonlySet<Pointer> {
  const { components: _, ...rest } = root;
  // The answer is remembered by the object asked about, and this document is about to change.
  const { bases } = polymorphismOf({ ...root } as JsonObject);
  const found = new Set<Pointer>();
  const waiting: Value[] = [rest];
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    for (const { target } of referencesIn(value)) {
      const pointer = child("", ...segmentsOf(target).slice(0, 3));
      if (found.has(pointer) || !pointer.startsWith("/components/")) continue;
      found.add(pointer);
      const next = valueAt(root as Json, pointer) as Value | undefined;
      if (next !== undefined) waiting.push(next);
      // A base stands for its members, whom nothing else may refer to.
      for (const member of bases.get(pointer) ?? []) waiting.push({ $ref: `#${member}` });
    }
  }
  return found;
}

interface Reference {
  readonly target: Pointer;
  readonly set: (ref: string) => void;
}

/** Everything that looks like a reference, in data too: too much kept does no harm. */
function* referencesIn(start: Value): Generator<Reference> {
  const seen = new Set<object>();
  const waiting: Value[] = [start];
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    if (typeof value !== "object" || value === null || seen.has(value)) continue;
    seen.add(value);
    if (isNode(value)) yield* referencesOf(value);
    for (const member of Object.values(value)) waiting.push(member);
  }
}

function* referencesOf(node: Node): Generator<Reference> {
  const ref = own(node, "$ref");
  if (typeof ref === "string" && ref.startsWith("#"))
    yield { target: pointerOfRef(ref), set: (next) => put(node, "$ref", next) };
  if (own(node, "propertyName") === undefined) return;
  const mapping = own(node, "mapping");
  if (isNode(mapping)) for (const tag of Object.keys(mapping)) yield* memberReference(mapping, tag);
  yield* memberReference(node, "defaultMapping");
}

function* memberReference(holder: Node, key: string): Generator<Reference> {
  const value = own(holder, key);
  if (typeof value !== "string") return;
  // A value may also be the plain name of a component.
  const target = value.startsWith("#") ? pointerOfRef(value) : child("/components/schemas", value);
  yield { target, set: (next) => put(holder, key, next) };
}

function isWithin(pointer: Pointer, parent: Pointer): boolean {
  return pointer === parent || pointer.startsWith(`${parent}/`);
}
