/** A document that got worse than what the package was made of. */
import { describe, expect, test } from "vitest";
import { readFiles, tempFolder, writeFiles } from "../../support/temp-folder.js";
import { runHere } from "./support/here.js";

interface Shape {
  readonly paths: readonly string[];
  readonly prefix?: string;
}

function document({ paths, prefix = "get" }: Shape): string {
  const items = paths.map((path) => [
    `/${path}`,
    {
      get: {
        operationId: `${prefix}${path}`,
        responses: {
          "200": {
            description: "Done",
            content: { "application/json": { schema: { type: "string" } } },
          },
        },
      },
    },
  ]);
  return JSON.stringify({
    openapi: "3.1.0",
    info: { title: "Words", version: "1" },
    servers: [{ url: "https://words.example" }],
    paths: Object.fromEntries(items),
  });
}

const all = { paths: ["one", "two", "three", "four"] };

let made: Readonly<Record<string, string>> | null = null;
async function project(): Promise<string> {
  if (made !== null) return tempFolder(made);
  const cwd = tempFolder({
    "api.json": document(all),
    "specwright.config.json": `{ "input": "api.json", "output": "sdk" }`,
  });
  expect((await runHere(["generate"], { cwd })).code).toBe(0);
  made = readFiles(cwd);
  return cwd;
}

describe.each([
  ["generate"],
  ["check"],
  ["generate", "--dry-run"],
  ["generate", "--force"],
  ["generate", "--bump"],
])("%s %s", (...args) => {
  const command = args.filter((arg) => typeof arg === "string");

  test.each<[string, Shape]>([
    ["three of four are gone", { paths: ["one"] }],
    ["all are gone, and others are there", { paths: ["five", "six", "seven", "eight"] }],
    ["none is left", { paths: [] }],
  ])("refuses where %s", async (_, shape) => {
    const cwd = await project();
    writeFiles(cwd, { "api.json": document(shape) });
    const before = readFiles(cwd);
    const { code, stderr } = await runHere(command, { cwd });
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /error {2}operations-lost {2}sdk {2}[34] of the 4 operations .*\(GET \/\w+ and \d more\)/,
    );
    expect(readFiles(cwd)).toEqual(before);
  });
});

describe("generate goes on", () => {
  test.each<[string, Shape]>([
    ["where half is left", { paths: ["one", "two"] }],
    ["where all are called otherwise", { ...all, prefix: "fetch" }],
    ["where all have other paths", { paths: all.paths.map((path) => `${path}s`), prefix: "get" }],
  ])("%s", async (_, shape) => {
    const cwd = await project();
    const text = document(shape).replaceAll(/"get(one|two|three|four)s"/g, '"get$1"');
    writeFiles(cwd, { "api.json": text });
    const { code, stderr } = await runHere(["generate"], { cwd });
    expect(stderr).toBe("");
    expect(code).toBe(0);
  });

  test("with --yes", async () => {
    const cwd = await project();
    writeFiles(cwd, { "api.json": document({ paths: ["one"] }) });
    expect((await runHere(["generate", "--yes"], { cwd })).code).toBe(0);
    expect(
      Object.keys(readFiles(cwd)).filter((path) => /src\/operations\/./.test(path)),
    ).toHaveLength(1);
    // What is left is the state to compare with from now on.
    writeFiles(cwd, { "api.json": document({ paths: ["one", "two"] }) });
    expect((await runHere(["generate"], { cwd })).code).toBe(0);
  });
});
