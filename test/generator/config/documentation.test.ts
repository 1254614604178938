/** docs/configuration.md and docs/command-line.md say what the tables say, no more and no less. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { commands } from "../../../generator/cli/commands.js";
import { exitCodes } from "../../../generator/cli/exit-codes.js";
import { optionRows } from "../../../generator/config/options.js";
import { optionCells } from "./support/docs-row.js";

const page = (name: string) =>
  readFileSync(new URL(`../../../docs/${name}.md`, import.meta.url), "utf8");

/** The rows of the table whose header begins with `first`, without the padding that lines its columns up. */
function tableOf(text: string, first: string): string[] {
  const lines = text.split("\n").map(unpadded);
  const start = lines.findIndex((line) => line.startsWith(`| ${first} |`)) + 2;
  const end = lines.findIndex((line, index) => index >= start && !line.startsWith("|"));
  return lines.slice(start, end);
}

function unpadded(line: string): string {
  return line.replaceAll(/ {2,}/g, " ");
}

describe("docs/configuration.md", () => {
  test("has a row for each option", () => {
    expect(tableOf(page("configuration"), "Key")).toEqual(
      optionRows.map((row) => unpadded(optionCells(row))),
    );
  });
});

describe("docs/command-line.md", () => {
  test("has a row for each command", () => {
    const want = commands.map(
      ({ name, argument, summary }) => `| \`${name} ${argument}\` | ${summary} |`,
    );
    expect(tableOf(page("command-line"), "Command")).toEqual(want);
  });

  test("has a row for each exit code", () => {
    const want = Object.values(exitCodes).map(({ code, meaning }) => `| ${code} | ${meaning} |`);
    expect(tableOf(page("command-line"), "Code")).toEqual(want);
  });
});
