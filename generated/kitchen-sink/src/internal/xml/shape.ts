/** Where the values of a type stand in XML, as the document's `xml` objects say. OpenAPI 3.2 section 4.26 (XML Object). */

/** A node of an XML document, and what is in it. */
export interface XmlNode extends XmlContent {
  /** With its prefix: `smp:title`. Default: the name of the property, and of a body `root`. */
  readonly name?: string;
  readonly namespace?: string;
  /** Default: an element. `none`: there is no node, what is in it stands in the parent. */
  readonly node?: "attribute" | "text" | "cdata" | "none";
  /** What it means that there is no such node. Default: the property is left out. */
  readonly absent?: null | "" | readonly [];
}

/** What is in a node. Without any of these, a text. */
export interface XmlContent {
  /** A content with a name, looked up late: types refer to each other. */
  readonly of?: () => XmlContent;
  /** What a text means, where it is not itself. */
  readonly read?: (text: string) => unknown;
  /** Of an object. */
  readonly properties?: Readonly<Record<string, XmlNode>>;
  /** Of a map, and of every property that `properties` does not have. */
  readonly rest?: XmlNode;
  /** Of a list. */
  readonly items?: XmlNode;
  /** Of the first items of a list. */
  readonly first?: readonly XmlNode[];
  /** The list has an element of its own: `<tags><tag/><tag/></tags>`, not `<tag/><tag/>`. */
  readonly wrapped?: true;
  /** One of several contents. */
  readonly oneOf?: readonly XmlAlternative[];
  /** Nothing is known of it. */
  readonly any?: true;
}

export interface XmlAlternative extends XmlContent {
  /** Meant where one of these values stands in each of these properties. */
  readonly is?: Readonly<Record<string, readonly unknown[]>>;
}

/** What a document does not describe: see `readXml`. */
export const ANY: XmlNode = { any: true };

/** The content itself, where it goes by a name. */
export function settled<C extends XmlContent>(content: C): C | XmlContent {
  return content.of ? settled(content.of()) : content;
}

export function isListContent({ items, first }: XmlContent): boolean {
  return !!(items ?? first);
}

export function isObjectContent({ properties, rest }: XmlContent): boolean {
  return !!(properties ?? rest);
}

/** `smp:title` is `title`. */
export function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

/** The alternative with the highest score; of equals the first. */
export function best(
  alternatives: readonly XmlAlternative[],
  score: (alternative: XmlAlternative) => number,
): XmlContent {
  const scored = alternatives.map((each) => [score(each), each] as const);
  return scored.reduce((one, other) => (other[0] > one[0] ? other : one), [
    -Infinity,
    ANY,
  ] as const)[1];
}
