/** Where values stand in XML, as values of the runtime: one constant for each declaration that bodies of XML have in them. */
import type { SdkModel, XmlContent, XmlNode, XmlScalar } from "../contract/index.js";
import type { XmlContentView } from "./contexts.js";
import {
  list,
  literal,
  object,
  reference,
  type RuntimeArgument,
  type RuntimeReference,
} from "./runtime-reference.js";

/** By the name of a declaration, its constant. */
export type XmlConstants = ReadonlyMap<string, string>;

/** `taken`: names that a file may import beside the constants. */
export function xmlConstants(
  { xmlContents }: Pick<SdkModel, "xmlContents">,
  taken: ReadonlySet<string>,
): XmlConstants {
  const given = new Set(taken);
  return new Map(
    xmlContents.map(({ name }) => {
      const wanted = `xmlOf${name}`;
      let constant = wanted;
      for (let count = 2; given.has(constant); count++) constant = `${wanted}${count}`;
      given.add(constant);
      return [name, constant] as const;
    }),
  );
}

/** One for each constant. */
export function xmlContentViews(
  { xmlContents }: Pick<SdkModel, "xmlContents">,
  constants: XmlConstants,
): readonly XmlContentView[] {
  return xmlContents.map(({ name, content }) => ({
    typeName: name,
    name: constants.get(name) ?? "",
    value: object(contentEntries(content, constants)),
  }));
}

export function xmlNodeValue(node: XmlNode, constants: XmlConstants): RuntimeArgument {
  const { name, namespace, node: nodeType, absent, content } = node;
  return object({
    name: name === null ? null : literal(name),
    namespace: namespace === null ? null : literal(namespace),
    node: nodeType === "element" ? null : literal(nodeType),
    absent: absent === undefined ? null : literal(absent),
    ...contentEntries(content, constants),
  });
}

type Entries = Readonly<Record<string, RuntimeArgument | null>>;

function contentEntries(content: XmlContent, constants: XmlConstants): Entries {
  const nodeValue = (node: XmlNode) => xmlNodeValue(node, constants);
  switch (content.kind) {
    case "text":
      return { read: readerOf(content.as) };
    case "any":
      return { any: literal(true) };
    case "named":
      return { of: { kind: "late", value: reference(constants.get(content.name) ?? "") } };
    case "object":
      return {
        properties: {
          kind: "object",
          entries: content.properties.map(([key, node]) => ({ key, value: nodeValue(node) })),
        },
        rest: content.rest === null ? null : nodeValue(content.rest),
      };
    case "list":
      return {
        wrapped: content.wrapped ? literal(true) : null,
        first: content.first.length === 0 ? null : list(content.first.map(nodeValue)),
        items: nodeValue(content.items),
      };
    case "oneOf":
      return {
        oneOf: list(
          content.alternatives.map(({ is, content: each }) =>
            object({
              is: is.length === 0 ? null : literal(Object.fromEntries(is)),
              ...contentEntries(each, constants),
            }),
          ),
        ),
      };
  }
}

const READERS: Readonly<Record<Exclude<XmlScalar, "string">, string>> = {
  number: "xmlNumber",
  boolean: "xmlBoolean",
  scalar: "xmlScalar",
  int64: "xmlInt64",
  dateTime: "xmlDateTime",
};

function readerOf(scalar: XmlScalar): RuntimeReference | null {
  return scalar === "string" ? null : reference(READERS[scalar]);
}
