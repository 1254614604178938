/** What a user sees of bad input: one diagnostic that says what is wrong, where, and what to do. Nothing is written. */
import { expect, test } from "vitest";
import { readFiles, tempFolder } from "../support/temp-folder.js";
import { specwright, specwrightJson } from "./support/specwright.js";

interface Fault {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
  readonly rule: string;
  readonly at: string;
  /** What the message has to name. */
  readonly names: string;
  /** The fault is repaired, and the whole package written: a warning, and exit code 0. */
  readonly isRepaired?: true;
}

const head = `openapi: 3.1.0
info: { title: Example, version: 1.0.0 }
servers: [{ url: https://api.example.com }]
`;

const operation = (id: string, indent = "    ") => `${indent}get:
${indent}  operationId: ${id}
${indent}  responses:
${indent}    "204": { description: Done. }
`;

const faults: readonly Fault[] = [
  {
    name: "a missing file",
    files: {},
    rule: "input-not-found",
    at: "api.yaml",
    names: "api.yaml",
  },
  {
    name: "a folder instead of a file",
    files: { "api.yaml/keep.txt": "" },
    rule: "input-unreadable",
    at: "api.yaml",
    names: "api.yaml",
  },
  {
    name: "neither YAML nor JSON",
    files: { "api.yaml": `${head}paths:\n  /a: [1, 2\n  /b: }\n` },
    rule: "input-syntax",
    at: "api.yaml:6:3",
    names: "neither JSON nor YAML",
  },
  {
    name: "YAML that is not OpenAPI",
    files: { "api.yaml": "name: my-service\nversion: 3\n" },
    rule: "input-not-openapi",
    at: "api.yaml:1:1",
    names: "openapi",
  },
  {
    name: "a $ref to nowhere",
    files: {
      "api.yaml": `${head}paths:
  /pets:
    get:
      operationId: listPets
      responses:
        "200":
          description: Pets.
          content:
            application/json:
              schema:
                $ref: "#/components/schemas/Pet"
`,
    },
    rule: "ref-not-found",
    at: "api.yaml:14:17",
    names: "#/components/schemas/Pet",
    isRepaired: true,
  },
  {
    name: "a duplicate operationId",
    files: {
      "api.yaml": `${head}paths:\n  /a:\n${operation("show")}  /b:\n${operation("show")}`,
    },
    rule: "duplicate-operation-id",
    at: "api.yaml:12:7",
    names: "show",
    isRepaired: true,
  },
  {
    name: "an output folder that is not ours",
    files: { "api.yaml": `${head}paths:\n  /a:\n${operation("show")}`, "sdk/notes.txt": "mine\n" },
    rule: "output-not-ours",
    at: "sdk",
    names: "sdk",
  },
  {
    name: "a configuration with an unknown key",
    files: {
      "api.yaml": `${head}paths:\n  /a:\n${operation("show")}`,
      "specwright.config.json": '{\n  "input": "api.yaml",\n  "ouput": "sdk"\n}\n',
    },
    args: [],
    rule: "config-unknown-key",
    at: "specwright.config.json:3:3",
    names: "ouput",
  },
  {
    name: "an unknown template",
    files: {
      "api.yaml": `${head}paths:\n  /a:\n${operation("show")}`,
      "own/partials/methods.hbs": "x",
    },
    args: ["api.yaml", "--templates", "own"],
    rule: "template-unknown",
    at: "own/partials/methods.hbs",
    names: "partials/methods.hbs",
  },
  {
    name: "a template that cannot be parsed",
    files: {
      "api.yaml": `${head}paths:\n  /a:\n${operation("show")}`,
      "own/partials/method.hbs": "first\n{{#if methodName}}\n",
    },
    args: ["api.yaml", "--templates", "own"],
    rule: "template-error",
    at: "own/partials/method.hbs:3:",
    names: "partials/method.hbs",
  },
  {
    name: "an unknown flag",
    files: { "api.yaml": "" },
    args: ["api.yaml", "--ouput", "x"],
    rule: "flag-unknown",
    at: "",
    names: "--ouput",
  },
];

test.each(faults)("$name", async ({ files, args = ["api.yaml"], rule, at, names, isRepaired }) => {
  const folder = tempFolder(files);
  const before = readFiles(folder);
  const { code, stderr } = await specwright(["generate", ...args], { cwd: folder });

  expect(stderr).toContain(`${isRepaired === true ? "warning" : "error"}  ${rule}`);
  expect(stderr).toContain(at);
  expect(stderr).toContain(names);
  expect(stderr).not.toMatch(/^\s+at .+:\d+:\d+\)?$/m);
  expect(code).toBe(isRepaired === true ? 0 : 2);

  const after = readFiles(folder);
  expect(after).toMatchObject(before);
  const made = Object.keys(after).filter((path) => !(path in before));
  expect(made.includes("sdk/.specwright.json")).toBe(isRepaired ?? false);
  if (isRepaired !== true) expect(made).toEqual([]);
});

test.each(faults)(
  "$name, for a machine",
  async ({ files, args = ["api.yaml"], rule, isRepaired }) => {
    const folder = tempFolder(files);
    const { exitCode, diagnostics } = await specwrightJson(["generate", ...args], { cwd: folder });
    expect(exitCode).toBe(isRepaired === true ? 0 : 2);
    const worst = isRepaired === true ? "warning" : "error";
    const found = diagnostics.filter(({ severity }) => severity === worst);
    expect(found.map((diagnostic) => diagnostic.rule)).toEqual([rule]);
    expect(found[0]?.hint).toMatch(/\w/);
  },
);
