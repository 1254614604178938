/** What stands in an element or attribute: the shape of a schema, however it is composed. */
import type { Json, Pointer, XmlAlternative, XmlContent } from "../../contract/index.js";
import { child, isObject } from "../../lib/pointer.js";
import { list, object, texts } from "../../lib/read.js";
import { isNullOnly, membersOf, typesOf } from "../../lib/schema-shape.js";
import { ANYTHING, itemsOf, propertyNode, restNode } from "./node.js";
import { partsOf, withoutUnion, type Part } from "./parts.js";
import { eitherScalar, scalarOf } from "./scalar.js";
import type { XmlScope } from "./scope.js";

/** Objects and unions that are declared go by their name; all else stands where it is used. */
export function contentAt(scope: XmlScope, pointer: Pointer, itemName: string | null): XmlContent {
  const place = scope.schemas.located(pointer)?.pointer ?? pointer;
  const name = scope.names.types[place];
  if (name === undefined) return unnamedContent(scope, place, itemName);
  const named: XmlContent = { kind: "named", name };
  const known = scope.contents.get(name);
  if (known === null) scope.recursive.add(name);
  if (known !== undefined) return named;
  scope.contents.set(name, null);
  const content = contentOf(scope, place, itemName);
  const deserves = content.kind === "object" || content.kind === "oneOf";
  if (deserves || scope.recursive.has(name)) scope.contents.set(name, content);
  else scope.contents.delete(name);
  return deserves || scope.recursive.has(name) ? named : content;
}

function unnamedContent(scope: XmlScope, place: Pointer, itemName: string | null): XmlContent {
  if (scope.open.has(place)) return { kind: "any" };
  scope.open.add(place);
  const content = contentOf(scope, place, itemName);
  scope.open.delete(place);
  return content;
}

function contentOf(scope: XmlScope, place: Pointer, itemName: string | null): XmlContent {
  const members = scope.polymorphism.bases.get(place);
  const parts = partsOf(scope, place);
  if (members === undefined) return contentOfParts(scope, parts, itemName);
  const alternatives = members.map((member) => ({
    is: tagsOf(scope, member),
    content:
      member === place
        ? contentOfParts(scope, withoutUnions(parts), itemName)
        : contentAt(scope, member, itemName),
  }));
  return { kind: "oneOf", alternatives };
}

function contentOfParts(
  scope: XmlScope,
  parts: readonly Part[],
  itemName: string | null,
): XmlContent {
  const union = parts.find(({ schema }) => alternativesIn(schema).length > 0);
  if (union !== undefined) return unionOf(scope, parts, union, itemName);
  const types = parts.map(({ schema }) => typesOf(schema)).find((named) => named.length > 0) ?? [];
  const items = itemsOf(scope, parts, itemName);
  const isObjectLike = parts.some(({ schema }) => describesMembers(schema));
  const kinds: XmlContent[] = [];
  if (types.includes("object") || (types.length === 0 && isObjectLike && items === null))
    kinds.push(objectOf(scope, parts));
  if (types.includes("array") || (types.length === 0 && items !== null))
    kinds.push(items ?? { kind: "list", first: [], items: ANYTHING, wrapped: false });
  const scalar = scalarOf(scope.types, parts, types);
  if (scalar !== null) kinds.push({ kind: "text", as: scalar });
  const [only = { kind: "any" } as const, ...others] = kinds;
  if (others.length === 0) return only;
  return { kind: "oneOf", alternatives: kinds.map((content) => ({ is: [], content })) };
}

const MEMBERS = ["properties", "additionalProperties", "patternProperties"] as const;

function describesMembers(schema: Part["schema"]): boolean {
  return MEMBERS.some((keyword) => isObject(schema[keyword]));
}

function objectOf(scope: XmlScope, parts: readonly Part[]): XmlContent {
  const required = new Set(parts.flatMap(({ schema }) => texts(schema["required"])));
  const sites = new Map(
    parts.flatMap(({ schema, pointer }) =>
      Object.keys(object(schema["properties"])).map(
        (name) => [name, child(pointer, "properties", name)] as const,
      ),
    ),
  );
  return {
    kind: "object",
    properties: [...sites].map(([name, pointer]) => [
      name,
      propertyNode(scope, pointer, { name, required: required.has(name) }),
    ]),
    rest: restNode(scope, parts),
  };
}

function alternativesIn(schema: Part["schema"]): readonly (readonly ["oneOf" | "anyOf", number])[] {
  return (["oneOf", "anyOf"] as const).flatMap((keyword) =>
    [...membersOf(schema, keyword).entries()]
      .filter(([, member]) => !isNullOnly(member) && saysSomething(member))
      .map(([index]) => [keyword, index] as const),
  );
}

/** Not a condition, such as `required` alone. */
function saysSomething(member: Json): boolean {
  const says = ["$ref", "type", "allOf", "oneOf", "anyOf", "enum", "const", "items", ...MEMBERS];
  return isObject(member) && says.some((keyword) => member[keyword] !== undefined);
}

function withoutUnions(parts: readonly Part[]): readonly Part[] {
  return parts.map(({ schema, pointer }) => ({ schema: withoutUnion(schema), pointer }));
}

/** What stands beside the union holds for each of its alternatives. */
function unionOf(
  scope: XmlScope,
  parts: readonly Part[],
  union: Part,
  itemName: string | null,
): XmlContent {
  const beside = withoutUnions(parts).filter(({ schema }) => describesMembers(schema));
  const alternatives = alternativesIn(union.schema).map(([keyword, index]): XmlAlternative => {
    const pointer = child(union.pointer, keyword, index);
    const target = scope.schemas.located(pointer)?.pointer ?? pointer;
    const both = [...beside, ...partsOf(scope, pointer)];
    return {
      is: tagsOf(scope, target),
      content:
        beside.length > 0
          ? contentOfParts(scope, both, itemName)
          : contentAt(scope, pointer, itemName),
    };
  });
  const structures = alternatives.filter(({ content }) => content.kind !== "text");
  const scalars = alternatives.flatMap(({ content }) =>
    content.kind === "text" ? [content.as] : [],
  );
  const text: readonly XmlAlternative[] =
    scalars.length === 0 ? [] : [{ is: [], content: { kind: "text", as: eitherScalar(scalars) } }];
  const all = [...structures, ...text];
  const [only = { is: [], content: { kind: "any" } } as const, ...others] = all;
  return others.length === 0 ? only.content : { kind: "oneOf", alternatives: all };
}

/** Values of properties that mean this schema: by a discriminator, or because it allows no other. */
function tagsOf(scope: XmlScope, pointer: Pointer): XmlAlternative["is"] {
  const tags = scope.polymorphism.tags.get(pointer);
  if (tags !== undefined)
    return [...tags]
      .filter(([, { isDefault }]) => !isDefault)
      .map(([name, { values }]) => [name, values]);
  return partsOf(scope, pointer).flatMap(({ schema }) =>
    Object.entries(object(schema["properties"])).flatMap(([name, property]) => {
      const value = object(property)["const"];
      const values = value === undefined ? list(object(property)["enum"]) : [value];
      return values.length === 1 ? [[name, values] as const] : [];
    }),
  );
}
