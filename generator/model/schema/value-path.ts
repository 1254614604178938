/** JSONPath as the extensions use it: `$.data.items`, `$['next']`, `$.items[-1].id`, `$response.next`. */
import type { Json, ValuePath } from "../../contract/index.js";

const STEP =
  /^(?:\.([\p{L}\p{Nd}_$-]+)|\[\s*(-?\d+)\s*\]|\[\s*'([^']*)'\s*\]|\[\s*"([^"]*)"\s*\]|\[\(@\.length\s*(-\s*\d+)\)\])/u;

/** `null` for what is no path, or needs more of JSONPath than a way to one value. */
export function parseValuePath(value: Json | undefined): ValuePath | null {
  if (typeof value !== "string") return null;
  const start = /^\$(?:request|response)?(?:\.body(?=[.[]))?/.exec(value.trim());
  let rest = start === null ? `.${value.trim()}` : value.trim().slice(start[0].length);
  const path: (string | number)[] = [];
  while (rest !== "") {
    const step = STEP.exec(rest);
    if (step === null) return null;
    const [matched, name, index, single, double, fromEnd] = step;
    const position = index ?? fromEnd?.replaceAll(/\s/g, "");
    path.push(position === undefined ? (name ?? single ?? double ?? "") : Number(position));
    rest = rest.slice(matched.length);
  }
  return path;
}
