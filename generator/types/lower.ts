/** A schema as a type. @see https://json-schema.org/draft/2020-12/json-schema-core */
import type { Json, JsonObject, Pointer, Schema, Type } from "../contract/index.js";
import { isUntyped } from "../lib/extensions.js";
import { child, isObject, pointerOfRef } from "../lib/pointer.js";
import { list } from "../lib/read.js";
import {
  allowsNull,
  isBinary,
  isNullOnly,
  membersOf,
  restKeyword,
  saysMore,
  saysObject,
  saysType,
  typesOf,
} from "../lib/schema-shape.js";
import { withRequired } from "./around.js";
import { lowerEnum } from "./enum.js";
import {
  arrayOf,
  intersectionOf,
  isNarrower,
  literalOf,
  NEVER,
  NULL,
  unionOf,
  UNKNOWN,
} from "../lib/type.js";
import { freeForm, lowerComposition, type DeclaredType } from "./object.js";
import { scalar, scalarTypes } from "./scalar.js";
import { bytes, declaredName, use, type Scope } from "./scope.js";
import { tagInUnion, type Overrides } from "./tags.js";
import { tellUnsaid } from "./unsaid.js";

/** At a place of use: the name of a declared schema, or else what it is made of. */
export function lowerUse(scope: Scope, schema: Schema, pointer: Pointer): Type {
  const isDeclared = isObject(schema) && scope.declaredSchemas.has(schema);
  const name = isDeclared ? declaredName(scope, pointer) : undefined;
  return name === undefined ? lowerWhole(scope, schema, pointer) : use(scope, name, pointer);
}

/** What the schema is made of, its own name aside. */
export function lowerWhole(scope: Scope, schema: Schema, pointer: Pointer): Type {
  if (!isObject(schema)) return schema ? UNKNOWN : NEVER;
  const { type } = lowerParts(scope, schema, pointer, { extendable: false });
  return allowsNull(schema) ? unionOf([type, NULL]) : type;
}

export interface LowerOptions {
  readonly extendable: boolean;
  readonly tags?: Overrides;
}

/** Without the `null` that its type names. */
export function lowerParts(
  scope: Scope,
  schema: JsonObject,
  pointer: Pointer,
  options: LowerOptions,
): DeclaredType {
  const ref = schema["$ref"];
  if (typeof ref === "string") return lowerRef(scope, schema, ref, pointer, options);
  if (isUntyped(schema)) return alone(UNKNOWN);
  tellUnsaid(scope, schema, pointer);
  const constant = schema["const"];
  if (constant !== undefined) return alone(literalOf(constant));
  const values = schema["enum"];
  if (Array.isArray(values))
    return alone(lowerEnum(scope, schema, values as readonly Json[], pointer));
  const unions = [
    lowerUnion(scope, schema, "oneOf", pointer),
    lowerUnion(scope, schema, "anyOf", pointer),
  ].filter((union) => union.kind !== "unknown");
  const base = isAboutSomeMembers(schema, unions)
    ? alone(UNKNOWN)
    : lowerTypes(scope, withRequired(scope, schema, pointer), pointer, {
        ...options,
        extendable: options.extendable && unions.length === 0,
      });
  return unions.length === 0
    ? base
    : alone(intersectionOf([...(isImplied(base.type, unions) ? [] : [base.type]), ...unions]));
}

/** `items` beside `oneOf: [{ type: array }, { type: string }]` says what is in the list, not that it is one. */
function isAboutSomeMembers(schema: JsonObject, unions: readonly Type[]): boolean {
  return (
    unions.length > 0 &&
    schema["items"] !== undefined &&
    typesOf(schema).length === 0 &&
    unions.some((union) => !isNarrower(union, arrayOf(UNKNOWN)))
  );
}

function alone(type: Type): DeclaredType {
  return { type, heritage: [] };
}

/** `type: object` beside `oneOf` adds nothing; nor does `type: string` beside string alternatives. */
function isImplied(base: Type, unions: readonly Type[]): boolean {
  if (base.kind === "object") return base.properties.length === 0;
  return (
    base.kind !== "intersection" && unions.some((union) => isNarrower(union, unionOf([base, NULL])))
  );
}

/** Siblings of a `$ref` apply as well, since 3.1. */
function lowerRef(
  scope: Scope,
  schema: JsonObject,
  ref: string,
  pointer: Pointer,
  options: LowerOptions,
): DeclaredType {
  const { $ref: _, ...rest } = schema;
  const { type: __, nullable: ___, ...siblings } = rest;
  if (saysMore(siblings)) {
    const allOf = [...membersOf(schema, "allOf"), { $ref: ref }];
    return lowerParts(scope, { ...rest, allOf }, pointer, options);
  }
  const target = pointerOfRef(ref);
  const name = declaredName(scope, target);
  if (name !== undefined) return alone(use(scope, name, target));
  return alone(lowerUndeclared(scope, target));
}

/** A reference to what has no declaration: a boolean schema, or a place that is itself a reference. */
function lowerUndeclared(scope: Scope, pointer: Pointer): Type {
  const seen = new Set<Pointer>();
  let target = pointer;
  for (;;) {
    const value = scope.document.at(target);
    const ref = isObject(value) ? value["$ref"] : undefined;
    if (typeof value === "boolean") return value ? UNKNOWN : NEVER;
    const name = declaredName(scope, target);
    if (name !== undefined) return use(scope, name, target);
    if (typeof ref !== "string" || seen.has(target)) return UNKNOWN;
    seen.add(target);
    target = pointerOfRef(ref);
  }
}

function lowerTypes(
  scope: Scope,
  schema: JsonObject,
  pointer: Pointer,
  options: LowerOptions,
): DeclaredType {
  const types = inferredTypes(schema).filter((type) => type !== "null");
  const allOf = membersOf(schema, "allOf");
  if (types.length === 0 && allOf.length === 0) return alone(isNullOnly(schema) ? NULL : UNKNOWN);
  if (types.every((type) => type === "object")) return lowerObject(scope, schema, pointer, options);
  const own = unionOf(types.map((type) => lowerType(scope, schema, type, pointer)));
  const parts = allOf.flatMap((member, index) => {
    const part =
      isObject(member) && !saysType(member)
        ? UNKNOWN
        : scope.lower(member, child(pointer, "allOf", index));
    return isNarrower(own, part) ? [] : [part];
  });
  const narrower = parts.some((part) => isNarrower(part, own));
  return alone(intersectionOf([...(narrower ? [] : [own]), ...parts]));
}

/** A schema without `type` is what its keywords are about. */
function inferredTypes(schema: JsonObject): readonly string[] {
  const types = typesOf(schema);
  if (types.length > 0) return types;
  if (
    ["properties", restKeyword(schema), "patternProperties"].some((keyword) =>
      isObject(schema[keyword]),
    )
  )
    return ["object"];
  if (schema["prefixItems"] !== undefined || schema["items"] !== undefined) return ["array"];
  return isBinary(schema) ? ["string"] : [];
}

function lowerObject(
  scope: Scope,
  schema: JsonObject,
  pointer: Pointer,
  options: LowerOptions,
): DeclaredType {
  const composition = scope.survey.objects.compose(schema, pointer);
  const { own, bases, others } = composition;
  const isBare = own.properties.size === 0 && own.required.size === 0 && own.index.length === 0;
  if (!isBare || bases.length > 0 || others.length > 0 || (options.tags?.size ?? 0) > 0) {
    return lowerComposition(scope, composition, pointer, options);
  }
  if (!saysObject(schema)) return alone(UNKNOWN);
  return alone(freeForm(schema[restKeyword(schema)] === false ? NEVER : UNKNOWN));
}

function lowerType(scope: Scope, schema: JsonObject, type: string, pointer: Pointer): Type {
  switch (type) {
    case "string":
      return isBinary(schema) ? bytes(scope) : scalar(scope, schema, "string");
    case "number":
    case "integer":
      return scalar(scope, schema, "number");
    case "boolean":
      return { kind: "boolean" };
    case "array":
      return lowerArray(scope, schema, pointer);
    case "object":
      return lowerObject(scope, schema, pointer, { extendable: false }).type;
    case "file": // Swagger 2
      return bytes(scope);
    default:
      scope.tell({
        rule: "type-unknown",
        severity: "warning",
        pointer,
        message: `\`${type}\` is no type of JSON Schema; it is taken as \`unknown\`.`,
        hint: "Use string, number, integer, boolean, array, object or null.",
        fix: { remove: ["type"], update: { type: "string" }, template: true },
      });
      return UNKNOWN;
  }
}

function lowerArray(scope: Scope, schema: JsonObject, pointer: Pointer): Type {
  const { items } = schema;
  const keyword = Array.isArray(schema["prefixItems"]) ? "prefixItems" : "items";
  const prefix = schema[keyword];
  if (!Array.isArray(prefix) || prefix.length === 0) {
    return arrayOf(
      isObject(items) || typeof items === "boolean"
        ? scope.lower(items, child(pointer, "items"))
        : UNKNOWN,
    );
  }
  const members = prefix.map((item: unknown, index) =>
    isObject(item) || typeof item === "boolean"
      ? scope.lower(item, child(pointer, keyword, index))
      : UNKNOWN,
  );
  const after = keyword === "items" ? "additionalItems" : "items";
  const rest = schema[after];
  const least = typeof schema["minItems"] === "number" ? schema["minItems"] : 0;
  const most =
    typeof schema["maxItems"] === "number" ? schema["maxItems"] : Number.POSITIVE_INFINITY;
  const tail = isObject(rest) || rest === true ? scope.lower(rest, child(pointer, after)) : UNKNOWN;
  return {
    kind: "tuple",
    items: members,
    required: Math.min(least, members.length),
    rest: rest === false || most <= members.length ? null : tail,
  };
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
  return Object.keys(inherited).length > 0 && declaredName(scope, pointer) === undefined
    ? lowerWhole(scope, { ...member, ...inherited }, pointer)
    : scope.lower(member, pointer);
}
