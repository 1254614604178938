import type { ResponseSpec } from "../../core/operation.js";
import { Stream } from "../../core/stream.js";
import { type JsonConversion, convert } from "./conversion.js";

/** Events with dates or 64-bit integers in what is no JSON: in data that is a text, in the id, in the time to wait. */
export function convertedEvents<T>(
  spec: ResponseSpec<Stream<T>>,
  conversion: JsonConversion,
): ResponseSpec<Stream<T>> {
  return {
    accept: spec.accept,
    async parse(response, context) {
      const stream = await spec.parse(response, context);
      const items = stream[Symbol.asyncIterator]();
      const next = async (): Promise<IteratorResult<T, undefined>> => {
        const item = await items.next();
        return item.done ? item : { done: false, value: convert(item.value, conversion) as T };
      };
      return new Stream<T>(stream.response, { next }, stream, stream);
    },
  };
}
