/** JSONPath, by the library `json-p3`; no other file knows it. @see https://www.rfc-editor.org/rfc/rfc9535 */
import { JSONPathEnvironment, JSONPathError } from "json-p3";
import type { Value } from "../value.js";

/** Keys and indices from the root. */
export type Location = readonly (string | number)[];

const environment = new JSONPathEnvironment({ maxRecursionDepth: 1000 });

/** Where everything stands that `path` selects, or why it is not a JSONPath. */
export function select(
  root: Value,
  path: string,
): readonly Location[] | { readonly fault: string } {
  try {
    return [...environment.query(path, root)].map((node) => [...node.location]);
  } catch (error) {
    if (error instanceof JSONPathError) return { fault: error.message };
    throw error;
  }
}
