/** Names of schemas that stand inline and deserve a declaration: objects with properties, large enums, and whatever a `$ref` points at. */
import type { Json, JsonObject, Pointer, RefTargets, Schema } from "../contract/index.js";
import { extensionText } from "../lib/extensions.js";
import { isObject, segmentsOf } from "../lib/pointer.js";
import { object, prose, texts } from "../lib/read.js";
import { holdsSchemas, pointerOf, subSchemas, type SubSchema } from "../lib/schema-children.js";
import { describesObject, isNullOnly, membersOf } from "../lib/schema-shape.js";
import { pascalCase, singular, wordsOf } from "../lib/words.js";
import { typeName } from "./components.js";
import { assignName, type NamingContext } from "./context.js";

/** An inline enum with more values than this reads better under a name. */
const LARGE_ENUM = 12;

/** Where a schema stands in words: `owner` is the nearest declaration, `tail` the way from there. */
interface Place {
  readonly owner: string;
  readonly tail: string;
  /** The way in other words, where another declaration has these: `AssigneesItem` beside `Assignee`. */
  readonly spare?: string;
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
      declare(context, pointer, asked(schema, root.candidates), root.because);
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
  place: Place,
): void {
  const members = unionMembers(schema);
  const union: Union = {
    objects: members.filter((member) => isObject(member) && describesObject(member)).length,
    members: members.map((member) => resolvedMember(context, member)),
  };
  for (const sub of subSchemas(schema)) {
    if (!isObject(sub.schema) || sub.schema["$ref"] !== undefined) continue;
    if (isLeaf(context, sub.schema)) continue;
    const next = placeOf(sub, sub.schema, place, union);
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
  place: Place,
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
    owner: declare(context, pointer, asked(schema, wanted), because),
    tail: "",
  });
}

/** A name that the document itself gives comes first. */
function asked(schema: JsonObject, candidates: readonly string[]): readonly string[] {
  const name = extensionText(schema, "typeName");
  return name === null ? candidates : [typeName(name), ...candidates];
}

function declare(
  context: InlineContext,
  pointer: Pointer,
  candidates: readonly string[],
  because: string,
): string {
  const name = assignName(context, { kind: "type", pointer, candidates, because });
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

/** The union that a subschema may be a member of. */
interface Union {
  /** How many of its members are objects that stand inline. */
  readonly objects: number;
  /** After their references. */
  readonly members: readonly JsonObject[];
}

function resolvedMember({ document }: InlineContext, member: Schema): JsonObject {
  const ref = isObject(member) ? member["$ref"] : undefined;
  return object(typeof ref === "string" ? document.resolve(ref) : member);
}

/** Where a subschema stands; `null` for one that is no part of the type, such as a condition. */
function placeOf(sub: SubSchema, schema: JsonObject, place: Place, union: Union): Place | null {
  const { owner, tail } = place;
  switch (sub.keyword) {
    case "properties":
      return { owner, tail: tail + (pascalCase(sub.key ?? "") || "Property") };
    case "items":
      return { owner, tail: one(tail, "Item"), spare: `${tail}Item` };
    case "additionalProperties":
    case "unevaluatedProperties":
    case "patternProperties":
      return { owner, tail: one(tail, "Value"), spare: `${tail}Value` };
    case "prefixItems":
      return { owner, tail: `${one(tail, "Item")}${Number(sub.key) + 1}` };
    case "allOf":
      return place;
    case "oneOf":
    case "anyOf":
      return {
        owner,
        tail: `${tail}${union.objects === 1 ? (tail === "" ? "Object" : "") : memberWords(schema, sub.key ?? "0", union)}`,
      };
    case "$defs":
    case "definitions":
      return { owner, tail: pascalCase(sub.key ?? "") || "Definition" };
    default:
      return null;
  }
}

/** `Results` -> `Result`; what is no plural gets the word that says what it is: `Data` -> `DataItem`. */
function one(tail: string, word: string): string {
  const last = wordsOf(tail).at(-1) ?? "";
  const shorter = singular(last);
  return last === "" || shorter === last
    ? `${tail}${word}`
    : `${tail.slice(0, tail.length - last.length)}${shorter}`;
}

/** A member of a union by its tag, by its title, by what only it has, or else by its number. */
function memberWords(schema: JsonObject, index: string, { members }: Union): string {
  const tag = tagOf(schema);
  if (tag !== null) return pascalCase(tag);
  const title = prose(schema["title"]);
  const words = title !== null && title.length <= 40 ? pascalCase(title) : "";
  return words !== "" ? words : (ownProperty(schema, members) ?? `Variant${Number(index) + 1}`);
}

/** `WithPrice`: a property that no other member has, one that it requires if there is such. */
function ownProperty(schema: JsonObject, members: readonly JsonObject[]): string | null {
  const own = Object.keys(object(schema["properties"]));
  const others = new Set(
    members
      .filter((member) => member !== schema)
      .flatMap((member) => Object.keys(object(member["properties"]))),
  );
  const distinct = own.filter((name) => !others.has(name) && pascalCase(name) !== "");
  const required = new Set(texts(schema["required"]));
  const name = distinct.find((each) => required.has(each)) ?? distinct[0];
  return name === undefined ? null : `With${pascalCase(name)}`;
}

/** The value of the first property that can have one value only: `type: { const: "text" }`. */
function tagOf(schema: JsonObject): string | null {
  const properties = schema["properties"];
  if (!isObject(properties)) return null;
  for (const property of Object.values(properties)) {
    if (!isObject(property)) continue;
    const values = property["enum"] as readonly Json[] | undefined;
    const value = property["const"] ?? (values?.length === 1 ? values[0] : undefined);
    if (typeof value === "string" && pascalCase(value) !== "") return value;
  }
  return null;
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
