import { childElements, ownAttributes, ownText, type XmlElement } from "./parse.js";
import {
  best,
  isListContent,
  isObjectContent,
  localName,
  settled,
  type XmlAlternative,
  type XmlContent,
} from "./shape.js";

/** Which of several contents an element has: the one whose tag it bears, else the one that most of what is in it belongs to. */
export function chosenFor(
  element: XmlElement,
  alternatives: readonly XmlAlternative[],
): XmlContent {
  const children = childElements(element);
  const attributes = ownAttributes(element);
  const texts = new Map([
    ...attributes.map(([name, text]) => [localName(name), text] as const),
    ...children.map((child) => [localName(child.name), child.text] as const),
  ]);
  return best(alternatives, (alternative) => {
    const content = settled(alternative);
    if (isListContent(content)) return children.length > 0 ? 0 : -1;
    if (!isObjectContent(content)) return scalarScore(content, texts.size, ownText(element));
    if (texts.size === 0) return -1;
    const names = namesIn(content);
    const known = [...texts.keys()].filter((name) => [...names.values()].includes(name));
    return isTagged(alternative, names, texts) ? Infinity : 2 * known.length - texts.size;
  });
}

/** A text that is a number is rather that. */
function scalarScore({ read }: XmlContent, inside: number, text: string): number {
  if (inside > 0) return -Infinity;
  return read && read(text) !== text ? 2 : 1;
}

/** By property. */
function namesIn({ properties = {} }: XmlContent): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(properties).map(([property, { name = property }]) => [
      property,
      localName(name),
    ]),
  );
}

function isTagged(
  { is }: XmlAlternative,
  names: ReadonlyMap<string, string>,
  texts: ReadonlyMap<string, string>,
): boolean {
  const tags = Object.entries(is ?? {});
  const matches = ([property, values]: [string, readonly unknown[]]) => {
    const text = texts.get(names.get(property) ?? property);
    return values.some((value) => String(value) === text);
  };
  return tags.length > 0 && tags.every(matches);
}
