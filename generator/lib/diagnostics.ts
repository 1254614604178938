/** Diagnostics in order, and many of one rule as one. */
import type { Diagnostic, Severity } from "../contract/index.js";

/** By place, then rule, without repeats. Reads the place of each, which may mean to search the document. */
export function sorted(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const byText = new Map(diagnostics.map((diagnostic) => [JSON.stringify(diagnostic), diagnostic]));
  return [...byText.values()].sort(compare);
}

/** By place, then rule, then text. */
export function compare(left: Diagnostic, right: Diagnostic): number {
  const [a, b] = [left.location, right.location];
  return (
    order(a?.file ?? "", b?.file ?? "") ||
    (a?.line ?? 0) - (b?.line ?? 0) ||
    (a?.column ?? 0) - (b?.column ?? 0) ||
    order(left.rule, right.rule) ||
    order(left.message, right.message)
  );
}

function order(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Of each rule and severity the first, with the `count` of those that it stands for. */
export function groupedByRule(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const groups = new Map<string, { readonly first: Diagnostic; count: number }>();
  for (const first of diagnostics) {
    const key = `${first.severity} ${first.rule}`;
    const group = groups.get(key) ?? { first, count: 0 };
    group.count += first.count ?? 1;
    groups.set(key, group);
  }
  return [...groups.values()].map(({ first, count }) =>
    count === 1 ? first : { ...first, count },
  );
}

/** Without its overlay, which is made when it is read. */
export function withoutOverlay(diagnostic: Diagnostic): Diagnostic {
  const { rule, severity, message, hint, location, count } = diagnostic;
  return { rule, severity, message, hint, ...(location && { location }), ...(count && { count }) };
}

/** How many findings these stand for. */
export function countOf(diagnostics: readonly Diagnostic[]): number {
  return diagnostics.reduce((sum, { count = 1 }) => sum + count, 0);
}

export function ofSeverity(
  diagnostics: readonly Diagnostic[],
  ...severities: readonly Severity[]
): readonly Diagnostic[] {
  return diagnostics.filter(({ severity }) => severities.includes(severity));
}
