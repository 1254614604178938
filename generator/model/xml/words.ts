/** What the XML object of a schema says. @see https://spec.openapis.org/oas/v3.2.0#xml-object */
import type { JsonObject, LoadedDocument, Pointer } from "../../contract/index.js";
import { child, isObject, MAX_HOPS, pointerOfRef, segmentsOf } from "../../lib/pointer.js";
import { object, text } from "../../lib/read.js";
import { isNullOnly, membersOf } from "../../lib/schema-shape.js";

const NODE_TYPES = ["element", "attribute", "text", "cdata", "none"] as const;

export interface XmlWords {
  readonly name: string | null;
  readonly prefix: string | null;
  readonly namespace: string | null;
  /** `null` where nothing is said: an element, and for a list its items alone. */
  readonly nodeType: (typeof NODE_TYPES)[number] | null;
  /** Of the component that the schema is or refers to. */
  readonly component: string | null;
}

const SILENT: XmlWords = {
  name: null,
  prefix: null,
  namespace: null,
  nodeType: null,
  component: null,
};

/** A reference, and what only adds words to one (`allOf` with one member, `anyOf` with one besides null), say what they refer to does. */
export function xmlWords(document: LoadedDocument, pointer: Pointer, hops = 0): XmlWords {
  const schema = document.at(pointer);
  if (!isObject(schema) || hops > MAX_HOPS) return SILENT;
  const own = ownWords(object(schema["xml"]));
  const component = componentName(pointer);
  const target =
    component !== null && schema["$ref"] === undefined ? null : targetOf(schema, pointer);
  const behind = target === null ? SILENT : xmlWords(document, target, hops + 1);
  return {
    name: own.name ?? behind.name,
    prefix: own.prefix ?? behind.prefix,
    namespace: own.namespace ?? behind.namespace,
    nodeType: own.nodeType ?? behind.nodeType,
    component: component ?? behind.component,
  };
}

function ownWords(xml: JsonObject): XmlWords {
  return {
    name: text(xml["name"]),
    prefix: text(xml["prefix"]),
    namespace: text(xml["namespace"]),
    nodeType: nodeTypeOf(xml),
    component: null,
  };
}

/** `attribute` and `wrapped` are how 3.1 says it, `x-ms-text` is Azure's word for what 3.2 calls a text node. */
function nodeTypeOf(xml: JsonObject): XmlWords["nodeType"] {
  const nodeType = NODE_TYPES.find((type) => type === xml["nodeType"]);
  if (nodeType !== undefined) return nodeType;
  if (xml["attribute"] === true) return "attribute";
  if (xml["x-ms-text"] === true) return "text";
  return xml["wrapped"] === true ? "element" : null;
}

function componentName(pointer: Pointer): string | null {
  const [components, schemas, name, ...rest] = segmentsOf(pointer);
  const isComponent = components === "components" && schemas === "schemas" && rest.length === 0;
  return isComponent ? (name ?? null) : null;
}

function targetOf(schema: JsonObject, pointer: Pointer): Pointer | null {
  if (typeof schema["$ref"] === "string") return pointerOfRef(schema["$ref"]);
  for (const keyword of ["allOf", "oneOf", "anyOf"] as const) {
    const members = [...membersOf(schema, keyword).entries()];
    const [only, ...others] = members.filter(([, member]) => !isNullOnly(member));
    if (only !== undefined && others.length === 0) return child(pointer, keyword, only[0]);
  }
  return null;
}
