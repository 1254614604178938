/** Where a value stands: the name and kind of its node. @see https://spec.openapis.org/oas/v3.2.0#xml-node-names */
import type { Pointer, XmlContent, XmlNode } from "../../contract/index.js";
import { child, isObject } from "../../lib/pointer.js";
import { list, object } from "../../lib/read.js";
import { allowsNull, isNullOnly, membersOf } from "../../lib/schema-shape.js";
import type { XmlScope } from "./scope.js";
import { partsOf, type Part } from "./parts.js";
import { xmlWords, type XmlWords } from "./words.js";

export function propertyNode(
  scope: XmlScope,
  pointer: Pointer,
  property: { readonly name: string; readonly required: boolean },
): XmlNode {
  const words = xmlWords(scope.document, pointer);
  // By `none`, it has no element of its own but the component's.
  const named = words.name ?? (words.nodeType === "none" ? words.component : null);
  const name = prefixed(words, named ?? property.name);
  const content = scope.content(pointer, words.nodeType === "element" ? name : null);
  const isList = content.kind === "list";
  const isUnwrapped = isList && words.nodeType !== "element" && content.first.length === 0;
  const node = isList || words.component !== null ? elementOr(words.nodeType) : words.nodeType;
  const hasOwnName = name !== property.name && !isUnwrapped;
  return {
    name: hasOwnName || node === "attribute" ? ownName(name, property.name) : null,
    namespace: isUnwrapped ? null : words.namespace,
    node: node ?? "element",
    absent: absence(scope, pointer, { node, isUnwrapped, content, required: property.required }),
    content: isList ? { ...content, wrapped: !isUnwrapped } : content,
  };
}

function ownName(name: string, property: string): string | null {
  return name === property ? null : name;
}

/** Of a list or a reference, `none` says what is so anyway. */
function elementOr(nodeType: XmlWords["nodeType"]): XmlWords["nodeType"] {
  return nodeType === "none" ? "element" : nodeType;
}

function absence(
  scope: XmlScope,
  pointer: Pointer,
  {
    node,
    isUnwrapped,
    content,
    required,
  }: {
    readonly node: XmlWords["nodeType"];
    readonly isUnwrapped: boolean;
    readonly content: XmlContent;
    readonly required: boolean;
  },
): XmlNode["absent"] {
  if (node === "attribute") return mayBeNull(scope, pointer) ? null : undefined;
  if (!required) return undefined;
  if (isUnwrapped) return [];
  const isText = node === "text" || node === "cdata";
  return isText && content.kind === "text" && content.as === "string" ? "" : undefined;
}

function mayBeNull(scope: XmlScope, pointer: Pointer): boolean {
  return partsOf(scope, pointer).some(
    ({ schema }) =>
      allowsNull(schema) ||
      (["oneOf", "anyOf"] as const).some((keyword) => membersOf(schema, keyword).some(isNullOnly)),
  );
}

function prefixed({ prefix }: XmlWords, name: string): string {
  return prefix === null || name.includes(":") ? name : `${prefix}:${name}`;
}

/** Items go by the property's name (`fallback: null`), or by that of the element around them. */
export function itemsOf(
  scope: XmlScope,
  parts: readonly Part[],
  fallback: string | null,
): Extract<XmlContent, { kind: "list" }> | null {
  const part = parts.find(
    ({ schema }) => isObject(schema["items"]) || Array.isArray(schema["prefixItems"]),
  );
  if (part === undefined) return null;
  const { schema, pointer } = part;
  const first = list(schema["prefixItems"]).map((_, index) =>
    itemNode(scope, child(pointer, "prefixItems", index), fallback),
  );
  const items = isObject(schema["items"])
    ? itemNode(scope, child(pointer, "items"), fallback)
    : ANYTHING;
  return { kind: "list", first, items, wrapped: false };
}

/** What is not described. */
export const ANYTHING: XmlNode = {
  name: null,
  namespace: null,
  node: "element",
  absent: undefined,
  content: { kind: "any" },
};

function itemNode(scope: XmlScope, pointer: Pointer, fallback: string | null): XmlNode {
  const words = xmlWords(scope.document, pointer);
  const plain = words.name ?? fallback;
  const name = plain === null ? null : prefixed(words, plain);
  const content = scope.content(pointer, name);
  return {
    name,
    namespace: words.namespace,
    node: words.nodeType === "text" || words.nodeType === "cdata" ? words.nodeType : "element",
    absent: undefined,
    // A list in a list has an element in any case.
    content: content.kind === "list" ? { ...content, wrapped: true } : content,
  };
}

/** The values of a map stand in elements that are named by its keys. */
export function restNode(scope: XmlScope, parts: readonly Part[]): XmlNode | null {
  for (const { schema, pointer } of [...parts].reverse()) {
    for (const keyword of ["additionalProperties", "unevaluatedProperties"] as const) {
      const rest = schema[keyword];
      if (isObject(rest) && Object.keys(rest).length > 0)
        return mapValue(scope, child(pointer, keyword));
    }
    const [pattern] = Object.keys(object(schema["patternProperties"]));
    if (pattern !== undefined) return mapValue(scope, child(pointer, "patternProperties", pattern));
  }
  return null;
}

function mapValue(scope: XmlScope, pointer: Pointer): XmlNode {
  const { namespace, nodeType } = xmlWords(scope.document, pointer);
  const content = scope.content(pointer, null);
  const isWrapped = content.kind === "list" && nodeType === "element";
  return {
    name: null,
    namespace,
    node: "element",
    absent: undefined,
    content: isWrapped ? { ...content, wrapped: true } : content,
  };
}

/** The body itself: by its own name, or the component's. */
export function rootNode(scope: XmlScope, pointer: Pointer): XmlNode {
  const words = xmlWords(scope.document, pointer);
  const plain = words.name ?? words.component;
  const name = plain === null ? null : prefixed(words, plain);
  const content = scope.content(pointer, null);
  return {
    name,
    namespace: words.namespace,
    node: "element",
    absent: undefined,
    content: content.kind === "list" ? rootList(scope, pointer, name) : content,
  };
}

/** Its items go by what they are: there is no property to name them. */
function rootList(scope: XmlScope, pointer: Pointer, name: string | null): XmlContent {
  const parts = partsOf(scope, pointer);
  const site = parts.find(({ schema }) => isObject(schema["items"]));
  const component =
    site === undefined ? null : xmlWords(scope.document, child(site.pointer, "items")).component;
  const content = itemsOf(scope, parts, component ?? name ?? "item");
  return content === null
    ? { kind: "list", first: [], items: ANYTHING, wrapped: true }
    : { ...content, wrapped: true };
}
