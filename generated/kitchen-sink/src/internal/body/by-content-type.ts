import { InvalidRequestError } from "../../core/errors.js";
import type { BodySpec } from "../../core/operation.js";
import { own } from "../own.js";

/** Several media types for one body: the argument `contentType` chooses, the first is the default. OpenAPI 3.1 section 4.8.13 (Request Body Object, `content`). */
export function bodyByContentType(bodies: Readonly<Record<string, BodySpec>>): BodySpec {
  const [preferred] = Object.keys(bodies);
  return ({ contentType = preferred, ...rest }) => {
    const body = own(bodies, String(contentType));
    if (!body)
      throw new InvalidRequestError(
        "contentType",
        `\`contentType\` is none of ${Object.keys(bodies).join(", ")}`,
      );
    return body(rest);
  };
}
