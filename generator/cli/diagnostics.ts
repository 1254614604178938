/** Diagnostics for people: `error  rule  file:line:column  message`, and below it what to do. */
import { isAbsolute, relative } from "node:path";
import type { Diagnostic, ResolvedConfig, Severity, SourceLocation } from "../contract/index.js";
import { countOf, groupedByRule, ofSeverity, sorted, withoutOverlay } from "../lib/diagnostics.js";
import { type ExitCode, exitCodes } from "./exit-codes.js";
import { type Terminal, paint } from "./terminal.js";

const colours = { error: "red", warning: "yellow", info: "blue" } as const;

/** By place, then rule, without repeats, and with files relative to `cwd`: the same input gives the same list. */
export function tidied(diagnostics: readonly Diagnostic[], cwd: string): readonly Diagnostic[] {
  return sorted(diagnostics.map((diagnostic) => withLocalFile(diagnostic, cwd)));
}

function withLocalFile(diagnostic: Diagnostic, cwd: string): Diagnostic {
  const { location } = diagnostic;
  return location === undefined
    ? diagnostic
    : { ...diagnostic, location: { ...location, file: localName(location.file, cwd) } };
}

/** Relative to `cwd` where the file is below it; otherwise as it is. */
export function localName(file: string, cwd: string): string {
  if (!isAbsolute(file)) return file;
  const local = relative(cwd, file);
  if (local === "") return ".";
  return local.startsWith("..") || isAbsolute(local) ? file : local.replaceAll("\\", "/");
}

/**
 * Prints errors and warnings, one for each rule, and how many there are. What is only worth knowing (`info`) is
 * counted; `all` shows every finding, and the overlays that would end them. The place of what is only counted is not
 * asked for: finding it means to search the document.
 */
export function printDiagnostics(
  diagnostics: readonly Diagnostic[],
  { terminal, cwd }: { readonly terminal: Terminal; readonly cwd: string },
  all: boolean,
): void {
  const shown = all
    ? tidied(diagnostics, cwd)
    : tidied(ofSeverity(diagnostics, "error", "warning").map(withoutOverlay), cwd);
  for (const diagnostic of all ? shown : groupedByRule(shown)) {
    const { hint, overlay } = diagnostic;
    terminal.err(`${headOf(diagnostic, terminal)}\n    ${paint(terminal, "dim", hint)}\n`);
    if (all && overlay !== undefined) terminal.err(overlay.replaceAll(/^(?=.)/gm, "      "));
  }
  const notes = all ? [] : ofSeverity(diagnostics, "info");
  const isWorthATally = shown.length > 0 || (terminal.interactive && notes.length > 0);
  if (isWorthATally)
    terminal.err(`${tally([...shown, ...notes])}${all ? "" : more(shown, notes)}.\n`);
}

/** `warning  rule  213 places, first openapi.yaml:3:5  what is wrong` */
function headOf(
  { severity, rule, location, message, count = 1 }: Diagnostic,
  terminal: Terminal,
): string {
  const place = location === undefined ? [] : [placeOf(location)];
  const first = place.map((text) => `first ${text}`);
  return [
    paint(terminal, colours[severity], severity),
    paint(terminal, "bold", rule),
    ...(count === 1 ? place : [[`${count} places`, ...first].join(", ")]),
    message,
  ].join("  ");
}

/** `file:line:column`, which terminals and editors make a link of. */
export function placeOf({ file, line, column }: SourceLocation): string {
  return [file, line, column].filter((part) => part !== undefined).join(":");
}

function tally(diagnostics: readonly Diagnostic[]): string {
  const count = (severity: Severity, one: string, many: string): string[] => {
    const number = countOf(ofSeverity(diagnostics, severity));
    return number === 0 ? [] : [`${number} ${number === 1 ? one : many}`];
  };
  return [
    ...count("error", "error", "errors"),
    ...count("warning", "warning", "warnings"),
    ...count("info", "note", "notes"),
  ].join(", ");
}

/** What is counted and not shown. */
function more(shown: readonly Diagnostic[], notes: readonly Diagnostic[]): string {
  const hidden = [
    ...(countOf(shown) > groupedByRule(shown).length ? ["every place"] : []),
    ...(notes.length > 0 ? ["the notes"] : []),
  ];
  return hidden.length === 0 ? "" : ` (--verbose shows ${hidden.join(" and ")})`;
}

/** What the diagnostics mean for the exit code: errors are bad input; warnings count where `failOn` says so. */
export function exitCodeFor(
  diagnostics: readonly Diagnostic[],
  failOn: ResolvedConfig["failOn"],
): ExitCode {
  const has = (severity: Severity): boolean =>
    diagnostics.some((diagnostic) => diagnostic.severity === severity);
  if (failOn !== "never" && has("error")) return exitCodes.badInput.code;
  return failOn === "warning" && has("warning") ? exitCodes.found.code : exitCodes.ok.code;
}
