/** Runtime by case, for people; and the sums. */
import type { CaseResult, Outcome } from "./runtime.js";

export interface Column {
  readonly runtime: string;
  readonly outcome: Outcome;
}

export interface Sums {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const marks = { passed: "ok", failed: "FAIL", skipped: "skip" } as const;

export function results({ outcome }: Column): readonly CaseResult[] {
  return "missing" in outcome ? [] : outcome;
}

/** All cases by the order in which a runtime that has them ran them. */
export function caseNames(columns: readonly Column[]): string[] {
  return [...new Set(columns.flatMap((column) => results(column).map((each) => each.case)))];
}

export function sums(columns: readonly Column[]): Sums {
  const all = columns.flatMap(results);
  const count = (outcome: CaseResult["outcome"]) =>
    all.filter((each) => each.outcome === outcome).length;
  // A runtime that is missing has skipped everything that the others ran.
  const missing = columns.filter(({ outcome }) => "missing" in outcome).length;
  return {
    passed: count("passed"),
    failed: count("failed"),
    skipped: count("skipped") + missing * Math.max(1, caseNames(columns).length),
  };
}

export function table(columns: readonly Column[]): string {
  const names = caseNames(columns);
  const width = Math.max(...names.map((name) => name.length));
  const heads = columns.map(({ runtime }) => runtime);
  const line = (first: string, cells: readonly string[]) =>
    [first.padEnd(width), ...cells.map((cell, at) => cell.padEnd(heads[at]?.length ?? 0))]
      .join("  ")
      .trimEnd();
  const mark = (column: Column, name: string): string => {
    if ("missing" in column.outcome) return "skip";
    const result = column.outcome.find((each) => each.case === name);
    return result ? marks[result.outcome] : "-";
  };
  const rows = names.map((name) =>
    line(
      name,
      columns.map((column) => mark(column, name)),
    ),
  );
  return [line("", heads), ...rows].join("\n");
}

/** What was measured or said, a line for each runtime and case; failures and skips only, unless all are asked for. */
export function notes(columns: readonly Column[], all: boolean): string {
  const lines = columns.flatMap((column) =>
    "missing" in column.outcome
      ? [`${column.runtime}: skipped, ${column.outcome.missing}`]
      : column.outcome
          .filter(
            ({ outcome, note }) =>
              outcome === "failed" || (note !== undefined && (all || outcome === "skipped")),
          )
          .map((each) => {
            const mark = each.outcome === "failed" ? "FAIL " : "";
            return `${mark}${column.runtime}: ${each.case}: ${each.outcome}, ${each.note ?? ""}`;
          }),
  );
  return lines.join("\n");
}
