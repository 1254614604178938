import type { ApiErrorInit } from "../../core/errors.js";
import type { ResponseSpec } from "../../core/operation.js";
import { type JsonConversion, type Reader, convertData } from "./conversion.js";
import { parseExactly, withoutMarks } from "./int64.js";
import { reading } from "./read.js";

/** A response whose JSON, whole or item by item, has 64-bit integers in it, and perhaps dates. */
export function exactResponse<T>(
  spec: ResponseSpec<T>,
  conversion: JsonConversion,
): ResponseSpec<T> {
  return reading(spec, (text, event) => readExactly(text, conversion, event));
}

/** What an error is made of, with 64-bit integers in its data. */
export function exactError(init: ApiErrorInit, conversion: JsonConversion): ApiErrorInit {
  // Without data the body is no JSON, or too long to have been read to its end.
  if (init.body === undefined || init.data === undefined) return init;
  return { ...init, data: readExactly(init.body, conversion) };
}

/** What reads the JSON of a header; `undefined` where it is none. */
export function exactlyOfHeader(conversion: JsonConversion): Reader {
  return (text) => {
    try {
      return readExactly(String(text), conversion);
    } catch {
      return undefined;
    }
  };
}

/** JSON to what the type says, without loss. Throws where the text is no JSON. */
export function readExactly(text: string, conversion: JsonConversion, event?: object): unknown {
  const { value, mark } = parseExactly(text);
  const result = convertData(value, event, conversion, mark);
  return mark === undefined ? result : withoutMarks(result, mark);
}
