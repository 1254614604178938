/** For programs. docs/diff.md describes it; `version` is raised where that changes. */
import type { SourceLocation } from "../../contract/index.js";
import type { DiffReport, LocatedChange } from "./report.js";

const VERSION = 1;

export function diffJson(report: DiffReport): object {
  const { bump, old, new: next, changes } = report;
  return { version: VERSION, bump, old, new: next, changes: changes.map(changeJson) };
}

function changeJson(change: LocatedChange): object {
  const {
    bump,
    kind,
    source,
    runtime,
    wire,
    symbols,
    before,
    after,
    message,
    migration,
    witness,
    proved,
    avoidable,
    places,
  } = change;
  return {
    bump,
    kind,
    source,
    runtime,
    wire,
    pointer: change.new ?? change.old,
    symbols,
    before,
    after,
    message,
    migration,
    witness,
    proved,
    avoidable,
    old: placeJson(change.old, places.old),
    new: placeJson(change.new, places.new),
  };
}

function placeJson(pointer: string | null, place: SourceLocation | null): object | null {
  if (pointer === null) return null;
  const { file, line, column } = place ?? {};
  return {
    pointer,
    ...(file === undefined ? {} : { file }),
    ...(line === undefined ? {} : { line }),
    ...(column === undefined ? {} : { column }),
  };
}
