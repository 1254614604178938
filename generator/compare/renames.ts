/** Properties that are the same thing under another name. */
import type { Property } from "../contract/index.js";
import type { Comparing } from "./leaf.js";

/** One that went for one that came, of the same type: where several could be meant, none is. */
export function renamesOf(
  gone: readonly Property[],
  come: readonly Property[],
  { walk }: Comparing,
): ReadonlyMap<Property, Property> {
  const isAlike = (old: Property, next: Property): boolean =>
    old.required === next.required &&
    walk.oldFitsNew(old.type, next.type) &&
    walk.newFitsOld(next.type, old.type);
  const found = new Map<Property, Property>();
  for (const old of gone) {
    const [next, ...more] = come.filter((each) => isAlike(old, each));
    if (next === undefined || more.length > 0) continue;
    if (gone.filter((each) => isAlike(each, next)).length === 1 && isTelling(old))
      found.set(old, next);
  }
  return found;
}

/** Any two texts are alike: only what is described, or is more than one word, is taken for the same thing under another name. */
function isTelling({ doc, type }: Property): boolean {
  return doc !== null || !["string", "number", "boolean", "unknown"].includes(type.kind);
}
