import { InvalidRequestError } from "../core/errors.js";

/** A segment that a URL parser, or a server that decodes once more, takes for "this" or "the folder above". */
const DOTS = /(^|\/|\\|%(25)*(2f|5c))(\.|%(25)*2e){1,2}(\/|\\|%(25)*(2f|5c)|$)/i;

/**
 * Puts a value that is already encoded into a path template. Refuses what would lead to another operation: nothing at all
 * (`DELETE /files/` is not `DELETE /files/{id}`), `.` and `..`, also encoded, also in a part of the value.
 */
export function fillPath(path: string, name: string, encoded: string, parameter: string): string {
  const filled = path.replaceAll(`{${name}}`, () => encoded);
  if (!encoded || DOTS.test(filled)) {
    throw new InvalidRequestError(parameter, `\`${parameter}\` would change the path: it must not be empty, "." or ".."`);
  }
  return filled;
}
