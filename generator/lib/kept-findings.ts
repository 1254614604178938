/**
 * What the manifest keeps of a run's findings: a run after it that has nothing to do tells the same. Files are named as
 * seen from the folder of the input, so that the manifest is the same on every machine.
 */
import { dirname, isAbsolute, relative, resolve, sep } from "node:path";
import type { Diagnostic, ResolvedConfig } from "../contract/index.js";
import { compare, groupedByRule, ofSeverity, sorted, withoutOverlay } from "./diagnostics.js";

type Input = Pick<ResolvedConfig, "input">;

/** One for each rule. Notes are without a place: they are only counted, and to find it means to search the document. */
export function findingsToKeep(all: readonly Diagnostic[], config: Input): readonly Diagnostic[] {
  // What becomes of names is told by the run that changes them.
  const findings = all.filter(({ rule }) => rule !== "name-lost" && rule !== "name-renamed");
  const kept = ofSeverity(findings, "error", "warning").map(withoutOverlay);
  const notes = ofSeverity(findings, "info").map(({ rule, severity, message, hint }) => {
    return { rule, severity, message, hint };
  });
  const portable = kept.map((each) => renamed(each, (file) => portableName(file, config)));
  return groupedByRule([...sorted(portable), ...notes.sort(compare)]);
}

/** As `findingsToKeep` was given them, but for the order and the number. */
export function findingsKept(
  findings: readonly Diagnostic[],
  config: Input,
): readonly Diagnostic[] {
  return findings.map((each) =>
    renamed(each, (file) => (isPath(file) ? resolve(folderOf(config), file) : file)),
  );
}

function renamed(diagnostic: Diagnostic, rename: (file: string) => string): Diagnostic {
  const { location } = diagnostic;
  return location === undefined
    ? diagnostic
    : { ...diagnostic, location: { ...location, file: rename(location.file) } };
}

function portableName(file: string, config: Input): string {
  return isPath(file) ? relative(folderOf(config), resolve(file)).split(sep).join("/") : file;
}

function folderOf({ input }: Input): string {
  return isPath(input) && input !== "-" ? dirname(resolve(input)) : process.cwd();
}

/** Neither a URL nor `<stdin>`. */
function isPath(file: string): boolean {
  return isAbsolute(file) || !/^(?:https?:\/\/|<)/i.test(file);
}
