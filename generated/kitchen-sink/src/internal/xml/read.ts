/** From XML to the values that its types promise. */
import { bare } from "../own.js";
import {
  childElements,
  isNil,
  ownAttributes,
  ownText,
  parseXml,
  XmlElement,
  XmlText,
} from "./parse.js";
import { chosenFor } from "./read-alternative.js";
import { Found } from "./found.js";
import {
  ANY,
  isListContent,
  isObjectContent,
  localName,
  settled,
  type XmlContent,
  type XmlNode,
} from "./shape.js";

type Values = Record<string, unknown>;

/**
 * Reads a document as `root` says. Nothing that arrives is lost: an element that is not described is a property of its name (a text,
 * or an object with those in it), an attribute one of its name behind `@`, and text beside elements is `#text`.
 *
 * @throws {Error} not well-formed, or another document altogether
 */
export function readXml(xml: string, root: XmlNode): unknown {
  const element = parseXml(xml);
  if (!isMeant(element, root)) throw new Error(`its root is <${element.name}>, not <${root.name}>`);
  return new Reader(xml).value(element, root);
}

/** A document may leave the root's name open, and some say a wrong one: what is in it tells more. */
function isMeant(element: XmlElement, root: XmlNode): boolean {
  if (root.name === undefined || localName(element.name) === localName(root.name)) return true;
  const { properties, rest, oneOf, any } = settled(root);
  if (!properties || rest || any || oneOf) return !!(rest ?? any ?? oneOf);
  const names = [
    ...childElements(element).map(({ name }) => name),
    ...Object.keys(element.attributes),
  ];
  const known = Object.entries(properties).map(([property, { name = property }]) =>
    localName(name),
  );
  return names.some((name) => known.includes(localName(name)));
}

class Reader {
  /** The document. */
  readonly #xml: string;

  constructor(xml: string) {
    this.#xml = xml;
  }

  value(element: XmlElement, node: XmlContent): unknown {
    const content = settled(node);
    if (isNil(element)) return null;
    if (content.oneOf) return this.value(element, chosenFor(element, content.oneOf));
    if (isListContent(content)) return this.#list(element, content);
    if (isObjectContent(content)) return this.#object(element, content);
    if (content.any) return this.#any(element);
    const text = this.#text(element);
    return content.read ? content.read(text) : text;
  }

  /** Where elements stand in what should be a text, they are part of it. */
  #text({ children, text }: XmlElement): string {
    const [first, last] = [children[0], children.at(-1)];
    return first && last && children.some((child) => child instanceof XmlElement)
      ? this.#xml.slice(first.start, last.end)
      : text;
  }

  #object(element: XmlElement, content: XmlContent): Values {
    const found = new Found(element);
    const value = this.#known(found, content);
    for (const [name, elements] of found.otherElements())
      add(value, name, this.#several(elements, content.rest ?? ANY));
    for (const [name, text] of found.otherAttributes()) add(value, `@${name}`, text);
    const text = found.otherText();
    if (text.trim()) add(value, "#text", text);
    return value;
  }

  /** The properties that are described. Those that go by the very name come first: another may have it in another namespace. */
  #known(found: Found, { properties = {} }: XmlContent): Values {
    const value: Values = {};
    for (const exact of [true, false]) {
      for (const [property, node] of Object.entries(properties)) {
        if (Object.hasOwn(value, property)) continue;
        const read = this.#property(found, property, node, exact);
        if (read !== undefined) add(value, property, read);
      }
    }
    for (const [property, { absent }] of Object.entries(properties)) {
      if (absent !== undefined && !Object.hasOwn(value, property))
        add(value, property, Array.isArray(absent) ? [] : absent);
    }
    return value;
  }

  #property(found: Found, property: string, node: XmlNode, exact: boolean): unknown {
    const content = settled(node);
    const { name = property } = node;
    switch (node.node) {
      case "attribute": {
        const text = found.attribute(name, exact);
        return text === undefined ? undefined : attributeValue(text, content);
      }
      case "text":
      case "cdata": {
        const text = found.text();
        return text && content.read ? content.read(text) : text || undefined;
      }
      case "none": {
        const inside = this.#known(found, content);
        return Object.keys(inside).length > 0 ? inside : undefined;
      }
      default:
        return this.#elements(found, property, node, exact);
    }
  }

  #elements(found: Found, property: string, node: XmlNode, exact: boolean): unknown {
    const content = settled(node);
    const { name = property, namespace } = node;
    if (!isListContent(content) || content.wrapped) {
      const elements = found.elements(name, namespace, exact);
      return elements.length > 0 ? this.#several(elements, node) : undefined;
    }
    const { items = ANY } = content;
    const elements = found.elements(items.name ?? property, items.namespace, exact);
    return elements.length > 0 ? this.#several(elements, node) : undefined;
  }

  /** Elements of one name: the items of a list, or one value. Several values where one is described are told as a list. */
  #several(elements: readonly XmlElement[], node: XmlNode): unknown {
    const content = settled(node);
    const isList = isListContent(content);
    if (isList && !content.wrapped) {
      const { items = ANY } = content;
      const [only] = elements;
      const each =
        only && elements.length === 1 && isWrapper(only, items) ? childElements(only) : elements;
      return each.map((element) => this.value(element, items));
    }
    const values = elements.map((element) => this.value(element, node));
    return values.length === 1 ? values[0] : isList ? values.flat() : values;
  }

  /** What stands in the element of a list. Where no item has the name that it should have, all do. */
  #list(element: XmlElement, { items = ANY, first = [] }: XmlContent): unknown[] {
    if (first.length > 0) return this.#tuple(element, first, items);
    const children = childElements(element);
    const { name } = items;
    const named = children.filter(
      (child) => name === undefined || localName(child.name) === localName(name),
    );
    return (named.length > 0 ? named : children).map((child) => this.value(child, items));
  }

  /** By position; a text is an item where one is described. */
  #tuple(element: XmlElement, first: readonly XmlNode[], items: XmlNode): unknown[] {
    const left = element.children.filter(
      (child) => child instanceof XmlElement || child instanceof XmlText,
    );
    const values: unknown[] = [];
    for (let index = 0; left.length > 0; index++) {
      const node = first[index] ?? items;
      const isText = node.node === "text" || node.node === "cdata";
      const [next] = left;
      if (next instanceof XmlElement) {
        values.push(isText ? "" : this.value(next, node));
        if (!isText) left.shift();
      } else {
        left.shift();
        const text = next?.text ?? "";
        if (isText) values.push(settled(node).read?.(text) ?? text);
        else index--;
      }
    }
    return values;
  }

  #any(element: XmlElement): unknown {
    const isText = childElements(element).length === 0 && ownAttributes(element).length === 0;
    return isText ? element.text : this.#object(element, { properties: {} });
  }
}

/** An attribute that is a list has its items between blanks. */
function attributeValue(text: string, content: XmlContent): unknown {
  const { items, read } = content;
  if (!items) return read ? read(text) : text;
  const each = text.split(/\s+/).filter((item) => item !== "");
  return each.map((item) => settled(items).read?.(item) ?? item);
}

/**
 * True for an element that can be no item, but has items in it: the document forgot to say that the list is wrapped. All in it go by
 * one name, which an item has no property of.
 */
function isWrapper(element: XmlElement, items: XmlNode): boolean {
  const { properties, rest, any, oneOf, ...content } = settled(items);
  const names = new Set(childElements(element).map(({ name }) => localName(name)));
  const [name] = names;
  if (name === undefined || names.size > 1) return false;
  if (ownText(element) || ownAttributes(element).length > 0) return false;
  if (rest || any || oneOf || isListContent(content)) return false;
  const known = Object.entries(properties ?? {}).flatMap(([property, node]) => [
    localName(node.name ?? property),
    localName(settled(node).items?.name ?? property),
  ]);
  return !known.includes(name);
}

/** Sets a property, `__proto__` too, as `JSON.parse` does. A second value for the same makes it a list. */
function add(value: Values, property: string, next: unknown): void {
  const both = Object.hasOwn(value, property) ? [value[property], next].flat() : next;
  if (property !== "__proto__") value[property] = both;
  else
    Object.defineProperty(
      value,
      property,
      bare({ value: both, enumerable: true, writable: true, configurable: true }),
    );
}
