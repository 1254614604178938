import { InvalidRequestError } from "../../core/errors.js";
import type { BodySpec } from "../../core/operation.js";

/** Several media types for one body: the argument `contentType` chooses, the first is the default. OpenAPI 3.1 section 4.8.13 (Request Body Object, `content`). */
export function bodyByContentType(bodies: Readonly<Record<string, BodySpec>>): BodySpec {
  const [preferred] = Object.keys(bodies);
  return ({ contentType = preferred, ...rest }) => {
    const body = Object.hasOwn(bodies, String(contentType)) ? bodies[String(contentType)] : undefined;
    if (!body) throw new InvalidRequestError("contentType", `\`contentType\` is none of ${Object.keys(bodies).join(", ")}`);
    return body(rest);
  };
}
