import type { BodySpec } from "../../core/operation.js";
import { contentOf } from "./content.js";

/**
 * Bytes as they are: `body` of the argument is an `Uploadable`. Where the document leaves the media type open (`image/*`), the content's
 * own is sent. OpenAPI 3.1, Considerations for File Uploads.
 */
export function binaryBody(contentType: string): BodySpec {
  return ({ body: value }) => {
    if (value === undefined) return { body: undefined };
    const { chunk, type } = contentOf(value) ?? { chunk: String(value), type: undefined };
    return {
      body: chunk,
      contentType: contentType.includes("*") ? (type ?? "application/octet-stream") : contentType,
      once: chunk instanceof ReadableStream,
    };
  };
}
