import type { ResponseSpec } from "../../core/operation.js";
import { readStart } from "../read.js";
import { mediaTypeOf, unusable } from "./unusable.js";
import { wholeText } from "./whole-text.js";

/** Bytes that are no text, and the pages that proxies and logins put in the place of an answer. */
const NO_TEXT =
  /^(image|audio|video|font)\/(?!svg)|^application\/(octet-stream|pdf|zip|gzip)$|html/;

/**
 * Text of any media type, XML included, decoded by the charset that the response names (UTF-8 without one).
 * HTML, unless the document says so, and binary types throw. OpenAPI 3.1 section 4.8.17 (Response Object, `content`).
 */
export function textResponse(contentType: string): ResponseSpec<string> {
  return {
    accept: contentType,
    async parse(response, context) {
      const type = mediaTypeOf(response);
      if (NO_TEXT.test(type) && type !== contentType.toLowerCase()) {
        throw unusable(
          response,
          context,
          `it is ${type}, not ${contentType}`,
          await readStart(response, 200),
        );
      }
      const decoder = decoderFor(response);
      if (!decoder)
        throw unusable(response, context, "its charset is unknown", await readStart(response, 200));
      return wholeText(response, context, decoder);
    },
  };
}

function decoderFor(response: Response): InstanceType<typeof TextDecoder> | undefined {
  const charset = /charset\s*=\s*"?([^\s;"]+)/i.exec(
    response.headers.get("content-type") ?? "",
  )?.[1];
  try {
    return new TextDecoder(charset);
  } catch {
    return undefined;
  }
}
