import type { ResponseContext, ResponseSpec } from "../../core/operation.js";
import { readStart } from "../read.js";
import { mediaTypeOf, unusable } from "./unusable.js";
import { wholeText } from "./whole-text.js";

/** Media types that servers fall back to, JSON or not. */
const UNLABELLED = ["", "text/plain", "application/octet-stream"];

/**
 * A JSON body, as it arrived: nothing removed, nothing checked against the type.
 *
 * Every `json` media type is accepted (`application/json`, `+json`). Of a body without a type, or with the ones that servers fall
 * back to (`text/plain`, `application/octet-stream`), an object or array is accepted: the bytes are what was promised, only the label
 * is not. Anything else (HTML above all) throws, whatever the status says, and so does an empty body.
 */
export const jsonResponse: ResponseSpec<never> = {
  accept: "application/json",
  parse: (response, context) => readJson(response, context, () => undefined),
};

/**
 * @param refuse says why a value is not what was promised; `undefined` for one that is
 * @throws {ResponseParseError} it is refused, or no JSON
 */
export async function readJson(
  response: Response,
  context: ResponseContext,
  refuse: (value: unknown) => string | undefined,
): Promise<never> {
  const type = mediaTypeOf(response);
  const isLabelled = type.includes("json");
  if (!isLabelled && !UNLABELLED.includes(type)) {
    const reason = `it is ${response.headers.get("content-type")}`;
    throw unusable(response, context, reason, await readStart(response, 200));
  }
  const text = await wholeText(response, context);
  const value = parsed(text, response, context);
  const isMeant = isLabelled || typeof value === "object";
  const reason = isMeant ? refuse(value) : "it is not labelled as JSON";
  if (reason !== undefined) throw unusable(response, context, reason, text);
  return value as never;
}

function parsed(text: string, response: Response, context: ResponseContext): unknown {
  const { parse = JSON.parse } = context;
  try {
    return parse(text);
  } catch (cause) {
    const reason = text === "" ? "it is empty" : "it is not valid JSON";
    throw unusable(response, context, reason, text, cause);
  }
}
