import type { NextPage, NextRequest } from "../../core/pages.js";
import { at, type Path } from "./path.js";

/** The response holds the next page's URL, absolute or relative. */
export function byNextUrl({ from }: { readonly from: Path }): NextPage {
  return ({ data, response }) => onward(at(data, from), response);
}

/** `undefined` where there is no URL, or the one that has just been read: there is nothing behind it. */
export function onward(url: unknown, { url: current }: Response): NextRequest | undefined {
  if (typeof url !== "string" || url === "") return undefined;
  const place = URL.canParse(url, current) ? new URL(url, current).href : url;
  return place === current ? undefined : { url, place };
}
