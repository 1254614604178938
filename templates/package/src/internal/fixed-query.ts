import type { OperationSpec } from "../core/operation.js";
import { placeParameter } from "./place.js";

/** Places parameters after the pairs that the document has in the path itself. */
export function placeAfter(fixed: readonly string[]): NonNullable<OperationSpec["place"]> {
  return (draft, parameter, value) => {
    if (draft.query.length === 0) draft.query.push(...fixed);
    placeParameter(draft, parameter, value);
  };
}
