import { expect, test } from "vitest";
import { trackedFiles } from "./source-files.js";

/** Written in pieces, so that this file does not break its own rule. */
const machine = new RegExp(
  [
    // A folder of one machine.
    String.raw`(?<![\w.)\]}-])/(?:work|tmp|root|home|Users)/[\w.-]`,
    // A package registry's host: the client of whoever installs knows it.
    ["registry", "npmjs"].join(String.raw`\.`),
    ["registry", "yarnpkg"].join(String.raw`\.`),
    // Tools of the workplace.
    ["farm", "studio"].join("-"),
    String.raw`\b${["issues", "show"].join(" ")}\b`,
    // Keys.
    String.raw`\bsk-or-v1-[0-9a-f]{32,}`,
    String.raw`\bnpm_[A-Za-z0-9]{36}\b`,
  ].join("|"),
  "g",
);

test("no tracked file names a machine's folders, a registry, a workplace's tools or a key", () => {
  const found = trackedFiles().flatMap(({ path, text }) =>
    text
      .split("\n")
      .flatMap((line, index) =>
        [...line.matchAll(machine)].map(({ 0: match }) => `${path}:${index + 1}: ${match}`),
      ),
  );
  expect(found).toEqual([]);
});

test.each([
  ["cd /" + "work/main", true],
  ["file:///" + "home/ann/x.yaml", true],
  ["https://" + "registry." + "npmjs.org/x", true],
  ["src/work/plan.ts", false],
  ["https://example.com/home/page", false],
])("the rule reads %j", (text, isBreach) => {
  expect(text.search(machine) >= 0).toBe(isBreach);
});

test("text files end in a newline and have LF only", () => {
  const texts = trackedFiles().filter(({ path }) =>
    /\.(ts|mjs|json|md|hbs|yaml|yml|txt)$/.test(path),
  );
  const odd = texts.filter(({ path }) => !/\/(fixtures|documents)\//.test(path));
  expect(odd.filter(({ text }) => text.includes("\r")).map(({ path }) => path)).toEqual([]);
  expect(odd.filter(({ text }) => !/\n$/.test(text)).map(({ path }) => path)).toEqual([]);
});
