import { type ApiError, hideIn, type ResponseParseError } from "../../core/errors.js";
import type { ErrorClassOf, ResponseSpec } from "../../core/operation.js";
import { explain, readStart } from "../read.js";
import { decodeXml } from "../xml/decode.js";
import { readXml } from "../xml/read.js";
import type { XmlNode } from "../xml/shape.js";
import { mediaTypeOf, unusable } from "./unusable.js";

/** Besides XML's own, what servers say who do not know better. */
const USUAL = /^(?!.*html).*[/+]xml$|^(text\/plain|application\/octet-stream)?$/;

/**
 * XML as the values that the document describes. Another media type (HTML above all), an empty body, what is not well-formed, and a
 * document with another root and nothing of what is described throw. OpenAPI 3.2 section 4.26 (XML Object).
 */
export function xmlResponse(contentType: string, root: XmlNode): ResponseSpec<never> {
  return {
    accept: contentType,
    async parse(response, context) {
      const type = mediaTypeOf(response);
      const fault = (reason: string, text: string, cause?: unknown): ResponseParseError =>
        unusable(response, context, reason, text, cause);
      if (!USUAL.test(type))
        throw fault(`it is ${type}, not ${contentType}`, await readStart(response, 200));
      const bytes = new Uint8Array(await response.arrayBuffer());
      const text = decodeXml(bytes, response.headers.get("content-type") ?? "");
      if (text === undefined) throw fault("its charset is unknown", "");
      if (text.trim() === "") throw fault("it is empty", text);
      try {
        return readXml(text, root) as never;
      } catch (cause) {
        throw fault(`it cannot be read as XML (${firstLine(cause)})`, text, cause);
      }
    },
  };
}

/**
 * Of an operation whose documented errors are XML, by their classes: the structure is an error's data. A body that is something else stays
 * what it was. Not done by the classes, which all operations import.
 */
export function xmlErrors(
  roots: readonly (readonly [ErrorClassOf, XmlNode])[],
): (error: ApiError) => void {
  const byClass = new Map<unknown, XmlNode>(roots);
  return (error) => {
    const root = byClass.get(error.constructor);
    if (root === undefined || error.data !== undefined) return;
    try {
      hideIn(error, { data: readXml(error.body, root) });
    } catch {
      // Its text is in `body`.
    }
  };
}

function firstLine(error: unknown): string {
  return explain(error).split("\n", 1).join();
}
