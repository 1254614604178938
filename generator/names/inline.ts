/** Names of schemas that stand inline and deserve a declaration: objects with properties, large enums, and whatever a `$ref` points at. */
import type { JsonObject, Pointer, RefTargets, Schema } from "../contract/index.js";
import { extensionText } from "../lib/extensions.js";
import { isObject, segmentsOf } from "../lib/pointer.js";
import { object } from "../lib/read.js";
import { holdsSchemas, pointerOf, subSchemas, type SubSchema } from "../lib/schema-children.js";
import { describesObject, isNullOnly, membersOf } from "../lib/schema-shape.js";
import { pascalCase } from "../lib/words.js";
import { typeName } from "./components.js";
import { assignName, type NamingContext } from "./context.js";
import { distinctWords, elementWords, memberWords, one } from "./inline-words.js";
import { things } from "./kept/things.js";

/** An inline enum with more values than this reads better under a name. */
const LARGE_ENUM = 12;

/** Where a schema stands in words: `owner` is the nearest declaration, `tail` the way from there. */
interface NestedName {
  readonly owner: string;
  readonly tail: string;
  /** The way in other words, where another declaration has these: `AssigneesItem` beside `Assignee`. */
  readonly spare?: string;
  /** Of a member of an `allOf`: all that describe the same object with it. */
  readonly beside?: readonly JsonObject[];
}

export interface InlineRoot {
  readonly schema: Schema;
  readonly pointer: Pointer;
  /** Candidates for its own declaration, best first. */
  readonly candidates: readonly string[];
  /** What nested names begin with. */
  readonly owner: string;
  /** Its name, where it has been given already. */
  readonly given?: string;
  readonly because: string;
}

export interface InlineContext extends NamingContext {
  readonly refTargets: RefTargets;
}

/** Names the schema itself, if it deserves it, and all below it. Unions and joined objects count at the root only: nested ones read well in place. */
export function nameRoot(context: InlineContext, root: InlineRoot): void {
  const { schema, pointer } = root;
  if (!isObject(schema) || schema["$ref"] !== undefined || context.types.has(pointer)) return;
  if (
    deservesName(context, schema, pointer) ||
    isUnion(schema) ||
    membersOf(schema, "allOf").length > 1
  ) {
    if (root.given === undefined)
      declare(context, { schema, pointer, owner: root.owner }, root.candidates, root.because);
    else context.types.set(pointer, root.given);
  }
  nameChildren(context, schema, pointer, { owner: root.owner, tail: "" });
}

/** Names what is inside a schema that has its name already. */
export function nameWithin(
  context: InlineContext,
  schema: Schema,
  pointer: Pointer,
  owner: string,
): void {
  if (isObject(schema)) nameChildren(context, schema, pointer, { owner, tail: "" });
}

function nameChildren(
  context: InlineContext,
  schema: JsonObject,
  pointer: Pointer,
  place: NestedName,
): void {
  const siblings = siblingsIn(context, schema);
  for (const sub of subSchemas(schema)) {
    if (!isObject(sub.schema) || sub.schema["$ref"] !== undefined) continue;
    if (isLeaf(context, sub.schema)) continue;
    const next = placeOf(sub, sub.schema, place, siblings);
    if (next === null) continue;
    nameNested(context, sub.schema, pointerOf(pointer, sub), next, sub.keyword === "allOf");
  }
}

/** Most schemas are scalars: nothing inside them, and no name for themselves. */
export function isLeaf({ refTargets }: InlineContext, schema: JsonObject): boolean {
  return !holdsSchemas(schema) && !isLargeEnum(schema) && !refTargets.schemas.has(schema);
}

function isLargeEnum(schema: JsonObject): boolean {
  const values = schema["enum"];
  return Array.isArray(values) && values.length > LARGE_ENUM;
}

function nameNested(
  context: InlineContext,
  schema: JsonObject,
  pointer: Pointer,
  place: NestedName,
  merged: boolean,
): void {
  const declared =
    context.refTargets.pointers.has(pointer) || (!merged && deservesName(context, schema, pointer));
  if (!declared || context.types.has(pointer)) {
    nameChildren(context, schema, pointer, place);
    return;
  }
  const because =
    place.tail === ""
      ? `its place in \`${place.owner}\``
      : `\`${place.tail}\` in \`${place.owner}\``;
  const tails = [
    place.tail === "" ? "Value" : place.tail,
    ...(place.spare === undefined ? [] : [place.spare]),
  ];
  const wanted = tails.map((tail) => `${place.owner}${tail}`);
  nameChildren(context, schema, pointer, {
    owner: declare(context, { schema, pointer, owner: place.owner }, wanted, because),
    tail: "",
  });
}

interface Declared {
  readonly schema: JsonObject;
  readonly pointer: Pointer;
  /** What its names begin with. */
  readonly owner: string;
}

/** A name that the document itself gives comes first. */
function declare(
  context: InlineContext,
  { schema, pointer, owner }: Declared,
  candidates: readonly string[],
  because: string,
): string {
  const given = extensionText(schema, "typeName");
  const asked = given === null ? null : typeName(given);
  const name = assignName(context, {
    kind: "type",
    pointer,
    candidates: asked === null ? candidates : [asked, ...candidates],
    because,
    thing: things.type(pointer),
    ...(asked === null ? { stem: owner } : { isAsked: true }),
  });
  context.types.set(pointer, name);
  return name;
}

function deservesName(context: InlineContext, schema: JsonObject, pointer: Pointer): boolean {
  return context.refTargets.pointers.has(pointer) || describesObject(schema) || isLargeEnum(schema);
}

function unionMembers(schema: JsonObject): readonly Schema[] {
  return [...membersOf(schema, "oneOf"), ...membersOf(schema, "anyOf")];
}

function isUnion(schema: JsonObject): boolean {
  return unionMembers(schema).filter((member) => !isNullOnly(member)).length > 1;
}

/** What a subschema has beside it, of which its name must tell it. */
interface Siblings {
  /** How many members of the union are objects that stand inline. */
  readonly objects: number;
  /** Members of the union, after their references. */
  readonly members: readonly JsonObject[];
  /** Elements of the tuple, likewise. */
  readonly elements: readonly JsonObject[];
  /** What describes the same object: the schema itself, and the members of its `allOf` that stand inline. */
  readonly parts: readonly JsonObject[];
}

function siblingsIn(context: InlineContext, schema: JsonObject): Siblings {
  const members = unionMembers(schema);
  const elements = schema["prefixItems"];
  return {
    objects: members.filter((member) => isObject(member) && describesObject(member)).length,
    members: members.map((member) => resolvedMember(context, member)),
    elements: Array.isArray(elements)
      ? elements.map((each) => resolvedMember(context, each as Schema))
      : [],
    parts: [schema, ...membersOf(schema, "allOf").filter(isObject)],
  };
}

function resolvedMember({ document }: InlineContext, member: Schema): JsonObject {
  const ref = isObject(member) ? member["$ref"] : undefined;
  return object(typeof ref === "string" ? document.resolve(ref) : member);
}

/** Where a subschema stands; `null` for one that is no part of the type, such as a condition. */
function placeOf(
  sub: SubSchema,
  schema: JsonObject,
  place: NestedName,
  { objects, members, elements, parts }: Siblings,
): NestedName | null {
  const { owner, tail } = place;
  switch (sub.keyword) {
    case "properties":
      return propertyPlace(sub.key ?? "", schema, place, parts);
    case "items":
      return { owner, tail: one(tail, "Item"), spare: `${tail}Item` };
    case "additionalProperties":
    case "unevaluatedProperties":
    case "patternProperties":
      return { owner, tail: one(tail, "Value"), spare: `${tail}Value` };
    case "prefixItems":
      return { owner, tail: elementWords(schema, sub.key ?? "0", tail, elements) };
    case "allOf":
      return { ...place, beside: parts };
    case "oneOf":
    case "anyOf": {
      const words = memberWords(schema, sub.key ?? "0", members);
      if (objects > 1) return { owner, tail: `${tail}${words}` };
      return { owner, tail: tail === "" ? "Object" : tail, spare: `${tail}${words}` };
    }
    case "$defs":
    case "definitions":
      return { owner, tail: pascalCase(sub.key ?? "") || "Definition" };
    default:
      return null;
  }
}

/** Where two parts of an `allOf` have an object of one name, the second takes words of its own: `OwnerWithAddress`. */
function propertyPlace(
  key: string,
  schema: JsonObject,
  { owner, tail, beside = [] }: NestedName,
  parts: readonly JsonObject[],
): NestedName {
  const own = tail + (pascalCase(key) || "Property");
  const same = [...beside, ...parts].flatMap(({ properties }) => {
    const property = object(properties)[key];
    return isObject(property) && property !== schema ? [property] : [];
  });
  const words = same.length === 0 ? null : distinctWords(schema, same);
  return { owner, tail: own, ...(words === null ? {} : { spare: `${own}${words}` }) };
}

/** A name for a `$ref` target that no walk reached: its last word that is a name of the document's. */
export function nameOfTarget(pointer: Pointer): string {
  const words = segmentsOf(pointer).filter(
    (segment) => /[^\d]/.test(segment) && !KEYWORDS.has(segment),
  );
  return typeName(words.slice(-2).join(" "));
}

const KEYWORDS = new Set(
  "paths components schemas properties items schema content responses requestBody parameters allOf oneOf anyOf additionalProperties $defs definitions headers".split(
    " ",
  ),
);
