import { ResponseParseError } from "../../core/errors.js";
import type { ResponseSpec } from "../../core/operation.js";
import { readStart } from "../read.js";

/**
 * A JSON body, as it arrived: nothing removed, nothing checked against the type.
 *
 * Every `json` media type is accepted (`application/json`, `+json`). Of a body without a type, or with the ones that servers fall
 * back to (`text/plain`, `application/octet-stream`), an object or array is accepted: the bytes are what was promised, only the label
 * is not. Anything else (HTML above all) throws, whatever the status says, and so does an empty body.
 */
export const jsonResponse: ResponseSpec<never> = {
  accept: "application/json",
  async parse(response, { operation }) {
    const type = response.headers.get("content-type") ?? "";
    const labelled = /^[^;]*json/i.test(type);
    const foreign = !labelled && !/^(text\/plain|application\/octet-stream|$)/i.test(type);
    const text = foreign ? await readStart(response, 200) : await response.text();
    let reason = foreign ? `it is ${type}` : text ? "it is not valid JSON" : "it is empty";
    let cause: unknown;
    try {
      const value = JSON.parse(foreign ? "" : text) as never;
      if (labelled || typeof value === "object") return value;
      reason = "it is not labelled as JSON";
    } catch (error) {
      if (!foreign && text) cause = error;
    }
    const message = `${operation.id}: ${response.status}, but the body is not what the API promises: ${reason}`;
    throw new ResponseParseError(message, { response, reason, snippet: text.slice(0, 200), cause });
  },
};
