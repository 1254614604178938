import type { BodySpec } from "../../core/operation.js";

/** A flat body that is not required: nothing is sent when none of its properties was given. OpenAPI 3.1 section 4.8.13 (Request Body Object, `required`). */
export function optionalBody(body: BodySpec): BodySpec {
  return (rest) =>
    Object.values(rest).every((value) => value === undefined) ? { body: undefined } : body(rest);
}
