import { explain } from "../read.js";
import { InvalidRequestError } from "../../core/errors.js";
import type { BodySpec, WriteJson } from "../../core/operation.js";

/** A JSON body. `flat`: its properties stand in the request argument; `property`: it is under `body`, and nothing is sent without it. */
export function jsonBody(
  placement: "flat" | "property",
  contentType = "application/json",
): BodySpec {
  return (rest, writeJson) => ({
    body: jsonText(placement === "flat" ? rest : rest["body"], writeJson),
    contentType,
  });
}

/** @throws {InvalidRequestError} a value that cannot be written; its own error is the cause */
export function jsonText(
  value: unknown,
  writeJson: WriteJson = JSON.stringify,
): string | undefined {
  try {
    return writeJson(value);
  } catch (cause) {
    throw new InvalidRequestError("body", `the body cannot be written as JSON: ${explain(cause)}`, {
      cause,
    });
  }
}
