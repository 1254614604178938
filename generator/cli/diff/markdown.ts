/** For a pull request. */
import { placeOf } from "../diagnostics.js";
import {
  type DiffReport,
  doubtOf,
  effectsOf,
  type LocatedChange,
  oneLine,
  sectionsOf,
  tally,
} from "./report.js";

export function diffMarkdown(report: DiffReport): string {
  const head = `## SDK changes: ${report.bump}\n\n\`${report.old}\` to \`${report.new}\`: ${tally(report)}.\n`;
  return (
    head +
    sectionsOf(report)
      .map(({ title, changes }) => section(title, changes))
      .join("")
  );
}

function section(title: string, changes: readonly LocatedChange[]): string {
  const items = changes.map(item).join("");
  // What no type shows is often long, and seldom read.
  if (changes[0]?.bump !== "patch") return `\n### ${title}\n\n${items}`;
  return `\n<details><summary>${title} (${changes.length})</summary>\n\n${items}\n</details>\n`;
}

function item(change: LocatedChange): string {
  const { message, migration, witness, before, after, places, bump, symbols } = change;
  const place = places.new ?? places.old;
  const notes = [doubtOf(change), ...effectsOf(change)].filter((note) => note !== null);
  const lines = [
    `- ${message}${notes.length === 0 ? "" : ` _(${notes.join("; ")})_`}`,
    ...(bump === "major" && migration !== null ? [`  **${migration}**`] : []),
    ...(bump === "major"
      ? [
          `  Seen at ${symbols.map((symbol) => `\`${symbol}\``).join(", ")}${place === null ? "" : ` (${placeOf(place)})`}.`,
        ]
      : []),
  ];
  const details = [
    ...(bump === "major" && before !== null ? [`  - before: ${inline(before)}`] : []),
    ...(bump === "major" && after !== null ? [`  - after: ${inline(after)}`] : []),
  ];
  const proof =
    witness === null || bump !== "major"
      ? []
      : [
          "",
          "  <details><summary>Code that compiles before, and not after</summary>",
          "",
          "  ```ts",
          ...witness
            .trimEnd()
            .split("\n")
            .map((line) => `  ${line}`.trimEnd()),
          "  ```",
          "",
          "  </details>",
          "",
        ];
  return `${[...lines, ...details, ...proof].join("\n")}\n`;
}

/** As code; a text with backquotes in it is fenced by more of them. */
function inline(text: string): string {
  const line = oneLine(text) ?? "";
  const fence = "`".repeat(
    Math.max(0, ...Array.from(line.matchAll(/`+/g), ([run]) => run.length)) + 1,
  );
  const blank = fence.length > 1 ? " " : "";
  return `${fence}${blank}${line}${blank}${fence}`;
}
