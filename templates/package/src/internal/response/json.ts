import type { ResponseContext, ResponseSpec } from "../../core/operation.js";
import { readStart } from "../read.js";
import { unusable } from "./unusable.js";
import { wholeText } from "./whole-text.js";

/** Media types that a server gives JSON; with the first it says so. */
const USUAL = /^(?:([^;]*json)|text\/plain|application\/octet-stream|$)/i;

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

/** @param refuse says why a value is not what was promised; `undefined` for one that is */
export async function readJson(
  response: Response,
  context: ResponseContext,
  refuse: (value: unknown) => string | undefined,
): Promise<never> {
  const type = response.headers.get("content-type") ?? "";
  const usual = USUAL.exec(type);
  if (!usual) throw unusable(response, context, `it is ${type}`, await readStart(response, 200));
  const text = await wholeText(response, context);
  if (!text) throw unusable(response, context, "it is empty", text);
  let value: unknown;
  try {
    value = (context.parse ?? JSON.parse)(text);
  } catch (cause) {
    throw unusable(response, context, "it is not valid JSON", text, cause);
  }
  const isLabelled = usual[1] || typeof value === "object";
  const reason = isLabelled ? refuse(value) : "it is not labelled as JSON";
  if (reason) throw unusable(response, context, reason, text);
  return value as never;
}
