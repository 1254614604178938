import type { BodySpec } from "../../core/operation.js";

/** Text of any media type, XML included; `body` of the argument. OpenAPI 3.1 section 4.8.14 (Media Type Object). */
export function textBody(contentType: string): BodySpec {
  return ({ body }) => (body === undefined ? { body } : { body: String(body), contentType });
}
