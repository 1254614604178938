/** A schema as a type. @see https://json-schema.org/draft/2020-12/json-schema-core */
import type { Json, JsonObject, Pointer, Schema, Type } from "../contract/index.js";
import { isUntyped } from "../lib/extensions.js";
import { child, isObject, pointerOfRef } from "../lib/pointer.js";
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
import { withRequired } from "./enclosing.js";
import { lowerArray } from "./array.js";
import { lowerEnum } from "./enum.js";
import {
  intersectionOf,
  isNarrower,
  literalOf,
  NEVER,
  NULL,
  unionOf,
  UNKNOWN,
} from "../lib/type.js";
import { freeForm, lowerComposition, type DeclaredType } from "./object.js";
import { scalar } from "./scalar.js";
import { bytes, declaredName, use, type Scope } from "./scope.js";
import type { Overrides } from "./tags.js";
import { isAboutSomeMembers, isImplied, lowerUnions } from "./union.js";
import { reportUnsupported } from "./unsupported-keywords.js";

/** At a place of use: the name of a declared schema, or else what it is made of. */
export function lowerUse(scope: Scope, schema: Schema, pointer: Pointer): Type {
  const isDeclared = isObject(schema) && scope.declaredSchemas.has(schema);
  const name = isDeclared ? declaredName(scope, pointer) : undefined;
  return name === undefined ? lowerDefinition(scope, schema, pointer) : use(scope, name, pointer);
}

/** What the schema is made of, its own name aside. */
export function lowerDefinition(scope: Scope, schema: Schema, pointer: Pointer): Type {
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
  reportUnsupported(scope, schema, pointer);
  const constant = schema["const"];
  if (constant !== undefined) return alone(literalOf(constant));
  const values = schema["enum"];
  if (Array.isArray(values))
    return alone(lowerEnum(scope, schema, values as readonly Json[], pointer));
  const unions = lowerUnions(scope, schema, pointer);
  const base = isAboutSomeMembers(schema, unions)
    ? alone(UNKNOWN)
    : lowerTypes(scope, withRequired(scope, schema, pointer), pointer, {
        ...options,
        extendable: options.extendable && unions.length === 0,
      });
  return unions.length === 0
    ? base
    : alone(intersectionOf([...(addsNothing(base.type, unions) ? [] : [base.type]), ...unions]));
}

/** `type: "null"` beside alternatives is how some write that `null` is one more of them. */
function addsNothing(base: Type, unions: readonly Type[]): boolean {
  return base.kind === "null" || isImplied(base, unions);
}

function alone(type: Type): DeclaredType {
  return { type, heritage: [] };
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
      scope.report({
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
