import type { ResponseSpec } from "../../core/operation.js";
import type { Stream } from "../../core/stream.js";
import { LineFormat } from "../stream/line-format.js";
import { linesOf } from "./lines-of.js";

/** Lines of which the document says that they are a text: each as it arrives, not read as JSON. */
export function textLines<T extends string = string>(contentType: string): ResponseSpec<Stream<T>> {
  return linesOf<T>(contentType, (type) => new TextLineFormat<T>(type));
}

class TextLineFormat<T extends string> extends LineFormat<T> {
  item(line: string): T {
    return line as T;
  }
}
