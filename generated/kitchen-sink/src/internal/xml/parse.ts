/** XML 1.0 as a tree. Anything that is not well-formed throws, and so does an entity of a DTD: there is none to expand. */
import { parseXml as parse, XmlElement, XmlText } from "@rgrove/parse-xml";

export { XmlElement, XmlText };

/** @throws {Error} not well-formed */
export function parseXml(xml: string): XmlElement {
  const { root } = parse(xml, { includeOffsets: true });
  if (!root) throw new Error("There is no element.");
  return root;
}

export function childElements({ children }: XmlElement): XmlElement[] {
  return children.filter((child) => child instanceof XmlElement);
}

/** The text that stands directly in an element; blanks between elements are none. */
export function ownText(element: XmlElement): string {
  const texts = element.children.filter((child) => child instanceof XmlText);
  const text = texts.map((each) => each.text).join("");
  return text.trim() === "" && texts.length < element.children.length ? "" : text;
}

/** All but what says where names belong, and what schemas say of types. */
export function ownAttributes({ attributes }: XmlElement): [name: string, value: string][] {
  return Object.entries(attributes).filter(([name]) => !/^(xmlns(:|$)|xsi:)/.test(name));
}

/** What `xmlns` says of the element's prefix, here or around it. */
export function namespaceOf(element: XmlElement): string | undefined {
  const [prefix] = element.name.split(":", 2);
  const declaration = prefix === element.name ? "xmlns" : `xmlns:${prefix}`;
  for (let at = element; ; at = at.parent) {
    const found = at.attributes[declaration];
    if (found !== undefined || !(at.parent instanceof XmlElement)) return found;
  }
}

/** `xsi:nil`, whatever the prefix. @see https://www.w3.org/TR/xmlschema-1/#xsi_nil */
export function isNil({ attributes }: XmlElement): boolean {
  return Object.entries(attributes).some(
    ([name, value]) => name.endsWith(":nil") && /^(true|1)$/.test(value),
  );
}
