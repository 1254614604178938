/** Puts parameters and credentials where they belong, other than in headers. Part of a package only where an operation or scheme names it. */
import { InvalidRequestError } from "../core/errors.js";
import type { Draft, ParameterSpec } from "../core/operation.js";
import type { Credentials } from "../core/security.js";
import { own } from "./own.js";
import { plainText } from "./plain-text.js";
import { type ParameterParts, partsOf } from "./prepare.js";
import { encode } from "./serialize/encode.js";

/** Whether a path has a segment that a URL parser, or a server that decodes once more, takes for "this" or "the folder above". */
export function hasDotSegment(path: string): boolean {
  const decoded = path.replace(/%(25)+/g, "%").replace(/%(2e|2f|5c)/gi, decodeURIComponent);
  return decoded.split(/[/\\]/).some((segment) => segment === "." || segment === "..");
}

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
  const { name, property, serialize } = partsOf(parameter);
  const text = textOf(value, partsOf(parameter));
  if (place === "path") {
    draft.path = draft.path.replaceAll(`{${name}}`, () => text);
    if (text === "" || hasDotSegment(draft.path)) {
      throw new InvalidRequestError(
        property,
        `\`${property}\` would change the path: it must not be empty, "." or ".."`,
      );
    }
  } else if (text !== "" || value === "") {
    const pairs = place === "query" ? draft.query : draft.cookies;
    // A serializer writes the name, too.
    pairs.push(serialize ? text : `${encode(name)}=${text}`);
  }
}

/** Encoded; empty where there is nothing to send. */
function textOf(value: unknown, { name, property, serialize }: ParameterParts): string {
  if (value === undefined) return "";
  if (serialize) return serialize(name, value);
  return value === null ? "" : encode(plainText(value, property));
}

/** Credentials that go in the query or in a cookie. */
export function placeCredentials(draft: Draft, credentials: Credentials): void {
  for (const [name, value] of Object.entries(own(credentials, "query") ?? {}))
    placeParameter(draft, "query", name, value);
  for (const [name, value] of Object.entries(own(credentials, "cookies") ?? {}))
    placeParameter(draft, "cookie", name, value);
}
