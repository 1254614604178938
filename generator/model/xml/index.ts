/** How bodies of XML are read and written. @see https://spec.openapis.org/oas/v3.2.0#xml-object */
import type {
  NameTable,
  Pointer,
  ResolvedConfig,
  Survey,
  XmlContents,
  XmlNode,
} from "../../contract/index.js";
import { contentAt } from "./content.js";
import type { XmlScope } from "./scope.js";
import { rootNode } from "./node.js";

/** What each operation adds to: the contents that go by a name are read once. */
export interface XmlReader {
  /** The body that the schema describes. */
  root(pointer: Pointer): XmlNode;
  /** What the roots refer to by name. */
  contents(): XmlContents;
}

export function createXmlReader(
  survey: Survey,
  names: NameTable,
  config: ResolvedConfig,
): XmlReader {
  const scope: XmlScope = {
    document: survey.document,
    schemas: survey.schemas,
    objects: survey.objects,
    polymorphism: survey.polymorphism,
    names,
    types: config.types,
    contents: new Map(),
    recursive: new Set(),
    open: new Set(),
    content: (pointer, itemName) => contentAt(scope, pointer, itemName),
  };
  const known = new Map<Pointer, XmlNode>();
  return {
    root(pointer) {
      const node = known.get(pointer) ?? rootNode(scope, pointer);
      known.set(pointer, node);
      return node;
    },
    contents: () =>
      [...scope.contents].flatMap(([name, content]) =>
        content === null ? [] : [{ name, content }],
      ),
  };
}
