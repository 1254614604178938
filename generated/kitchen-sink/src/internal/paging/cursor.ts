import type { NextPage } from "../../core/pages.js";
import { at, type Path, withValue } from "./path.js";

export interface CursorPaging {
  /** Of the request argument: `["cursor"]`. */
  readonly parameter: readonly string[];
  /** Of the response: `["next_cursor"]`, or the last item's id, `["data", -1, "id"]`. */
  readonly from: Path;
  /** Of the response: false on the last page. */
  readonly hasMore?: Path;
}

/**
 * The response names the next page by a cursor. Its end: no cursor, an empty one, or the one that was sent, with an empty page or where
 * the last item is the cursor. A server may also keep its cursor while it moves on.
 */
export function byCursor({ parameter, from, hasMore }: CursorPaging): NextPage {
  const isOfItem = from.some((step) => typeof step === "number");
  return ({ request, data, items }) => {
    const cursor = at(data, from) ?? "";
    const isSame = cursor === at(request, parameter);
    const isLast =
      cursor === "" ||
      (isSame && (isOfItem || items.length === 0)) ||
      (hasMore !== undefined && at(data, hasMore) === false);
    return isLast ? undefined : { request: withValue(request, parameter, cursor), place: cursor };
  };
}
