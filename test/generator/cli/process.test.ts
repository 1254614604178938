/** The built command in a process of its own: what it writes, prints and exits with. */
import { statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readFiles, tempFolder } from "../../support/temp-folder.js";
import { petsProject, petsYaml } from "./support/pets.js";
import { useProgram } from "./support/program.js";

const specwright = useProgram();

const timesOf = (folder: string) =>
  Object.keys(readFiles(folder)).map((path) => statSync(join(folder, path)).mtimeMs);

describe("generate", () => {
  test("writes the package and says so in one line; again, it writes nothing", async () => {
    const cwd = tempFolder(petsProject);

    const first = await specwright(["generate"], { cwd });
    const times = timesOf(cwd);
    const second = await specwright(["generate"], { cwd });

    expect(first).toMatchObject({ code: 0, stderr: "" });
    expect(first.stdout).toMatch(/^sdk: \d+ created, 0 unchanged \([\d.]+ m?s\)\n$/);
    expect(readFiles(join(cwd, "sdk"))).toHaveProperty(["package.json"]);
    expect(second).toMatchObject({ code: 0, stderr: "" });
    expect(second.stdout).toMatch(/^sdk: up to date, \d+ files \(\d+ ms\)\n$/);
    expect(timesOf(cwd)).toEqual(times);
  });

  test("reads the document from standard input, without a configuration file", async () => {
    const cwd = tempFolder();
    const ended = await specwright(["generate", "-", "-o", "out"], { cwd, stdin: petsYaml });

    expect(ended).toMatchObject({ code: 0, stderr: "" });
    expect(readFiles(join(cwd, "out"))).toHaveProperty(["package.json"]);
  });
});

describe("bad input gives one diagnostic, exit code 2, and touches nothing", () => {
  const cases: [name: string, files: Record<string, string>, args: string[], want: RegExp][] = [
    [
      "a missing document",
      { "pets.yaml": "" },
      ["nope.yaml"],
      /^error {2}input-not-found {2}nope\.yaml /,
    ],
    ["not YAML", { "pets.yaml": "a: [1,\nb: }" }, [], /^error {2}[a-z-]+ {2}pets\.yaml:2:\d+ /],
    ["not OpenAPI", { "pets.yaml": "hello: world\n" }, [], /^error {2}[a-z-]+ {2}pets\.yaml:1:1 /],
    [
      "an unknown key",
      { "specwright.config.json": `{\n  "inptu": "pets.yaml"\n}` },
      [],
      /^error {2}config-unknown-key {2}specwright\.config\.json:2:3 .*\n.*"input"/,
    ],
    [
      "a folder that is not ours",
      { "sdk/notes.md": "mine" },
      [],
      /^error {2}output-not-ours {2}sdk /,
    ],
    [
      "an unknown template",
      { "templates/partials/metod.hbs": "x" },
      ["--templates", "templates"],
      /^error {2}template-unknown {2}templates\/partials\/metod\.hbs .*\n.*"partials\/method\.hbs"/,
    ],
    ["an unknown flag", {}, ["--outptu=x"], /^error {2}flag-unknown .*\n.*"--output"/],
    ["no document", { "specwright.config.json": "{}" }, [], /^error {2}config-input-missing /],
  ];
  test.each(cases)("%s", async (_name, files, args, want) => {
    const cwd = tempFolder({ ...petsProject, ...files });
    const before = readFiles(cwd);

    const { code, stdout, stderr } = await specwright(["generate", ...args], { cwd });

    expect(stderr).toMatch(want);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/\n1 error\.\n$/);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(readFiles(cwd)).toEqual(before);
  });

  test("with --json, the diagnostic is in the object", async () => {
    const cwd = tempFolder({ "specwright.config.json": `{ "inptu": 1 }` });
    const { code, stdout, stderr } = await specwright(["check", "--json"], { cwd });

    expect({ code, stderr }).toEqual({ code: 2, stderr: "" });
    expect(JSON.parse(stdout)).toMatchObject({
      command: "check",
      exitCode: 2,
      diagnostics: [
        {
          rule: "config-unknown-key",
          location: { file: "specwright.config.json", line: 1, column: 3 },
        },
      ],
    });
  });
});

describe("a process", () => {
  test("prints no colours to a pipe, and NO_COLOR wins over FORCE_COLOR", async () => {
    const cwd = tempFolder();
    const run = (env: Record<string, string>) => specwright(["generate"], { cwd, env });

    expect((await run({})).stderr).not.toContain("\u001B");
    expect((await run({ FORCE_COLOR: "1" })).stderr).toContain("\u001B[31merror");
    expect((await run({ FORCE_COLOR: "1", NO_COLOR: "1" })).stderr).not.toContain("\u001B");
  });

  test("answers --help and --version at once, anywhere", async () => {
    const cwd = tempFolder();
    for (const args of [["--version"], ["generate", "--version"], ["-v"]]) {
      expect(await specwright(args, { cwd })).toMatchObject({ code: 0, stdout: "0.1.0\n" });
    }
    for (const args of [["--help"], ["-h"], ["help"], ["generate", "--help"], ["help", "eject"]]) {
      const { code, stdout } = await specwright(args, { cwd });
      expect(code).toBe(0);
      expect(stdout).toMatch(/^Usage:\n {2}specwright /);
      expect(stdout).toContain("Exit codes:");
    }
    expect(await specwright([], { cwd })).toMatchObject({ code: 2, stdout: "" });
  });

  test("names the nearest command", async () => {
    const { code, stderr } = await specwright(["chekc"], { cwd: tempFolder() });
    expect(code).toBe(2);
    expect(stderr).toContain(`command-unknown  There is no command "chekc".`);
    expect(stderr).toContain(`Did you mean "check"?`);
  });

  test("ends quietly where its reader has gone", async () => {
    const cwd = tempFolder(petsProject);
    const { stderr } = await specwright(["inspect"], { cwd, stopReading: true });
    expect(stderr).toBe("");
  });

  test.each([100, 500, 900])(
    "interrupted after %d ms, leaves no package or a whole one",
    async (ms) => {
      const cwd = tempFolder(petsProject);
      const { code } = await specwright(["generate"], { cwd, interruptAfterMs: ms });
      const left = readFiles(cwd);

      // `null`: so early that the command had not begun.
      expect([0, 130, null]).toContain(code);
      expect(Object.keys(left).filter((path) => path.includes(".specwright-tmp"))).toEqual([]);
      if ("sdk/.specwright.json" in left) {
        expect((await specwright(["check"], { cwd })).code).toBe(0);
      } else {
        expect(left).toEqual(petsProject);
      }
    },
  );
});
