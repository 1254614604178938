/** Control characters in what a document says to people: none reaches a file, where it would be a binary one or paint a terminal. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { root } from "../../rules/source-files.js";
import { emit } from "../../scenarios/line.js";

const PROSE = new Set(["description", "summary", "title"]);
const CONTROLS = ["\u0000", "\u0002", "\u0003", "\u001B"];

test("no control character of a description, summary or title is emitted", async () => {
  const document: unknown = parse(readFileSync(join(root, "spec", "kitchen-sink.yaml"), "utf8"));
  let count = 0;
  const spoiled = JSON.stringify(document, (key, value: unknown) => {
    if (!PROSE.has(key) || typeof value !== "string") return value;
    const control = CONTROLS[count++ % CONTROLS.length] ?? "";
    return value.slice(0, 3) + control + value.slice(3);
  });
  expect(count).toBeGreaterThan(80);

  const [clean, given] = await Promise.all([emit(JSON.stringify(document)), emit(spoiled)]);
  expect(given.files).toEqual(clean.files);
});
