/** Reports a finding about a place of the user's files. */
import type { Report } from "../../contract/index.js";
import { findingAt, type FileFinding } from "../read/source-file.js";
import type { Place } from "../references/origins.js";

export type ReportAt = (place: Place, finding: FileFinding) => void;

export function reportAtPlaces(report: Report): ReportAt {
  return ({ file, pointer }, finding) => report(findingAt(file, pointer, finding));
}
