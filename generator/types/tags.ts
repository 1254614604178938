/** Tags of discriminated unions, as the types of the property that holds them. */
import type { Json, JsonObject, LocatedSchema, Pointer, Tags, Type } from "../contract/index.js";
import { isObject, pointerOfRef } from "../lib/pointer.js";
import type { Fix } from "../lib/overlay.js";
import { typesOf } from "../lib/schema-shape.js";
import { literalOf, NULL, objectOf, property, STRING, UNMAPPED_TAG, unionOf } from "../lib/type.js";
import { passable, type Scope } from "./scope.js";

/** What stands in the place of what the schema says of a property. */
export interface Override {
  readonly value: Type;
  readonly required: boolean;
}

export type Overrides = ReadonlyMap<string, Override>;

/** What the tag of a discriminated union must be in the declaration of this member of it: of a base, its heirs say that. */
export function tagsOf(scope: Scope, pointer: Pointer): Overrides {
  return scope.names.variants[pointer]?.base === undefined ? ownTags(scope, pointer) : new Map();
}

/** What the tag must be in a value that is this member and no heir of it. */
export function ownTags(scope: Scope, pointer: Pointer): Overrides {
  const found = new Map<string, Override>();
  for (const [property, tags] of scope.survey.polymorphism.tags.get(pointer) ?? []) {
    const shape = scope.survey.objects.at(pointer);
    const slots = shape?.properties.get(property) ?? [];
    // It says nothing of the tag, so that only the union does: `Cat & { kind: "cat" }`.
    if (slots.length === 0 && !tags.isInherited) continue;
    const value = overrideOf(scope, slots, tags, { pointer, property });
    // A value without the tag is the default member; and what is sent by itself, outside of the union, may have none that it describes.
    const isUnsaid = scope.direction === "request" && slots.length === 0;
    const required = !(tags.isDefault || isUnsaid) || shape?.required.has(property) === true;
    if (value !== null) found.set(property, { value, required });
  }
  return found;
}

/**
 * What a union with a discriminator adds to a member that does not describe the tag, which may be another one in another union:
 * `{ kind: "cat" }`. `null` where it adds nothing.
 */
export function tagInUnion(scope: Scope, union: JsonObject, member: Pointer): Type | null {
  const { property: name, tags } = scope.survey.polymorphism.unions.get(union) ?? {};
  const own = tags?.get(member);
  const shape = scope.survey.objects.at(member);
  if (name === undefined || own === undefined || shape === null || shape.properties.has(name))
    return null;
  if (scope.survey.polymorphism.tags.get(member)?.get(name)?.isInherited) return null;
  const value = overrideOf(scope, [], own, { pointer: member, property: name });
  return value && objectOf([passable(scope, property(name, value, !own.isDefault))]);
}

function overrideOf(
  scope: Scope,
  slots: readonly LocatedSchema[],
  tags: Tags,
  { pointer, property }: { readonly pointer: Pointer; readonly property: string },
): Type | null {
  return tags.isDefault
    ? defaultTag(scope, slots, tags.values)
    : tagType(scope, slots, tags, pointer, property);
}

/**
 * Of the member that a `defaultMapping` names: any string that the mapping does not. A response tells it apart from the tags of
 * the mapping, so that comparing the tag narrows the union; in a request it is a plain string. `null`: as the schema says.
 */
export function defaultTag(
  scope: Scope,
  slots: readonly LocatedSchema[],
  mapped: readonly string[],
): Type | null {
  const schemas = slots.flatMap(({ schema }) => (isObject(schema) ? [schema] : []));
  const types = schemas.flatMap(typesOf);
  const isText = types.length === 0 || types.includes("string");
  const own = schemas.map((schema) => ownValues(scope, schema)).find((values) => values !== null);
  if (!isText || own?.length === 1) return null;
  const literals = own ?? mapped;
  if (scope.direction === "request")
    return own === undefined ? unionOf([STRING, ...nullIn(types)]) : null;
  return unionOf([...literals.map(literalOf), UNMAPPED_TAG, ...nullIn(types)]);
}

function nullIn(types: readonly string[]): readonly Type[] {
  return types.includes("null") ? [NULL] : [];
}

/** The tags of the mapping; where the member names its own values, those of them that the mapping names too. */
function tagType(
  scope: Scope,
  slots: readonly LocatedSchema[],
  { values: tags, mapped }: Tags,
  pointer: Pointer,
  property: string,
): Type {
  const all = slots.flatMap(({ schema }) => {
    const values = ownValues(scope, schema);
    return values === null ? [] : [values];
  });
  const isTag = (value: Json): boolean => tags.includes(String(value));
  // What extends a schema that has a value of its own there has another.
  const own = all.find((values) => values.some(isTag)) ?? all.at(-1);
  if (own === undefined)
    return unionOf(
      tags.map((tag) =>
        literalOf(
          typedTag(
            tag,
            slots.flatMap(({ schema }) => (isObject(schema) ? typesOf(schema) : [])),
          ),
        ),
      ),
    );
  const shared = own.filter(isTag);
  if (shared.length === 0 && mapped) {
    scope.report({
      rule: "discriminator-mismatch",
      severity: "warning",
      pointer,
      message: `The discriminator expects \`${property}\` to be ${tags.map((tag) => JSON.stringify(tag)).join(" or ")}, but the schema has other values; those are kept.`,
      hint: "Add the value to the schema, or correct the discriminator's mapping.",
      ...fixOf(slots[0], tags),
    });
  }
  return unionOf((shared.length > 0 ? shared : own).map(literalOf));
}

/** The first value of the mapping becomes the schema's. */
function fixOf(
  slot: LocatedSchema | undefined,
  [tag = ""]: readonly string[],
): { readonly fix?: Fix } {
  if (slot === undefined || !isObject(slot.schema)) return {};
  const { schema, pointer: at } = slot;
  const update = schema["const"] === undefined ? { enum: [tag] } : { const: tag };
  return { fix: { at, update, template: true } };
}

/** The keys of a mapping are strings, whatever the property is. */
function typedTag(tag: string, types: readonly string[]): Json {
  if (types.includes("string") || types.length === 0) return tag;
  if (types.includes("boolean")) return tag === "true";
  return Number.isFinite(Number(tag)) ? Number(tag) : tag;
}

function ownValues(scope: Scope, schema: LocatedSchema["schema"]): readonly Json[] | null {
  const resolved: unknown =
    isObject(schema) && typeof schema["$ref"] === "string"
      ? scope.document.at(pointerOfRef(schema["$ref"]))
      : schema;
  if (!isObject(resolved)) return null;
  if (resolved["const"] !== undefined) return [resolved["const"]];
  const values = resolved["enum"];
  return Array.isArray(values)
    ? (values as readonly Json[]).filter((value) => value !== null)
    : null;
}
