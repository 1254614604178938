import type { NextPage } from "../../core/pages.js";
import { at, isReached, type Path, withValue } from "./path.js";

export interface Counting {
  /** Of the request argument: `["offset"]`. */
  readonly parameter: readonly string[];
  /** What the first page is called. */
  readonly start: number;
  /** Of the response: how far the counting goes. */
  readonly end: Path | undefined;
  /** Of the response: false on the last page. */
  readonly hasMore: Path | undefined;
  /** How much further the page after one of so many items is. */
  readonly step: (items: number) => number;
}

/** The request counts. The end: a number in the response, or an empty page; a page that is merely shorter than asked may be the server's limit. */
export function byCount({ parameter, start, end, hasMore, step }: Counting): NextPage {
  return ({ request, data, items }) => {
    const next = Number(at(request, parameter) ?? start) + step(items.length);
    const isLast =
      items.length === 0 ||
      (end !== undefined && isReached(at(data, end), next - start)) ||
      (hasMore !== undefined && at(data, hasMore) === false);
    return isLast ? undefined : { request: withValue(request, parameter, next) };
  };
}
