import { ResponseParseError } from "../../core/errors.js";
import type { ResponseContext } from "../../core/operation.js";

/** For a success whose body is not what the API promises. `text` is the start of the body. */
export function unusable(
  response: Response,
  { operation }: ResponseContext,
  reason: string,
  text: string,
  cause?: unknown,
): ResponseParseError {
  return new ResponseParseError(
    `${operation.id}: the body of a ${response.status} response cannot be used: ${reason}`,
    { response, reason, snippet: text.slice(0, 200), cause },
  );
}

/** Media type of a response in lower case, without parameters; empty where it has none. */
export function mediaTypeOf(response: Response): string {
  return (response.headers.get("content-type") ?? "").replace(/;[^]*/, "").trim().toLowerCase();
}
