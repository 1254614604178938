/** Which declarations there are, and what each is made of. */
import type { JsonObject, NameTable, Pointer, Type, TypeDeclaration } from "../contract/index.js";
import { isObject } from "../lib/pointer.js";
import { allowsNull, hasProperties, membersOf } from "../lib/schema-shape.js";
import { constraintsOf } from "../lib/constraints.js";
import { docOf } from "./docs.js";
import { lowerParts } from "./lower.js";
import { intersectionOf, NEVER, NULL, objectOf, unionOf, property, UNKNOWN } from "../lib/type.js";
import type { DeclaredType } from "./object.js";
import {
  declaredName,
  heritageName,
  liftsNull,
  passable,
  schemaAt,
  use,
  type Scope,
  type Scopes,
} from "./scope.js";
import { ownTags, tagsOf } from "./tags.js";

export type PlannedDeclaration = Omit<TypeDeclaration, "kind" | "conversion">;

/** One or more for each named schema: its plain form, its form in requests, and the bases of both. */
export function declarationsFor(
  pointer: Pointer,
  names: NameTable,
  scopes: Scopes,
): readonly PlannedDeclaration[] {
  const schema = schemaAt(scopes.response, pointer);
  const variants = names.variants[pointer];
  return scopesOf(pointer, scopes).flatMap((scope) => {
    const planned: PlannedDeclaration = {
      ...declare(scope, schema, pointer),
      name: declaredName(scope, pointer) ?? "",
      pointer,
      direction: scope.direction,
      doc: isObject(schema) ? docOf({ schema, pointer }, scope) : null,
      constraints: isObject(schema) ? constraintsOf(schema) : null,
    };
    if (variants?.base === undefined || !isObject(schema)) return [planned];
    const doc = `What all members of {@link ${planned.name}} share.`;
    return [
      planned,
      {
        ...declareBase(scope, schema, pointer),
        name: heritageName(scope, pointer) ?? "",
        pointer,
        direction: scope.direction,
        doc,
        constraints: null,
      },
    ];
  });
}

/** Of a schema that has a form for each direction both, else the one that holds wherever it is used. */
function scopesOf(pointer: Pointer, scopes: Scopes): readonly Scope[] {
  const { response, request, shared } = scopes;
  if (response.names.variants[pointer]?.input !== undefined) return [response, request];
  const schema = schemaAt(response, pointer);
  const { reach } = response.survey;
  if (!isObject(schema) || !reach.isReached(schema, "request")) return [response];
  return [reach.isReached(schema, "response") ? shared : request];
}

function declare(scope: Scope, schema: unknown, pointer: Pointer): DeclaredType {
  if (!isObject(schema)) return { type: schema === false ? NEVER : UNKNOWN, heritage: [] };
  const members = scope.survey.polymorphism.bases.get(pointer);
  if (members !== undefined && scope.names.variants[pointer]?.base !== undefined) {
    return {
      type: nullable(
        schema,
        unionOf(members.map((member) => memberOf(scope, pointer, schema, member))),
      ),
      heritage: [],
    };
  }
  const parts = lowerParts(scope, schema, pointer, {
    extendable: true,
    tags: tagsOf(scope, pointer),
  });
  return liftsNull(schema) ? parts : { ...parts, type: nullable(schema, parts.type) };
}

function nullable(schema: JsonObject, type: Type): Type {
  return allowsNull(schema) && !liftsNull(schema) ? unionOf([type, NULL]) : type;
}

/** A member of the union that a base stands for. One that does not extend the base has to be both. */
function memberOf(scope: Scope, base: Pointer, schema: JsonObject, member: Pointer): Type {
  const baseName = heritageName(scope, base) ?? "";
  if (member === base) return intersectionOf([use(scope, baseName, base), ...tagged(scope, base)]);
  const name = declaredName(scope, member);
  if (name === undefined) return UNKNOWN;
  const shape = scope.survey.objects.at(member);
  const extendsBase =
    shape !== null &&
    [...(scope.survey.objects.at(base)?.properties.keys() ?? [])].every((property) =>
      shape.properties.has(property),
    );
  return extendsBase || !hasProperties(schema)
    ? use(scope, name, member)
    : intersectionOf([use(scope, baseName, base), use(scope, name, member)]);
}

function tagged(scope: Scope, pointer: Pointer): readonly Type[] {
  const tags = [...ownTags(scope, pointer)];
  if (tags.length === 0) return [];
  return [
    objectOf(
      tags.map(([name, { value, required }]) => passable(scope, property(name, value, required))),
    ),
  ];
}

function declareBase(scope: Scope, schema: JsonObject, pointer: Pointer): DeclaredType {
  const { oneOf: _, anyOf: __, discriminator: ___, ...rest } = schema;
  const hasOwn = hasProperties(rest) || membersOf(rest, "allOf").length > 0;
  return hasOwn
    ? lowerParts(scope, { ...rest, type: "object" }, pointer, { extendable: true })
    : { type: objectOf([]), heritage: [] };
}
