/** `oneOf` and `anyOf` as unions, with what the schema that has them says of their members. */
import type { JsonObject, Pointer, Schema, Type } from "../contract/index.js";
import { child, isObject, pointerOfRef } from "../lib/pointer.js";
import { list } from "../lib/read.js";
import { membersOf, saysType, typesOf } from "../lib/schema-shape.js";
import { arrayOf, intersectionOf, isNarrower, NULL, unionOf, UNKNOWN } from "../lib/type.js";
import { scalarTypes } from "./scalar.js";
import { declaredName, type Scope } from "./scope.js";
import { tagInUnion } from "./tags.js";

/** Those that say something about the type. */
export function lowerUnions(scope: Scope, schema: JsonObject, pointer: Pointer): readonly Type[] {
  return (["oneOf", "anyOf"] as const)
    .map((keyword) => lowerUnion(scope, schema, keyword, pointer))
    .filter(({ kind }) => kind !== "unknown");
}

/** `items` beside `oneOf: [{ type: array }, { type: string }]` says what is in the list, not that it is one. */
export function isAboutSomeMembers(schema: JsonObject, unions: readonly Type[]): boolean {
  return (
    unions.length > 0 &&
    schema["items"] !== undefined &&
    typesOf(schema).length === 0 &&
    unions.some((union) => !isNarrower(union, arrayOf(UNKNOWN)))
  );
}

/** `type: object` beside `oneOf` adds nothing; nor does `type: string` beside string alternatives. */
export function isImplied(base: Type, unions: readonly Type[]): boolean {
  if (base.kind === "object") return base.properties.length === 0;
  return (
    base.kind !== "intersection" && unions.some((union) => isNarrower(union, unionOf([base, NULL])))
  );
}

/** How many unions deep values are looked for; a union may be a member of itself. */
const MAX_ALTERNATIVES = 8;

/** `unknown` where the alternatives say nothing about the type. */
function lowerUnion(
  scope: Scope,
  schema: JsonObject,
  keyword: "oneOf" | "anyOf",
  pointer: Pointer,
): Type {
  const members = membersOf(schema, keyword);
  if (members.length === 0) return UNKNOWN;
  const types: Type[] = [];
  for (const [index, member] of members.entries()) {
    const here = child(pointer, keyword, index);
    if (isObject(member) && !saysType(member)) {
      const inherited = scalarTypes(scope, schema);
      if (inherited === null) return UNKNOWN;
      types.push(inherited);
    } else types.push(unionMember(scope, schema, member, here));
  }
  if (types.every(({ kind }) => kind === "null")) return NULL;
  const places = members.map((_, index) => child(pointer, keyword, index));
  return unionOf(types.map((type) => beside(scope, type, places)));
}

/** `string | Colour` would be `string` to the compiler, which then forgets the values of `Colour`: `(string & {}) | Colour` keeps them. */
function beside(scope: Scope, type: Type, members: readonly Pointer[]): Type {
  const { kind } = type;
  if (kind !== "string" && kind !== "number") return type;
  return members.some((member) => hasValues(scope, member, kind))
    ? { kind: "open", of: kind }
    : type;
}

/** True where the schema, or an alternative of it, names values of the type. */
function hasValues(scope: Scope, pointer: Pointer, type: "string" | "number", depth = 0): boolean {
  const found = scope.survey.schemas.located(pointer);
  if (found === undefined || !isObject(found.schema) || depth > MAX_ALTERNATIVES) return false;
  const { schema, pointer: at } = found;
  const values = [schema["const"], ...list(schema["enum"])];
  if (values.some((value) => typeof value === type)) return true;
  return (["oneOf", "anyOf"] as const).some((keyword) =>
    membersOf(schema, keyword).some((_, index) =>
      hasValues(scope, child(at, keyword, index), type, depth + 1),
    ),
  );
}

/** A member, with the tag that the union's discriminator gives it where it has none of its own. */
function unionMember(scope: Scope, union: JsonObject, member: Schema, pointer: Pointer): Type {
  const type = withParentType(scope, union, member, pointer);
  const ref = isObject(member) ? member["$ref"] : undefined;
  const tag = typeof ref === "string" ? tagInUnion(scope, union, pointerOfRef(ref)) : null;
  return tag === null ? type : intersectionOf([type, tag]);
}

/** `type: string` beside `oneOf` holds for members that name no type, `items` for those that are lists of they do not say what. */
function withParentType(scope: Scope, parent: JsonObject, member: Schema, pointer: Pointer): Type {
  if (!isObject(member) || member["$ref"] !== undefined) return scope.lower(member, pointer);
  const types = typesOf(parent).filter((type) => type !== "null");
  const isEnum = member["type"] === undefined && Array.isArray(member["enum"]) && types.length > 0;
  const isList = member["type"] === "array" && member["items"] === undefined;
  const inherited = {
    ...(isEnum ? { type: types } : {}),
    ...(isList && isObject(parent["items"]) ? { items: parent["items"] } : {}),
  };
  const inherits = Object.keys(inherited).length > 0 && declaredName(scope, pointer) === undefined;
  return scope.lower(inherits ? { ...member, ...inherited } : member, pointer);
}
