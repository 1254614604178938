import type { NextPage } from "../../core/pages.js";
import { byCount } from "./count.js";
import type { Path } from "./path.js";

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

/** The request says how many items to skip. */
export function byOffset({ start = 0, total, ...rest }: OffsetPaging): NextPage {
  return byCount({ hasMore: undefined, ...rest, start, end: total, step: (items) => items });
}
