import { InvalidRequestError } from "../../core/errors.js";
import type { BodySpec } from "../../core/operation.js";

/**
 * A JSON body. `flat`: its properties stand in the request argument; `property`: it is under `body`.
 * @param options.contentType default `application/json`
 * @param options.optional send no body at all when nothing of it was given
 */
export function jsonBody(
  placement: "flat" | "property",
  { contentType = "application/json", optional = false }: { readonly contentType?: string; readonly optional?: boolean } = {},
): BodySpec {
  return (rest) => {
    const value = placement === "flat" ? rest : rest["body"];
    if (value === undefined || (optional && placement === "flat" && !Object.keys(rest).length)) return { body: undefined };
    try {
      return { body: JSON.stringify(value), contentType };
    } catch (cause) {
      throw new InvalidRequestError("body", `the request cannot be written as JSON (${(cause as Error).message})`, { cause });
    }
  };
}
