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
  async parse(response, context) {
    const type = response.headers.get("content-type") ?? "";
    const usual = /^(?:([^;]*json)|text\/plain|application\/octet-stream|$)/i.exec(type);
    const text = usual ? await response.text() : await readStart(response, 200);
    let reason = usual ? (text ? "it is not valid JSON" : "it is empty") : `it is ${type}`;
    let cause: unknown;
    if (usual && text) {
      try {
        const value = (context.parse ?? JSON.parse)(text) as never;
        if (usual[1] || typeof value === "object") return value;
        reason = "it is not labelled as JSON";
      } catch (error) {
        cause = error;
      }
    }
    const message = `${context.operation.id}: ${response.status}, but the body cannot be used: ${reason}`;
    throw new ResponseParseError(message, { response, reason, snippet: text.slice(0, 200), cause });
  },
};
