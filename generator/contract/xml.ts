/** Where the values of a type stand in XML: what the runtime reads and writes by. @see https://spec.openapis.org/oas/v3.2.0#xml-object */
import type { Json } from "./document.js";

export interface XmlNode {
  /** With its prefix: `smp:title`. `null`: the name of the property that it is, or unknown. */
  readonly name: string | null;
  readonly namespace: string | null;
  readonly node: "element" | "attribute" | "text" | "cdata" | "none";
  /** What it means that there is no such node; `undefined`: the property is left out. */
  readonly absent: null | "" | readonly [] | undefined;
  readonly content: XmlContent;
}

export type XmlContent =
  | { readonly kind: "text"; readonly as: XmlScalar }
  /** Nothing is known of it. */
  | { readonly kind: "any" }
  /** That of a `TypeDeclaration`. */
  | { readonly kind: "named"; readonly name: string }
  | {
      readonly kind: "object";
      readonly properties: readonly (readonly [string, XmlNode])[];
      /** Of every other property; `null` where nothing is said of it. */
      readonly rest: XmlNode | null;
    }
  | {
      readonly kind: "list";
      readonly first: readonly XmlNode[];
      readonly items: XmlNode;
      /** It has an element of its own. */
      readonly wrapped: boolean;
    }
  | { readonly kind: "oneOf"; readonly alternatives: readonly XmlAlternative[] };

export interface XmlAlternative {
  /** The values of properties that tell it from the others. */
  readonly is: readonly (readonly [string, readonly Json[]])[];
  readonly content: XmlContent;
}

/** `scalar`: a number or a boolean, whichever it looks like. */
export type XmlScalar = "string" | "number" | "boolean" | "scalar" | "int64" | "dateTime";

/** What bodies of XML refer to by name: that of the declaration. */
export type XmlContents = readonly { readonly name: string; readonly content: XmlContent }[];
