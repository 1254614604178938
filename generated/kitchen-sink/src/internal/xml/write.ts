/** From values to XML. */
import { InvalidRequestError } from "../../core/errors.js";
import { entriesIn, own } from "../own.js";
import { kindOf, listOf, text, unwrap } from "../serialize/members.js";
import {
  ANY,
  best,
  isListContent,
  isObjectContent,
  settled,
  type XmlContent,
  type XmlNode,
} from "./shape.js";

/** Prefixes that are declared here, with their namespaces. */
type Scope = Map<string, string>;

/** What stands in an element. */
interface Inside {
  readonly attributes: string;
  readonly content: string;
}

const NOTHING: Inside = { attributes: "", content: "" };
const XSI = "http://www.w3.org/2001/XMLSchema-instance";

/**
 * Writes a document as `root` says, properties in the order of the type. What is not described is written as `readXml` reads it.
 *
 * @throws {InvalidRequestError} what no XML can hold: a name, a control character
 */
export function writeXml(value: unknown, root: XmlNode): string {
  const element = elementOf(root.name ?? "root", value, root, new Map());
  return `<?xml version="1.0" encoding="UTF-8"?>${element}`;
}

function elementOf(name: string, given: unknown, node: XmlNode, outer: Scope): string {
  const scope = new Map(outer);
  const declared = declaration(checked(name), node.namespace, scope);
  const value = unwrap(given) ?? null;
  if (value === null)
    return `<${name}${declared}${declaration("xsi:nil", XSI, scope)} xsi:nil="true"/>`;
  const { attributes, content } = insideOf(value, node, scope, name);
  const tag = `<${name}${declared}${attributes}`;
  return content === "" ? `${tag}/>` : `${tag}>${content}</${name}>`;
}

/** Declares the namespace of a name where its prefix does not mean it yet. */
function declaration(name: string, namespace: string | undefined, scope: Scope): string {
  const prefix = name.includes(":") ? name.slice(0, name.indexOf(":")) : "";
  if (namespace === undefined || scope.get(prefix) === namespace) return "";
  scope.set(prefix, namespace);
  return ` xmlns${prefix && `:${prefix}`}="${escapedAttribute(namespace)}"`;
}

/** `name` is that of the element: items without one of their own have it, too. */
function insideOf(value: unknown, node: XmlContent, scope: Scope, name: string): Inside {
  const content = chosen(value, settled(node));
  const list = listOf(value);
  if (list) {
    const { items = ANY, first = [] } = content;
    const each = list.map((item, index) => itemOf(item, first[index] ?? items, scope, name));
    return { attributes: "", content: each.join("") };
  }
  if (kindOf(value) === "map") return joined(members(entriesIn(value), content, scope));
  return { attributes: "", content: escaped(text(value)) };
}

function itemOf(item: unknown, node: XmlNode, scope: Scope, name: string): string {
  if (node.node === "text") return escaped(text(item));
  return node.node === "cdata"
    ? cdata(text(item))
    : elementOf(node.name ?? name, item, node, scope);
}

/** Attributes come first: what they declare holds for the elements. */
function members(
  value: Readonly<Record<string, unknown>>,
  { properties = {}, rest = ANY }: XmlContent,
  scope: Scope,
): Inside[] {
  const keys = [...new Set([...Object.keys(properties), ...Object.keys(value)])];
  const all = keys.flatMap((key) => {
    const member = own(value, key);
    const node = own(properties, key) ?? undescribed(key) ?? rest;
    return member === undefined ? [] : [{ key, member, node }];
  });
  const isAttribute = ({ node }: { readonly node: XmlNode }) => node.node === "attribute";
  return [
    ...all
      .filter(isAttribute)
      .map(({ key, member, node }) => attributeOf(key, member, node, scope)),
    ...all
      .filter((each) => !isAttribute(each))
      .map(({ key, member, node }) => memberOf(key, member, node, scope)),
  ];
}

/** As `readXml` names what no schema has. */
function undescribed(key: string): XmlNode | undefined {
  if (key === "#text") return { node: "text" };
  return key.startsWith("@") ? { node: "attribute", name: key.slice(1) } : undefined;
}

/** One that is null is left out; a list has blanks between its items. */
function attributeOf(key: string, given: unknown, node: XmlNode, scope: Scope): Inside {
  const name = checked(node.name ?? key);
  const value = unwrap(given) ?? null;
  if (value === null) return NOTHING;
  const words = (listOf(value) ?? [value]).map(text);
  const declared = name.includes(":") ? declaration(name, node.namespace, scope) : "";
  return { attributes: `${declared} ${name}="${escapedAttribute(words.join(" "))}"`, content: "" };
}

function memberOf(key: string, given: unknown, node: XmlNode, scope: Scope): Inside {
  const value = unwrap(given) ?? null;
  if (node.node === "text" || node.node === "cdata") {
    const words = value === null ? "" : text(value);
    return { attributes: "", content: node.node === "text" ? escaped(words) : cdata(words) };
  }
  if (node.node === "none") return value === null ? NOTHING : insideOf(value, node, scope, key);
  const content = settled(node);
  const list = listOf(value);
  if (!list || content.wrapped)
    return { attributes: "", content: elementOf(node.name ?? key, value, node, scope) };
  // Several values where one is described: each is an element of its name.
  const item: XmlNode = isListContent(content) ? (content.items ?? ANY) : node;
  const each = list.map((one) => elementOf(item.name ?? key, one, item, scope));
  return { attributes: "", content: each.join("") };
}

/** Of several contents the one that the value bears the tag of, else the one that has most of its properties. */
function chosen(value: unknown, content: XmlContent): XmlContent {
  if (!content.oneOf) return content;
  const kind = kindOf(value);
  const found = best(content.oneOf, (alternative) => {
    const each = settled(alternative);
    if (kind === "list") return isListContent(each) ? 1 : 0;
    if (kind === "one") return isListContent(each) || isObjectContent(each) ? 0 : 1;
    if (!isObjectContent(each)) return -Infinity;
    const values = entriesIn(value);
    const tags = Object.entries(alternative.is ?? {});
    if (tags.length > 0 && tags.every(([key, means]) => means.includes(own(values, key))))
      return Infinity;
    const keys = Object.keys(values);
    return 2 * keys.filter((key) => own(each.properties ?? {}, key)).length - keys.length;
  });
  return chosen(value, settled(found));
}

function joined(parts: readonly Inside[]): Inside {
  return {
    attributes: parts.map(({ attributes }) => attributes).join(""),
    content: parts.map(({ content }) => content).join(""),
  };
}

const NAME_START =
  ":A-Z_a-z\\u{C0}-\\u{D6}\\u{D8}-\\u{F6}\\u{F8}-\\u{2FF}\\u{370}-\\u{37D}\\u{37F}-\\u{1FFF}\\u{200C}\\u{200D}\\u{2070}-\\u{218F}\\u{2C00}-\\u{2FEF}\\u{3001}-\\u{D7FF}\\u{F900}-\\u{FDCF}\\u{FDF0}-\\u{FFFD}\\u{10000}-\\u{EFFFF}";
/** @see https://www.w3.org/TR/xml/#NT-Name */
const NAME = new RegExp(
  `^[${NAME_START}][${NAME_START}.0-9\\u{B7}\\u{300}-\\u{36F}\\u{203F}\\u{2040}-]*$`,
  "u",
);

function checked(name: string): string {
  if (NAME.test(name)) return name;
  throw new InvalidRequestError(
    "body",
    `the body cannot be written as XML: \`${name}\` cannot be the name of an element or attribute`,
  );
}

/** @see https://www.w3.org/TR/xml/#NT-Char */
const NO_CHARACTER = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u;

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

/** A line end that is not escaped is read as another one. */
function escaped(value: string, special = /[&<>\r]/g): string {
  return possible(value).replace(special, (c) => ENTITIES[c] ?? `&#${c.charCodeAt(0)};`);
}

function escapedAttribute(value: string): string {
  return escaped(value, /[&<>"\t\n\r]/g);
}

function cdata(value: string): string {
  const inner = possible(value)
    .replaceAll("]]>", "]]]]><![CDATA[>")
    .replaceAll("\r", "]]>&#13;<![CDATA[");
  return value === "" ? "" : `<![CDATA[${inner}]]>`;
}

function possible(value: string): string {
  const [character] = NO_CHARACTER.exec(value) ?? [];
  if (character === undefined) return value;
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  throw new InvalidRequestError(
    "body",
    `the body cannot be written as XML, which has no character U+${code}`,
  );
}
