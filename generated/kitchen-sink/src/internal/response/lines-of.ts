import type { ResponseContext, ResponseSpec } from "../../core/operation.js";
import type { Stream } from "../../core/stream.js";
import { readStart } from "../read.js";
import type { LineFormat } from "../stream/line-format.js";
import { openStream } from "../stream/open.js";
import { mediaTypeOf, unusable } from "./unusable.js";

/** A stream of lines. `formatOf` is given the media type that arrived. HTML is somebody else's page. */
export function linesOf<T>(
  contentType: string,
  formatOf: (type: string, response: Response, context: ResponseContext) => LineFormat<T>,
): ResponseSpec<Stream<T>> {
  return {
    accept: contentType,
    async parse(response, context) {
      const type = mediaTypeOf(response);
      if (/html/.test(type))
        throw unusable(
          response,
          context,
          `it is ${type}, not ${contentType}`,
          await readStart(response, 200),
        );
      return openStream<string, T>(response, context, formatOf(type, response, context));
    },
  };
}
