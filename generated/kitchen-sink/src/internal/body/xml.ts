import { InvalidRequestError } from "../../core/errors.js";
import type { BodySpec } from "../../core/operation.js";
import { isListContent, isObjectContent, settled, type XmlNode } from "../xml/shape.js";
import { writeXml } from "../xml/write.js";

/** A structure as XML. `flat`: its properties stand in the request argument; `property`: it is under `body`, and nothing is sent without it. */
export function xmlBody(
  placement: "flat" | "property",
  contentType: string,
  root: XmlNode,
): BodySpec {
  return (rest) => {
    const value = placement === "flat" ? rest : rest["body"];
    if (value === undefined) return { body: undefined };
    const content = settled(root);
    if (typeof value === "string" && (isObjectContent(content) || isListContent(content)))
      throw new InvalidRequestError("body", "`body` is a text; the SDK writes the XML itself");
    return { body: writeXml(value, root), contentType };
  };
}
