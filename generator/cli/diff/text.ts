/** For a person at a terminal: what breaks in full, what is new in a line each, and the rest counted, unless all is asked for. */
import type { Bump } from "../../contract/index.js";
import { placeOf } from "../diagnostics.js";
import { paint, type Terminal } from "../terminal.js";
import {
  avoidanceOf,
  type DiffReport,
  doubtOf,
  effectsOf,
  type LocatedChange,
  oneLine,
  sectionsOf,
  tally,
} from "./report.js";

const COLOURS = { major: "red", minor: "blue", patch: "yellow", none: "dim" } as const;

export function diffText(report: DiffReport, terminal: Terminal, verbose: boolean): string {
  const head = `${paint(terminal, COLOURS[report.bump], report.bump)}  ${report.old} -> ${report.new}  ${tally(report)}\n`;
  const sections = sectionsOf(report).map(({ title, changes }) => {
    const shown = verbose || changes[0]?.bump !== "patch" ? changes : [];
    const hidden = changes.length - shown.length;
    const rest = hidden === 0 ? "" : `  ${countsOf(changes)}\n`;
    return `\n${paint(terminal, "bold", title)}\n${shown.map((change) => changeText(change, terminal, verbose)).join("")}${rest}`;
  });
  const more =
    verbose || report.changes.length === 0
      ? ""
      : `\n${paint(terminal, "dim", "--verbose shows every change, with before, after and proof.")}\n`;
  return head + sections.join("") + more;
}

/** `12 docs-changed, 3 default-changed`. */
function countsOf(changes: readonly LocatedChange[]): string {
  const counts = new Map<string, number>();
  for (const { kind } of changes) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].map(([kind, count]) => `${count} ${kind}`).join(", ");
}

function changeText(change: LocatedChange, terminal: Terminal, verbose: boolean): string {
  const { bump, places, migration, before, after, witness, symbols } = change;
  const place = places.new ?? places.old;
  const dim = (text: string): string => paint(terminal, "dim", text);
  const doubt = doubtOf(change);
  const avoidance = avoidanceOf(change);
  const effects = verbose ? effectsOf(change) : avoidance === null ? [] : [avoidance];
  const lines = [
    `  ${paint(terminal, COLOURS[bump], mark(bump))} ${change.message}${place === null ? "" : `  ${dim(placeOf(place))}`}`,
    ...(doubt === null ? [] : [`      ${dim(doubt)}`]),
    ...(bump === "major" && migration !== null ? [`      ${migration}`] : []),
    ...(bump === "major" || verbose ? [`      ${dim(callsOf(symbols))}`] : []),
    ...effects.map((effect) => `      ${dim(effect)}`),
    ...(verbose && before !== null ? [`      - ${oneLine(before)}`] : []),
    ...(verbose && after !== null ? [`      + ${oneLine(after)}`] : []),
    ...(verbose && witness !== null
      ? witness
          .trimEnd()
          .split("\n")
          .map((line) => `      | ${line}`.trimEnd())
      : []),
  ];
  return `${lines.filter((line) => line.trim() !== "").join("\n")}\n`;
}

function mark(bump: Bump): string {
  return bump === "major" ? "!" : bump === "minor" ? "+" : "~";
}

const SHOWN = 4;

function callsOf(symbols: readonly string[]): string {
  const shown = symbols.slice(0, SHOWN).join(", ");
  return symbols.length > SHOWN ? `${shown} and ${symbols.length - SHOWN} more` : shown;
}
