/** XML as values, by a schema: another project's parser, and rules read from the specification. A second opinion on what the SDK writes and reads. */
import { XMLParser } from "fast-xml-parser";

type Tree = Readonly<Record<string, unknown>>;

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: "@",
  alwaysCreateTextNode: true,
  parseTagValue: false,
  trimValues: false,
  ignoreDeclaration: true,
});

/** `resolve` gives a schema in place of one that refers to it, with everything that its `allOf` says. */
export function readDescribedXml(
  xml: string,
  schema: Tree,
  resolve: (schema: Tree) => Tree,
): unknown {
  const [root] = Object.entries(tree(parser.parse(xml))).filter(([name]) => name !== "#text");
  return valueOf(root?.[1], schema, resolve);
}

function valueOf(node: unknown, described: Tree, resolve: (schema: Tree) => Tree): unknown {
  const schema = resolve(described);
  const children = tree(node);
  if (children["@xsi:nil"] === "true") return null;
  const { type, items, properties, unevaluatedProperties } = schema;
  const { additionalProperties = unevaluatedProperties } = schema;
  if (type === "array") {
    const name = nameOf(tree(items), resolve);
    const all = Object.keys(children).filter((key) => !/^[#@]/.test(key));
    return all
      .filter((key) => name === null || key === name || !all.includes(name))
      .flatMap((key) => several(children[key]))
      .map((item) => valueOf(item, tree(items), resolve));
  }
  const isObject = type === "object" || Object.keys(tree(properties)).length > 0;
  if (isObject) {
    const known = Object.entries(tree(properties)).flatMap(([name, property]) => {
      const value = memberOf(children, name, tree(property), schema, resolve);
      return value === undefined ? [] : [[name, value] as const];
    });
    const others =
      additionalProperties === undefined
        ? []
        : Object.keys(children)
            .filter((key) => !/^[#@]/.test(key))
            .map(
              (key) => [key, valueOf(children[key], tree(additionalProperties), resolve)] as const,
            );
    return Object.fromEntries([...known, ...others]);
  }
  return scalar(String(typeof node === "object" ? (children["#text"] ?? "") : node), type);
}

function memberOf(
  children: Tree,
  property: string,
  described: Tree,
  owner: Tree,
  resolve: (schema: Tree) => Tree,
): unknown {
  const schema = resolve(described);
  const xml = tree(schema["xml"]);
  const name = nameOf(described, resolve) ?? withPrefix(xml, property);
  if (xml["attribute"] === true || xml["nodeType"] === "attribute") {
    const text = children[`@${name}`];
    return text === undefined ? undefined : scalar(String(text), schema["type"]);
  }
  const isText = xml["nodeType"] === "text" || xml["nodeType"] === "cdata";
  // AutoRest's way to say it before OpenAPI 3.2.
  if (isText || xml["x-ms-text"] === true) {
    const text = String(children["#text"] ?? "");
    return text === "" ? undefined : scalar(text, schema["type"]);
  }
  const isWrapped = xml["wrapped"] === true || xml["nodeType"] === "element";
  if (schema["type"] === "array" && !isWrapped) {
    const items = tree(schema["items"]);
    const found = several(children[nameOf(items, resolve) ?? property]);
    const isRequired = (owner["required"] as readonly string[] | undefined)?.includes(property);
    if (found.length === 0 && isRequired !== true) return undefined;
    return found.map((item) => valueOf(item, items, resolve));
  }
  return children[name] === undefined ? undefined : valueOf(children[name], described, resolve);
}

/** The one that the schema says, with its prefix. */
function nameOf(schema: Tree, resolve: (schema: Tree) => Tree): string | null {
  const xml = { ...tree(resolve(schema)["xml"]), ...tree(schema["xml"]) };
  return typeof xml["name"] === "string" ? withPrefix(xml, xml["name"]) : null;
}

function withPrefix({ prefix }: Tree, name: string): string {
  return typeof prefix === "string" ? `${prefix}:${name}` : name;
}

function several(value: unknown): unknown[] {
  return value === undefined ? [] : Array.isArray(value) ? (value as unknown[]) : [value];
}

function scalar(text: string, type: unknown): unknown {
  if (type === "integer" || type === "number") return Number(text);
  return type === "boolean" ? text === "true" : text;
}

function tree(value: unknown): Tree {
  return typeof value === "object" && value !== null ? (value as Tree) : {};
}
