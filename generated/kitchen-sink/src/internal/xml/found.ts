import { childElements, namespaceOf, ownAttributes, ownText, type XmlElement } from "./parse.js";
import { localName } from "./shape.js";

/** What stands in an element, and which of it has not been read yet. */
export class Found {
  readonly #elements = new Map<string, XmlElement[]>();
  readonly #attributes: Map<string, string>;
  readonly #element: XmlElement;
  #text: string;

  constructor(element: XmlElement) {
    this.#element = element;
    for (const child of childElements(element)) {
      const name = localName(child.name);
      const others = this.#elements.get(name);
      if (others) others.push(child);
      else this.#elements.set(name, [child]);
    }
    // Also those that declare a prefix or say `xsi:type`: they can be described.
    this.#attributes = new Map(Object.entries(element.attributes));
    this.#text = ownText(element);
  }

  /** Elements of that name. `exact`: of that namespace, where there is one; else without a prefix of their own. */
  elements(name: string, namespace: string | undefined, exact: boolean): readonly XmlElement[] {
    const local = localName(name);
    const all = this.#elements.get(local) ?? [];
    const isMeant = (element: XmlElement) =>
      !exact ||
      element.name === name ||
      (namespace === undefined ? element.name === local : namespaceOf(element) === namespace);
    const meant = all.filter(isMeant);
    if (meant.length < all.length)
      this.#elements.set(
        local,
        all.filter((element) => !meant.includes(element)),
      );
    else this.#elements.delete(local);
    return meant;
  }

  attribute(name: string, exact: boolean): string | undefined {
    const found = [...this.#attributes.keys()].find(
      (each) => each === name || (!exact && localName(each) === localName(name)),
    );
    if (found === undefined) return undefined;
    const text = this.#attributes.get(found);
    this.#attributes.delete(found);
    return text;
  }

  text(): string {
    const text = this.#text;
    this.#text = "";
    return text;
  }

  /** By name, in the order in which they came first. */
  otherElements(): ReadonlyMap<string, readonly XmlElement[]> {
    const byName = new Map<string, XmlElement[]>();
    for (const element of [...this.#elements.values()].flat()) {
      const others = byName.get(element.name);
      if (others) others.push(element);
      else byName.set(element.name, [element]);
    }
    return byName;
  }

  otherAttributes(): readonly (readonly [name: string, text: string])[] {
    return ownAttributes(this.#element).filter(([name]) => this.#attributes.has(name));
  }

  otherText(): string {
    return this.#text;
  }
}
