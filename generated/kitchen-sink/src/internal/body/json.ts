import { InvalidRequestError } from "../../core/errors.js";
import type { BodySpec } from "../../core/operation.js";

/** A JSON body. `flat`: its properties stand in the request argument; `property`: it is under `body`, and nothing is sent without it. */
export function jsonBody(
  placement: "flat" | "property",
  contentType = "application/json",
): BodySpec {
  return (rest, writeJson = JSON.stringify) => {
    try {
      return {
        body: writeJson(placement === "flat" ? rest : rest["body"]),
        contentType,
      };
    } catch (cause) {
      throw new InvalidRequestError(
        "body",
        `the body cannot be written as JSON: ${(cause as Error).message}`,
        { cause },
      );
    }
  };
}
