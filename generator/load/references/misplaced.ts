/** References of schemas to what is no schema, or stands where no schema belongs: what they mean is plain all the same. */
import type { Pointer } from "../../contract/index.js";
import { child } from "../../lib/pointer.js";
import { isJson } from "../../lib/media-type.js";
import { isNode, type Node } from "../value.js";

const SCHEMA_KEYWORDS = [
  "$ref",
  "type",
  "properties",
  "additionalProperties",
  "items",
  "enum",
  "const",
  "allOf",
  "anyOf",
  "oneOf",
  "not",
];

/** A schema among the responses, parameters or request bodies of the document. */
export function isMisplacedSchema(target: Node, at: Pointer | null): boolean {
  return at !== null && sectionAt(at) !== undefined && saysSchema(target);
}

/** The way to the schema inside of a response, a request body, a media type or a header; `undefined` where there is none. */
export function wayToSchema(target: Node): Pointer | undefined {
  if (saysSchema(target)) return undefined;
  if (isNode(target["schema"])) return child("", "schema");
  const { content } = target;
  if (!isNode(content)) return undefined;
  const described = Object.keys(content).filter((mediaType) => {
    const media = content[mediaType];
    return isNode(media) && isNode(media["schema"]);
  });
  const mediaType = described.find(isJson) ?? described[0];
  return mediaType === undefined ? undefined : child("", "content", mediaType, "schema");
}

/** `response`, of `/components/responses/NotFound` or Swagger's `/responses/NotFound`. */
function sectionAt(at: Pointer): string | undefined {
  const [, section] =
    /^(?:\/components)?\/(responses|requestBodies|parameters|headers)\/[^/]+$/.exec(at) ?? [];
  return section;
}

function saysSchema(target: Node): boolean {
  return SCHEMA_KEYWORDS.some((keyword) => target[keyword] !== undefined) && !isParameter(target);
}

/** Of Swagger 2, whose parameters and headers have a type of their own. */
function isParameter(target: Node): boolean {
  return typeof target["in"] === "string" && typeof target["name"] === "string";
}
