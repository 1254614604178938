import { entriesIn } from "../own.js";
import type { ApiErrorInit } from "../../core/errors.js";
import type { ParseJson, ResponseSpec } from "../../core/operation.js";
import { type JsonConversion, convert, convertData } from "./conversion.js";

/** A response whose JSON, whole or item by item, has dates in it. */
export function convertedResponse<T>(
  spec: ResponseSpec<T>,
  conversion: JsonConversion,
): ResponseSpec<T> {
  return reading(spec, (text, event) => convertData(JSON.parse(text), event, conversion));
}

/** JSON to what the type says. Throws where the text is no JSON. */
export function readJson(text: string, conversion: JsonConversion): unknown {
  return convert(JSON.parse(text), conversion);
}

/** A response with another reader of JSON. */
export function reading<T>(spec: ResponseSpec<T>, parseJson: ParseJson): ResponseSpec<T> {
  return {
    accept: spec.accept,
    parse: (response, context) => spec.parse(response, { ...context, parse: parseJson }),
  };
}

/** Response headers with dates or 64-bit integers among them, read as texts before; those that are none are left out. */
export function convertedHeaders<H extends object>(
  read: (headers: Headers) => H,
  conversion: JsonConversion,
): (headers: Headers) => H {
  return (headers) => {
    const found = Object.entries(entriesIn(convert(read(headers), conversion)));
    return Object.fromEntries(found.filter(([, value]) => value !== undefined)) as H;
  };
}

/** What an error is made of, with dates in its data. */
export function convertedError(init: ApiErrorInit, conversion: JsonConversion): ApiErrorInit {
  return { ...init, data: convert(init.data, conversion) };
}
