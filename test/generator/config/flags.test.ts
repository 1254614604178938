import { describe, expect, test } from "vitest";
import { flagValue, parseFlags } from "../../../generator/config/flags.js";
import { optionRows, options } from "../../../generator/config/options.js";
import { SpecwrightError } from "../../../generator/contract/index.js";

const known = optionRows.map((row) => row.option);

const accepted: [name: string, args: string[], want: Record<string, unknown>][] = [
  ["nothing", [], {}],
  ["a value after a space or =", ["--input", "a", "--output=b"], { input: "a", output: "b" }],
  ["the short forms", ["-i", "a", "-ob"], { input: "a", output: "b" }],
  ["- is a value", ["-i", "-"], { input: "-" }],
  ["a repeated flag adds up", ["--overlay", "a", "--overlay=b"], { overlay: ["a", "b"] }],
  ["of a single one, the last counts", ["-i", "a", "-i", "b"], { input: "b" }],
  ["a number", ["--retry-exponent", "2.5"], { "retry-exponent": 2.5 }],
  ["a switch", ["--retry-connection-errors"], { "retry-connection-errors": true }],
  ["a switch turned off", ["--no-retry-connection-errors"], { "retry-connection-errors": false }],
];

const refused: [args: string[], rule: string, says: string][] = [
  [["--outptu", "x"], "flag-unknown", `Did you mean "--output"?`],
  [["-x"], "flag-unknown", "-x"],
  [["--output"], "flag-value", "--output has no value"],
  [["--output", "--input", "a"], "flag-value", "--output cannot be"],
  [["--output="], "flag-value", "--output PATH".replace("PATH", "DIR")],
  [["--fail-on", "warn"], "flag-value", `"error" or "warning" or "never"`],
  [["--retry-exponent", "fast"], "flag-value", "a number, at least 1"],
  [["--retry-exponent", "0"], "flag-value", "a number, at least 1"],
  [["--allow-host="], "flag-value", "Give it a text"],
];

describe("flags", () => {
  test.each(accepted)("%s: %j", (_name, args, want) => {
    expect(Object.fromEntries(parseFlags(args, known).values)).toEqual(want);
  });

  test("what is no flag stays in order, also after --", () => {
    expect(parseFlags(["a", "-o", "b", "c", "--", "--d"], known).positionals).toEqual([
      "a",
      "c",
      "--d",
    ]);
  });

  test.each(refused)("%j is %s", (args, rule, says) => {
    const parse = () => parseFlags(args, known);
    expect(parse).toThrow(SpecwrightError);
    try {
      parse();
    } catch (error) {
      const [first] = error instanceof SpecwrightError ? error.diagnostics : [];
      expect(first?.rule).toBe(rule);
      expect(`${first?.message} ${first?.hint}`).toContain(says);
    }
  });

  test("all mistakes are told at once", () => {
    const parse = () => parseFlags(["--a", "--b", "--fail-on=x"], known);
    expect(parse).toThrow(/--a.*\n.*--b.*\n.*--fail-on/);
  });

  test("a value is read with its type", () => {
    const flags = parseFlags(["--fail-on", "never"], known);
    const failOn: "error" | "warning" | "never" | undefined = flagValue(flags, options.failOn);
    expect(failOn).toBe("never");
    expect(flagValue(flags, options.input)).toBeUndefined();
  });
});

describe("the table", () => {
  test("no flag and no letter stands for two options", () => {
    const flags = known.flatMap(({ flag, short }) =>
      short === undefined ? [flag] : [flag, short],
    );
    expect(new Set(flags).size).toBe(flags.length);
  });

  test("every option says in one short line what it is for", () => {
    for (const { key, option } of optionRows) {
      expect(option.help, key).toMatch(/^[A-Z].{5,80}\.$/);
    }
  });
});
