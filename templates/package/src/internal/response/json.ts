import { ResponseParseError } from "../../core/errors.js";
import type { ResponseContext, ResponseSpec } from "../../core/operation.js";
import { readStart, responseInfo } from "../read.js";

/**
 * A JSON body, as it arrived: nothing removed, nothing checked against the type.
 *
 * Every `json` media type is accepted (`application/json`, `+json`). Of a body without a type, or with the ones that servers fall
 * back to (`text/plain`, `application/octet-stream`), an object or array is accepted: the bytes are what was promised, only the label
 * is not. Anything else (HTML above all) throws, whatever the status says, and so does an empty body.
 */
export const jsonResponse: ResponseSpec<never> = {
  accept: "application/json",
  async parse(response, context) {
    const type = response.headers.get("content-type") ?? "";
    const labelled = /^[^;]*\bjson\b/i.test(type);
    if (!labelled && !/^\s*($|text\/plain|application\/octet-stream)/i.test(type)) {
      throw unusable(response, context, `it is ${type.split(";")[0]}, not JSON`, await readStart(response, 200));
    }
    const text = await response.text();
    let reason = text ? "it is not valid JSON" : "it is empty";
    let cause: unknown;
    try {
      const value = JSON.parse(text) as never;
      if (labelled || typeof value === "object") return value;
      reason = "it is not labelled as JSON";
    } catch (error) {
      cause = error;
    }
    throw unusable(response, context, reason, text, cause);
  },
};

function unusable(response: Response, { operation }: ResponseContext, reason: string, text: string, cause?: unknown): ResponseParseError {
  const info = responseInfo(response);
  return new ResponseParseError(`${operation.id}: the body of a ${info.status} response cannot be used: ${reason}`, {
    ...info,
    reason,
    snippet: text.slice(0, 200),
    cause,
  });
}
