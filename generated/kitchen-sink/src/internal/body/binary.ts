import { InvalidRequestError } from "../../core/errors.js";
import type { BodySpec } from "../../core/operation.js";
import { contentOf } from "./content.js";
import { bodyOf } from "./upload.js";

/**
 * Bytes as they are: `body` of the argument is an `Uploadable`. Where the document leaves the media type open (`image/*`), the content's
 * own is sent. OpenAPI 3.1, Considerations for File Uploads.
 */
export function binaryBody(contentType: string): BodySpec {
  return ({ body: value }) => {
    if (value === undefined) return { body: undefined };
    const content =
      typeof value === "string" ? { chunk: value, type: undefined } : contentOf(value);
    if (!content) throw new InvalidRequestError("body", "`body` is no bytes, file, stream or text");
    return {
      ...bodyOf(content.chunk),
      contentType: contentType.includes("*")
        ? (content.type ?? "application/octet-stream")
        : contentType,
    };
  };
}
