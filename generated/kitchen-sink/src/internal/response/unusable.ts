import { ResponseParseError } from "../../core/errors.js";
import type { ResponseContext } from "../../core/operation.js";

/** For a success whose body is not what the API promises. `text` is the start of the body. */
export function unusable(...what: Parameters<typeof unusableBody>): ResponseParseError {
  return new ResponseParseError(...unusableBody(...what));
}

/** What such an error is made of. */
export function unusableBody(
  response: Response,
  { operation }: ResponseContext,
  reason: string,
  text: string,
  cause?: unknown,
): ConstructorParameters<typeof ResponseParseError> {
  return [
    `${operation.id}: the body of a ${response.status} response cannot be used: ${reason}`,
    { response, reason, snippet: text.slice(0, 200), cause },
  ];
}

/** Media type of a response in lower case, without parameters; empty where it has none. */
export function mediaTypeOf(response: Response): string {
  return (response.headers.get("content-type") ?? "").replace(/;[^]*/, "").trim().toLowerCase();
}
