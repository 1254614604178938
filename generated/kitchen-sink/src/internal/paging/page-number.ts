import type { NextPage } from "../../core/pages.js";
import { byCount } from "./count.js";
import type { Path } from "./path.js";

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

/** The request names a page by its number. */
export function byPageNumber({ start = 1, pages, ...rest }: PageNumberPaging): NextPage {
  return byCount({ hasMore: undefined, ...rest, start, end: pages, step: () => 1 });
}
