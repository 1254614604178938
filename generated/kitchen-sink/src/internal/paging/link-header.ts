import type { NextPage } from "../../core/pages.js";
import { onward } from "./next-url.js";

const LINK = /<([^>]*)>((?:\s*;\s*[^\s=;,]+(?:\s*=\s*(?:"[^"]*"|[^\s";,]*))?)*)/g;
const PARAMETER = /;\s*([^\s=;,]+)(?:\s*=\s*(?:"([^"]*)"|([^\s";,]*)))?/g;

/** The `Link` header has the next page's URL, by `rel="next"`. RFC 8288 section 3. */
export function byLinkHeader(): NextPage {
  return ({ response }) => {
    for (const [, url, parameters = ""] of (response.headers.get("link") ?? "").matchAll(LINK)) {
      const rel = [...parameters.matchAll(PARAMETER)].find(
        ([, name]) => name?.toLowerCase() === "rel",
      );
      if ((rel?.[2] ?? rel?.[3] ?? "").toLowerCase().split(/\s+/).includes("next"))
        return onward(url, response);
    }
    return undefined;
  };
}
