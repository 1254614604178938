/** Properties that only requests have, or only responses. */
import type { Direction, Json, LoadedDocument } from "../contract/index.js";
import { isIgnored } from "./extensions.js";
import { isObject } from "./pointer.js";

/** True for `readOnly` in a request, for `writeOnly` in a response, and in both for what an extension leaves out. */
export function isAbsent(
  document: LoadedDocument,
  property: Json | undefined,
  direction: Direction,
): boolean {
  if (!isObject(property)) return false;
  if (isIgnored(property)) return true;
  const keyword = direction === "request" ? "readOnly" : "writeOnly";
  if (property[keyword] !== undefined) return property[keyword] === true;
  const ref = property["$ref"];
  const target = typeof ref === "string" ? document.resolve(ref) : undefined;
  return isObject(target) && target[keyword] === true;
}
