import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  loadConfigs,
  loadTemplatesFolder,
  resolveConfig,
} from "../../../generator/config/index.js";
import { parseFlags } from "../../../generator/config/flags.js";
import { optionRows } from "../../../generator/config/options.js";
import { SpecwrightError, type Diagnostic } from "../../../generator/contract/index.js";
import { tempFolder } from "../../support/temp-folder.js";

const flagsOf = (...args: string[]) =>
  parseFlags(
    args,
    optionRows.map((row) => row.option),
  );

const configsIn = (cwd: string, ...args: string[]) => loadConfigs({ cwd, flags: flagsOf(...args) });

async function diagnosticsOf(work: Promise<unknown>): Promise<readonly Diagnostic[]> {
  const error: unknown = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (error instanceof SpecwrightError) return error.diagnostics;
  throw error ?? new Error("nothing was thrown");
}

describe("where the configuration comes from", () => {
  const files: [name: string, text: string][] = [
    ["specwright.config.json", `{ "$schema": "x", "input": "api.yaml" }`],
    ["specwright.config.mjs", `export default { input: "api.yaml" };`],
    [
      "specwright.config.ts",
      `import { defineConfig } from "specwright";\nconst input: string = "api.yaml";\nexport default defineConfig({ input });`,
    ],
    ["specwright.config.ts", `export default async () => ({ input: "api.yaml" });`],
  ];
  test.each(files)("%s is found from a folder below it: %s", async (name, text) => {
    const folder = tempFolder({ [name]: text, "packages/deep/here.txt": "" });

    const [config] = await configsIn(join(folder, "packages/deep"));

    expect(config?.input).toBe(join(folder, "api.yaml"));
    expect(config?.output).toBe(join(folder, "sdk"));
  });

  test("without a file, flags are enough", async () => {
    const folder = tempFolder();

    const [config] = await configsIn(folder, "--input", "api.yaml", "-o", "out");

    expect(config).toMatchObject({
      input: join(folder, "api.yaml"),
      output: join(folder, "out"),
      templates: null,
      overlays: [],
      types: { dates: "string", int64: "number" },
      retries: null,
      failOn: "error",
    });
  });

  test("a file can be named, and its paths are relative to it", async () => {
    const folder = tempFolder({
      "config/mine.json": `{ "input": "../api.yaml", "overlays": ["o.yaml"] }`,
    });

    const [config] = await loadConfigs({ cwd: folder, flags: flagsOf(), file: "config/mine.json" });

    expect(config?.input).toBe(join(folder, "api.yaml"));
    expect(config?.overlays).toEqual([join(folder, "config/o.yaml")]);
  });
});

describe("what wins", () => {
  test("a flag over the file over the default; a flag's path is relative to the working directory", async () => {
    const folder = tempFolder({
      "specwright.config.json": `{ "input": "api.yaml", "output": "a", "failOn": "warning", "package": { "name": "x", "license": "MIT" } }`,
      "below/here.txt": "",
    });

    const [config] = await configsIn(join(folder, "below"), "--output=b", "--package-name", "y");

    expect(config?.output).toBe(join(folder, "below/b"));
    expect(config?.package).toMatchObject({ name: "y", license: "MIT", author: null });
    expect(config?.failOn).toBe("warning");
  });

  test("URLs and - are not paths", async () => {
    const [config] = await configsIn(
      tempFolder(),
      "-i",
      "-",
      "--overlay",
      "https://x.example/o.yaml",
    );

    expect(config?.input).toBe("-");
    expect(config?.overlays).toEqual(["https://x.example/o.yaml"]);
  });

  test("one retry setting makes a whole policy", async () => {
    const config = await resolveConfig({ input: "a", retries: { backoff: { maxElapsedTime: 9 } } });

    expect(config.retries).toMatchObject({
      strategy: "backoff",
      backoff: { initialInterval: 500, maxInterval: 60_000, exponent: 1.5, maxElapsedTime: 9 },
      retryConnectionErrors: true,
    });
    expect((await resolveConfig({ input: "a", retries: {} })).retries).toBeNull();
    expect(
      (
        await configsIn(
          tempFolder(),
          "-i",
          "a",
          "--retry-strategy",
          "none",
          "--no-retry-connection-errors",
        )
      )[0]?.retries,
    ).toMatchObject({ strategy: "none", backoff: null, retryConnectionErrors: false });
  });
});

describe("several packages in one file", () => {
  const list = `export default [{ input: "a.yaml", output: "out/a" }, { input: "b.yaml", output: "out/b", templates: "t" }];`;

  test("one configuration for each, or the one that --target names", async () => {
    const folder = tempFolder({ "specwright.config.mjs": list });
    const all = await configsIn(folder);
    const [one] = await loadConfigs({ cwd: folder, flags: flagsOf("-o", "c"), target: "b" });

    expect(all.map((config) => config.input)).toEqual([
      join(folder, "a.yaml"),
      join(folder, "b.yaml"),
    ]);
    expect(one?.input).toBe(join(folder, "b.yaml"));
    expect(one?.output).toBe(join(folder, "c"));
    expect(await loadTemplatesFolder({ cwd: folder, flags: flagsOf() })).toBe(join(folder, "t"));
  });

  test("a flag that cannot be for all of them is refused", async () => {
    const folder = tempFolder({ "specwright.config.mjs": list });

    const [diagnostic] = await diagnosticsOf(configsIn(folder, "--output", "x"));

    expect(diagnostic).toMatchObject({ rule: "flag-shared" });
  });

  test("an unknown target names the nearest", async () => {
    const folder = tempFolder({ "specwright.config.mjs": list.replace("out/b", "out/orders") });

    const [diagnostic] = await diagnosticsOf(
      loadConfigs({ cwd: folder, flags: flagsOf(), target: "order" }),
    );

    expect(diagnostic?.rule).toBe("target-unknown");
    expect(diagnostic?.hint).toContain(`Did you mean "orders"?`);
  });

  test("two with one output folder are refused", async () => {
    const folder = tempFolder({ "specwright.config.json": `[{ "input": "a" }, { "input": "b" }]` });

    expect(await diagnosticsOf(configsIn(folder))).toMatchObject([{ rule: "config-output-twice" }]);
  });
});

describe("a configuration that is wrong", () => {
  interface Want {
    readonly rule: string;
    readonly at?: readonly [line: number, column: number];
    readonly says?: string;
  }
  const cases: [name: string, file: string, text: string, want: Want][] = [
    [
      "an unknown key",
      "json",
      `{\n  "input": "a",\n  "outptu": "b"\n}`,
      { rule: "config-unknown-key", at: [3, 3], says: `Did you mean "output"?` },
    ],
    [
      "an unknown nested key, in TypeScript",
      "ts",
      `import { defineConfig } from "specwright";\nexport default defineConfig({\n  package: { nam: "x" },\n} as object);`,
      { rule: "config-unknown-key", at: [3, 14], says: `Did you mean "name"?` },
    ],
    [
      "a value of the wrong type, in a constant",
      "mjs",
      `const config = {\n  overlays: "a.yaml",\n};\nexport default config;`,
      { rule: "config-type", at: [2, 3], says: "a list of paths or URLs" },
    ],
    [
      "the second of a list",
      "json",
      `[\n  { "input": "a", "output": "a" },\n  { "input": 1 }\n]`,
      { rule: "config-type", at: [3, 5] },
    ],
    ["no object", "json", `"x"`, { rule: "config-type" }],
    ["no default export", "mjs", `export const a = 1;`, { rule: "config-type", says: "missing" }],
    ["an empty list", "json", `[]`, { rule: "config-empty" }],
    ["no input", "json", `{ "output": "x" }`, { rule: "config-input-missing" }],
    [
      "broken JSON",
      "json",
      `{\n  "input": "a"\n  "output": "b"\n}`,
      { rule: "config-syntax", at: [3, 3] },
    ],
    [
      "broken TypeScript",
      "ts",
      `export default {\n  input: = 1,\n};`,
      { rule: "config-syntax", at: [2, 10] },
    ],
    [
      "broken JavaScript",
      "mjs",
      `export default {\n  input: = 1,\n};`,
      { rule: "config-syntax", at: [2, 10] },
    ],
    [
      "code that throws",
      "mjs",
      `const name = undefined;\nexport default { input: name.length };`,
      { rule: "config-failed", at: [2, 30] },
    ],
    [
      "an import of what is not there",
      "ts",
      `import { x } from "./missing.js";\nexport default { input: x };`,
      { rule: "config-failed" },
    ],
  ];
  test.each(cases)("%s (%s)", async (_name, extension, text, want) => {
    const folder = tempFolder({ [`specwright.config.${extension}`]: text });

    const diagnostics = await diagnosticsOf(configsIn(folder));

    expect(diagnostics).toHaveLength(1);
    const [{ rule, severity, message, hint, location }] = diagnostics as [Diagnostic];
    expect({ rule, severity }).toEqual({ rule: want.rule, severity: "error" });
    expect(location?.file).toBe(join(folder, `specwright.config.${extension}`));
    if (want.at) expect([location?.line, location?.column]).toEqual(want.at);
    if (want.says) expect(`${message} ${hint}`).toContain(want.says);
  });

  test("a named file that is not there, or is not a configuration", async () => {
    const folder = tempFolder({ "a.config.json": "{}", "b.yaml": "" });
    const load = (file: string) =>
      diagnosticsOf(loadConfigs({ cwd: folder, flags: flagsOf(), file }));

    expect(await load("c.json")).toMatchObject([{ rule: "config-not-found" }]);
    expect((await load("c.json"))[0]?.hint).toContain("a.config.json");
    expect(await load("b.yaml")).toMatchObject([{ rule: "config-not-found" }]);
  });

  test("two files in one folder", async () => {
    const folder = tempFolder({ "specwright.config.json": "{}", "specwright.config.mjs": "" });

    expect(await diagnosticsOf(configsIn(folder))).toMatchObject([{ rule: "config-ambiguous" }]);
  });

  test("several faults are told at once", async () => {
    const folder = tempFolder({
      "specwright.config.json": `{ "a": 1, "input": 2, "client": null }`,
    });

    const rules = (await diagnosticsOf(configsIn(folder))).map((diagnostic) => diagnostic.rule);

    expect(rules).toEqual(["config-unknown-key", "config-type", "config-type"]);
  });
});
