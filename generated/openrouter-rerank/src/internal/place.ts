/** Puts parameters and credentials where they belong, other than in headers. Part of a package only where an operation or scheme names it. */
import { InvalidRequestError } from "../core/errors.js";
import type { Draft, ParameterSpec } from "../core/operation.js";
import type { Credentials } from "../core/security.js";
import { encode } from "./serialize/encode.js";

/** A segment that a URL parser, or a server that decodes once more, takes for "this" or "the folder above". */
export const DOTS = /(^|\/|\\|%(25)*(2f|5c))(\.|%(25)*2e){1,2}(\/|\\|%(25)*(2f|5c)|$)/i;

/**
 * A path, query or cookie parameter.
 * @throws {InvalidRequestError} a path parameter that would lead to another operation: nothing at all (`DELETE /files/` is not
 *   `DELETE /files/{id}`), `.` and `..`, also encoded, also in a part of the value
 */
export function placeParameter(
  draft: Draft,
  place: string,
  parameter: string | ParameterSpec,
  value: unknown,
): void {
  const {
    name = parameter as string,
    property = name,
    serialize,
  } = parameter as Partial<ParameterSpec>;
  const text =
    serialize && value !== undefined
      ? serialize(name, value)
      : (value ?? "") === ""
        ? ""
        : encode(String(value));
  if (place === "path") {
    draft.path = draft.path.replaceAll(`{${name}}`, () => text);
    if (!text || DOTS.test(draft.path)) {
      throw new InvalidRequestError(
        property,
        `\`${property}\` would change the path: it must not be empty, "." or ".."`,
      );
    }
  } else if (text || value === "") {
    (place === "query" ? draft.query : draft.cookies).push(
      serialize ? text : `${encode(name)}=${text}`,
    );
  }
}

/** Credentials that go in the query or in a cookie. */
export function placeCredentials(draft: Draft, { query = {}, cookies = {} }: Credentials): void {
  for (const [name, value] of Object.entries(query)) placeParameter(draft, "query", name, value);
  for (const [name, value] of Object.entries(cookies)) placeParameter(draft, "cookie", name, value);
}
