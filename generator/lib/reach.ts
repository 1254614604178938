/** Which schemas a request can hold, which a response, and where the two would differ. */
import type { Json, JsonObject, LoadedDocument } from "../contract/index.js";
import { isIgnored } from "./extensions.js";
import { polymorphismOf } from "./polymorphism.js";
import { isObject, pointerOfRef } from "./pointer.js";
import type { Direction, SchemaUse } from "./schema-uses.js";
import { subSchemas } from "./schema-children.js";

export interface Reach {
  /** True where some request, or response, can hold a value of this schema. */
  isReached(schema: JsonObject, direction: Direction): boolean;
  /** True where properties that only one direction has stand in the schema, or in anything that it refers to. */
  differs(schema: JsonObject): boolean;
}

/** A property that the direction does not have: requests have no `readOnly` ones, responses no `writeOnly` ones, neither has those that an extension leaves out. */
export function isAbsent(
  document: LoadedDocument,
  property: Json | undefined,
  direction: Direction,
): boolean {
  if (!isObject(property)) return false;
  if (isIgnored(property)) return true;
  const keyword = direction === "request" ? "readOnly" : "writeOnly";
  if (property[keyword] !== undefined) return property[keyword] === true;
  const ref = property["$ref"];
  const target = typeof ref === "string" ? document.resolve(ref) : undefined;
  return isObject(target) && target[keyword] === true;
}

/** Two stages ask about the same uses. */
const cache = new WeakMap<
  JsonObject,
  { readonly uses: readonly SchemaUse[]; readonly reach: Reach }
>();

export function reachOf(document: LoadedDocument, uses: readonly SchemaUse[]): Reach {
  const known = cache.get(document.root);
  if (known?.uses.length === uses.length && known.uses.every((use, index) => use === uses[index]))
    return known.reach;
  const reach = findReach(document, uses);
  cache.set(document.root, { uses, reach });
  return reach;
}

function findReach(document: LoadedDocument, uses: readonly SchemaUse[]): Reach {
  const reached = { request: new Set<JsonObject>(), response: new Set<JsonObject>() };
  for (const direction of ["request", "response"] as const) {
    const starts = uses.filter((use) => use.direction === direction).map((use) => use.schema);
    spread(document, starts, direction, reached[direction]);
  }
  const differing = differingSchemas(document, [...reached.request]);
  return {
    isReached: (schema, direction) => reached[direction].has(schema),
    differs: (schema) => differing.has(schema),
  };
}

function spread(
  document: LoadedDocument,
  starts: readonly Json[],
  direction: Direction,
  reached: Set<JsonObject>,
): void {
  const waiting: Json[] = [...starts];
  const followed = new Set<string>();
  const { bases } = polymorphismOf(document.root);
  for (let schema = waiting.pop(); schema !== undefined; schema = waiting.pop()) {
    if (!isObject(schema) || reached.has(schema)) continue;
    reached.add(schema);
    const ref = schema["$ref"];
    if (typeof ref === "string" && !followed.has(ref)) {
      followed.add(ref);
      const pointer = pointerOfRef(ref);
      const target = document.at(pointer);
      if (target !== undefined) waiting.push(target);
      // A base stands for its members, whom nothing else may refer to.
      for (const member of bases.get(pointer) ?? []) waiting.push({ $ref: `#${member}` });
    }
    for (const sub of subSchemas(schema)) {
      const skipped = sub.keyword === "properties" && isAbsent(document, sub.schema, direction);
      if (!skipped && sub.keyword !== "$defs" && sub.keyword !== "definitions")
        waiting.push(sub.schema);
    }
  }
}

/** Spreads from the properties that only one direction has to everything that leads to them. */
function differingSchemas(
  document: LoadedDocument,
  schemas: readonly JsonObject[],
): ReadonlySet<JsonObject> {
  const { bases, tags } = polymorphismOf(document.root);
  const leadsTo = new Map<JsonObject, JsonObject[]>();
  const differing = new Set<JsonObject>();
  const link = (from: JsonObject, to: Json | undefined): void => {
    if (!isObject(to)) return;
    const list = leadsTo.get(to);
    if (list === undefined) leadsTo.set(to, [from]);
    else list.push(from);
  };
  for (const schema of schemas) {
    const ref = schema["$ref"];
    if (typeof ref === "string") {
      const pointer = pointerOfRef(ref);
      const target = document.at(pointer);
      link(schema, target);
      for (const member of bases.get(pointer) ?? [])
        if (isObject(target)) link(target, document.at(member));
    }
    for (const sub of subSchemas(schema)) {
      if (
        sub.keyword === "properties" &&
        isAbsent(document, sub.schema, "request") !== isAbsent(document, sub.schema, "response")
      )
        differing.add(schema);
      link(schema, sub.schema);
    }
  }
  // What a response has there is no value of the mapping, which a caller's string would not be known to be.
  for (const [pointer, byProperty] of tags) {
    const member = document.at(pointer);
    if (isObject(member) && [...byProperty.values()].some(({ isDefault }) => isDefault))
      differing.add(member);
  }
  const waiting = [...differing];
  for (let schema = waiting.pop(); schema !== undefined; schema = waiting.pop()) {
    for (const from of leadsTo.get(schema) ?? []) {
      if (differing.has(from)) continue;
      differing.add(from);
      waiting.push(from);
    }
  }
  return differing;
}
