/** What is asked of values beyond their type. */
import type { Constraints, Json } from "../contract/index.js";

export interface ConstraintChange {
  readonly before: string | null;
  readonly after: string | null;
  /** Values that were valid are not any more. */
  readonly narrows: boolean;
}

/** `null` where nothing differs. */
export function constraintChange(
  old: Constraints | null,
  next: Constraints | null,
): ConstraintChange | null {
  const [before, after] = [old ?? {}, next ?? {}];
  const keywords = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  const changed = keywords.filter(
    (key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]),
  );
  if (changed.length === 0) return null;
  const shown = (constraints: Constraints): string | null => {
    const given = changed.filter((key) => key in constraints);
    return given.length === 0
      ? null
      : given.map((key) => `${key}: ${JSON.stringify(constraints[key])}`).join(", ");
  };
  return {
    before: shown(before),
    after: shown(after),
    narrows: changed.some((key) => narrows(key, before[key], after[key])),
  };
}

/** A bound that was not there, or is nearer now; any other keyword, such as a pattern, where it is not simply gone. */
function narrows(keyword: string, before: Json | undefined, after: Json | undefined): boolean {
  if (after === undefined || after === false) return false;
  if (typeof before !== "number" || typeof after !== "number") return !ANNOTATIONS.has(keyword);
  if (/^(max|exclusiveMax)/.test(keyword)) return after < before;
  if (/^(min|exclusiveMin)/.test(keyword)) return after > before;
  return true;
}

/** They say something of a value, and refuse none. */
const ANNOTATIONS: ReadonlySet<string> = new Set([
  "format",
  "default",
  "contentEncoding",
  "contentMediaType",
]);
