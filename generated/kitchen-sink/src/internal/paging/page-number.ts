import type { NextPage } from "../../core/pages.js";
import { at, isReached, type Path, withValue } from "./path.js";

export interface PageNumberPaging {
  /** Of the request argument: `["page"]`. */
  readonly parameter: readonly string[];
  /** Number of the first page. Default 1. */
  readonly start?: number;
  /** Of the response: the number of all pages. */
  readonly pages?: Path;
  /** Of the response: false on the last page. */
  readonly hasMore?: Path;
}

/** The request names a page by its number. Its end: the number of pages, or an empty page. */
export function byPageNumber({ parameter, start = 1, pages, hasMore }: PageNumberPaging): NextPage {
  return ({ request, data, items }) => {
    const next = Number(at(request, parameter) ?? start) + 1;
    const count = pages && at(data, pages);
    const isLast =
      items.length === 0 ||
      isReached(count, next - start) ||
      (hasMore !== undefined && at(data, hasMore) === false);
    return isLast ? undefined : { request: withValue(request, parameter, next) };
  };
}
