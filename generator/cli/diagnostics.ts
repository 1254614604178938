/** Diagnostics for people: `error  rule  file:line:column  message`, and below it what to do. */
import { isAbsolute, relative } from "node:path";
import type { Diagnostic, ResolvedConfig, Severity, SourceLocation } from "../contract/index.js";
import { type ExitCode, exitCodes } from "./exit-codes.js";
import { type Terminal, paint } from "./terminal.js";

const colours = { error: "red", warning: "yellow", info: "blue" } as const;

/** By place, then rule, without repeats, and with files relative to `cwd`: the same input gives the same list. */
export function tidied(diagnostics: readonly Diagnostic[], cwd: string): readonly Diagnostic[] {
  const local = diagnostics.map((diagnostic) => withLocalFile(diagnostic, cwd));
  const byText = new Map(local.map((diagnostic) => [JSON.stringify(diagnostic), diagnostic]));
  return [...byText.values()].sort(compare);
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

function compare(left: Diagnostic, right: Diagnostic): number {
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

/**
 * Prints errors and warnings, and how many there are. What is only worth knowing (`info`) is counted, and shown where `all`; so are
 * overlays that would end a finding. The place of what is only counted is not asked for: finding it means to search the document.
 */
export function printDiagnostics(
  diagnostics: readonly Diagnostic[],
  { terminal, cwd }: { readonly terminal: Terminal; readonly cwd: string },
  all: boolean,
): void {
  const shown = tidied(
    diagnostics.filter(({ severity }) => all || severity !== "info"),
    cwd,
  );
  for (const { severity, rule, location, message, hint, overlay } of shown) {
    const head = [
      paint(terminal, colours[severity], severity),
      paint(terminal, "bold", rule),
      ...(location === undefined ? [] : [placeOf(location)]),
      message,
    ];
    terminal.err(`${head.join("  ")}\n    ${paint(terminal, "dim", hint)}\n`);
    if (all && overlay !== undefined) terminal.err(overlay.replaceAll(/^(?=.)/gm, "      "));
  }
  const counted = all ? [] : diagnostics.filter(({ severity }) => severity === "info");
  const isWorthATally = shown.length > 0 || (terminal.interactive && counted.length > 0);
  if (isWorthATally) terminal.err(`${tally([...shown, ...counted], shown.length)}\n`);
}

/** `file:line:column`, which terminals and editors make a link of. */
export function placeOf({ file, line, column }: SourceLocation): string {
  return [file, line, column].filter((part) => part !== undefined).join(":");
}

function tally(diagnostics: readonly Diagnostic[], shown: number): string {
  const count = (severity: Severity, one: string, many: string): string[] => {
    const number = diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
    return number === 0 ? [] : [`${number} ${number === 1 ? one : many}`];
  };
  const counts = [
    ...count("error", "error", "errors"),
    ...count("warning", "warning", "warnings"),
    ...count("info", "note", "notes"),
  ];
  return `${counts.join(", ")}${shown < diagnostics.length ? " (--verbose shows the notes)" : ""}.`;
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
