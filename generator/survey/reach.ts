/** Which schemas a request can hold, which a response, and where the two would differ. */
import type {
  Direction,
  Json,
  JsonObject,
  LoadedDocument,
  Pointer,
  Polymorphism,
  Reach,
  SchemaUse,
} from "../contract/index.js";
import { isAbsent } from "../lib/direction.js";
import { isObject, pointerOfRef } from "../lib/pointer.js";
import { subSchemas } from "../lib/schema-children.js";

export function reachOf(
  document: LoadedDocument,
  polymorphism: Polymorphism,
  uses: readonly SchemaUse[],
): Reach {
  const held = (direction: Direction): ReadonlySet<JsonObject> => {
    const starts = uses.filter((use) => use.direction === direction).map(({ schema }) => schema);
    return reachedFrom(starts, document, polymorphism, direction);
  };
  const reached = { request: held("request"), response: held("response") };
  const differing = differingSchemas([...reached.request], document, polymorphism);
  return {
    isReached: (schema, direction) => reached[direction].has(schema),
    differs: (schema) => differing.has(schema),
  };
}

/** The schemas, what they refer to, and what is inside of them, as far as the direction has it. */
function reachedFrom(
  starts: readonly Json[],
  document: LoadedDocument,
  { bases }: Polymorphism,
  direction: Direction,
): ReadonlySet<JsonObject> {
  const reached = new Set<JsonObject>();
  const followed = new Set<string>();
  const waiting = [...starts];
  for (let schema = waiting.pop(); schema !== undefined; schema = waiting.pop()) {
    if (!isObject(schema) || reached.has(schema)) continue;
    reached.add(schema);
    const ref = schema["$ref"];
    if (typeof ref === "string" && !followed.has(ref)) {
      followed.add(ref);
      for (const pointer of meantBy(ref, bases)) waiting.push(document.at(pointer) ?? true);
    }
    for (const { keyword, schema: sub } of subSchemas(schema)) {
      const isAbsentHere = keyword === "properties" && isAbsent(document, sub, direction);
      if (!isAbsentHere && !DEFINITIONS.has(keyword)) waiting.push(sub);
    }
  }
  return reached;
}

/** Schemas that are there to be referred to. */
const DEFINITIONS = new Set(["$defs", "definitions"]);

/**
 * The schema that is referred to, and, as it may stand for any of its members, those and theirs: nothing else may refer
 * to them.
 */
function meantBy(ref: string, bases: Polymorphism["bases"]): ReadonlySet<Pointer> {
  const meant = new Set([pointerOfRef(ref)]);
  // What is added on the way is visited, too.
  for (const pointer of meant) for (const member of bases.get(pointer) ?? []) meant.add(member);
  return meant;
}

/** Those in which one direction has a property that the other has not, and all that lead to one. */
function differingSchemas(
  schemas: readonly JsonObject[],
  document: LoadedDocument,
  { bases, tags }: Polymorphism,
): ReadonlySet<JsonObject> {
  const users = new Map<JsonObject, JsonObject[]>();
  const addUser = (used: Json | undefined, user: Json | undefined): void => {
    if (!isObject(used) || !isObject(user)) return;
    const known = users.get(used);
    if (known === undefined) users.set(used, [user]);
    else known.push(user);
  };
  for (const schema of schemas) {
    const ref = schema["$ref"];
    if (typeof ref === "string") addUser(document.at(pointerOfRef(ref)), schema);
    for (const sub of subSchemas(schema)) addUser(sub.schema, schema);
  }
  for (const [base, members] of bases)
    for (const member of members) addUser(document.at(member), document.at(base));
  // Any value can be the tag of a default member in a request; in a response it is none that the mapping has.
  const defaultMembers = [...tags]
    .filter(([, byProperty]) => [...byProperty.values()].some(({ isDefault }) => isDefault))
    .map(([pointer]) => document.at(pointer));
  const differing = schemas.filter((schema) => hasOneSidedProperty(schema, document));
  return withUsers([...differing, ...defaultMembers.filter(isObject)], users);
}

function hasOneSidedProperty(schema: JsonObject, document: LoadedDocument): boolean {
  return subSchemas(schema).some(
    ({ keyword, schema: sub }) =>
      keyword === "properties" &&
      isAbsent(document, sub, "request") !== isAbsent(document, sub, "response"),
  );
}

function withUsers(
  schemas: readonly JsonObject[],
  users: ReadonlyMap<JsonObject, readonly JsonObject[]>,
): ReadonlySet<JsonObject> {
  const found = new Set(schemas);
  for (const schema of found) for (const user of users.get(schema) ?? []) found.add(user);
  return found;
}
