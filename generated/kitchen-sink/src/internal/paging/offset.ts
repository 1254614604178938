import type { NextPage } from "../../core/pages.js";
import { at, isReached, type Path, withValue } from "./path.js";

export interface OffsetPaging {
  /** Of the request argument: `["offset"]`. */
  readonly parameter: readonly string[];
  /** Of the first item. Default 0. */
  readonly start?: number;
  /** Of the response: the number of all items. */
  readonly total?: Path;
  /** Of the response: false on the last page. */
  readonly hasMore?: Path;
}

/** The request says how many items to skip. Its end: the total, or an empty page; a page that is merely shorter than asked may be the server's limit. */
export function byOffset({ parameter, start = 0, total, hasMore }: OffsetPaging): NextPage {
  return ({ request, data, items }) => {
    const next = Number(at(request, parameter) ?? start) + items.length;
    const count = total && at(data, total);
    const isLast =
      items.length === 0 ||
      isReached(count, next - start) ||
      (hasMore !== undefined && at(data, hasMore) === false);
    return isLast ? undefined : { request: withValue(request, parameter, next) };
  };
}
