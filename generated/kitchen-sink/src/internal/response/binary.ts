import { BinaryResponse } from "../../core/binary-response.js";
import type { ResponseSpec } from "../../core/operation.js";
import { readStart } from "../read.js";
import { BodyReader } from "../stream/body.js";
import { mediaTypeOf, unusable } from "./unusable.js";

/**
 * Bytes of any media type, not yet downloaded. HTML and JSON, unless the document says so, throw: they are what proxies, logins and
 * failures answer with. OpenAPI 3.1 section 4.8.17 (Response Object, `content`).
 */
export function binaryResponse(contentType: string): ResponseSpec<BinaryResponse> {
  return {
    accept: contentType,
    async parse(response, context) {
      const type = mediaTypeOf(response);
      if (/html|\bjson$/.test(type) && type !== contentType.toLowerCase()) {
        throw unusable(
          response,
          context,
          `it is ${type}, not ${contentType}`,
          await readStart(response, 200),
        );
      }
      return new BinaryResponse(response, new BodyReader(response, context));
    },
  };
}
