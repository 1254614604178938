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

/** The response names the next page by a cursor. Its end: no cursor, an empty one, or the one that was sent. */
export function byCursor({ parameter, from, hasMore }: CursorPaging): NextPage {
  return ({ request, data }) => {
    const cursor = at(data, from) ?? "";
    const isLast =
      cursor === "" ||
      cursor === at(request, parameter) ||
      (hasMore !== undefined && at(data, hasMore) === false);
    return isLast ? undefined : { request: withValue(request, parameter, cursor) };
  };
}
