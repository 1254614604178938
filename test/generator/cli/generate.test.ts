/** What `generate` and `check` do with a project. */
import { statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readFiles, tempFolder, writeFiles } from "../../support/temp-folder.js";
import { petsProject, petsYaml } from "./support/pets.js";
import { runHere as specwright } from "./support/here.js";

/** A project of its own that was generated once in this file. */
let generated: Readonly<Record<string, string>> | null = null;
async function generatedProject(): Promise<string> {
  const cwd = tempFolder(generated ?? petsProject);
  if (generated === null) {
    const ended = await specwright(["generate"], { cwd });
    expect(ended).toMatchObject({ code: 0, stderr: "" });
    generated = readFiles(cwd);
  }
  return cwd;
}

const timesOf = (folder: string) =>
  Object.keys(readFiles(folder)).map((path) => statSync(join(folder, path)).mtimeMs);

describe("generate", () => {
  test("a change of the document rewrites only what depends on it", async () => {
    const cwd = await generatedProject();
    writeFiles(cwd, { "pets.yaml": petsYaml.replace("One pet", "A single pet") });

    const { code, stdout } = await specwright(["generate", "--json"], { cwd });
    const { targets } = JSON.parse(stdout);

    expect(code).toBe(0);
    expect(targets[0].files.created).toEqual([]);
    expect(targets[0].files.updated).toContain("src/operations/get-pet.ts");
    expect(targets[0].files.updated).not.toContain("package.json");
    expect(targets[0].files.unchanged).toBeGreaterThan(targets[0].files.updated.length);
  });

  test("--json prints one object and nothing else", async () => {
    const { code, stdout, stderr } = await specwright(["generate", "--json"], {
      cwd: tempFolder(petsProject),
    });

    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(JSON.parse(stdout)).toMatchObject({
      command: "generate",
      exitCode: 0,
      targets: [
        { output: "sdk", failed: false, upToDate: false, files: { updated: [], kept: [] } },
      ],
      diagnostics: expect.any(Array),
    });
    expect(JSON.parse(stdout).targets[0].stages).toContainEqual({
      name: "render",
      ms: expect.any(Number),
    });
  });

  test("--dry-run lists and writes nothing", async () => {
    const cwd = tempFolder(petsProject);
    const { code, stdout } = await specwright(["generate", "--dry-run"], { cwd });

    expect(code).toBe(0);
    expect(stdout).toContain("to create");
    expect(stdout).toContain("  create  package.json\n");
    expect(Object.keys(readFiles(cwd)).sort()).toEqual(Object.keys(petsProject).sort());
  });

  test("an edited file stays, with a warning as long as it is new; --force replaces it and says so", async () => {
    const cwd = await generatedProject();
    writeFiles(cwd, { "sdk/README.md": "mine\n" });

    expect((await specwright(["check", "--fail-on", "warning"], { cwd })).code).toBe(1);
    const kept = await specwright(["generate"], { cwd });
    expect(kept.code).toBe(0);
    expect(kept.stderr).toContain("warning  file-edited  sdk/README.md  ");
    expect(kept.stdout).toContain("1 kept");
    expect(kept.stdout).toContain("\n  edited  README.md\n");
    expect(readFiles(cwd)["sdk/README.md"]).toBe("mine\n");

    expect((await specwright(["generate", "--fail-on", "warning"], { cwd })).code).toBe(0);
    expect((await specwright(["check"], { cwd })).code).toBe(0);
    const forced = await specwright(["generate", "--force"], { cwd });
    expect(forced.code).toBe(0);
    expect(forced.stdout).toContain("1 edits discarded");
    expect(forced.stdout).toContain("\n  discard  README.md\n");
    expect(readFiles(cwd)["sdk/README.md"]).not.toBe("mine\n");
  });

  test("an edit that is generated otherwise is a conflict: told with both sides, remembered, and resolved", async () => {
    const cwd = tempFolder(petsProject);
    expect((await specwright(["generate"], { cwd })).code).toBe(0);
    const file = "sdk/src/operations/get-pet.ts";
    const edit = (text: string): string => text.replace('"/pets/{id}"', '"/mine/{id}"');
    writeFiles(cwd, { [file]: edit(readFiles(cwd)[file] ?? "") });
    writeFiles(cwd, { "pets.yaml": petsYaml.replaceAll("/pets/{id}", "/v2/pets/{id}") });

    const { code, stdout, stderr } = await specwright(["generate", "--fail-on", "never"], { cwd });
    expect(code).toBe(2);
    expect(stdout).toContain("1 in conflict");
    expect(stdout).toMatch(/\n {2}conflict {2}src\/operations\/get-pet\.ts:\d+\n/);
    expect(stdout).toContain('      yours     | "/mine/{id}"\n      generated | "/v2/pets/{id}"\n');
    expect(stderr).toMatch(/error {2}merge-conflict {2}sdk\/src\/operations\/get-pet\.ts:\d+ /);
    expect((await specwright(["check"], { cwd })).code).toBe(2);
    const listed = await specwright(["resolve"], { cwd });
    expect(listed).toMatchObject({ code: 1, stdout: expect.stringMatching(/get-pet\.ts:\d+\n$/) });

    expect((await specwright(["resolve", file, "--ours"], { cwd })).code).toBe(0);

    expect(await specwright(["resolve"], { cwd })).toMatchObject({ code: 0 });
    expect((await specwright(["generate"], { cwd })).code).toBe(0);
    expect(readFiles(cwd)[file]).toContain('"/mine/{id}"');
    expect((await specwright(["check"], { cwd })).code).toBe(0);
    expect((await specwright(["resolve", file], { cwd })).code).toBe(2);
    expect((await specwright(["resolve", file, "--ours", "--theirs"], { cwd })).code).toBe(2);
    expect((await specwright(["resolve", "--ours"], { cwd })).code).toBe(2);
    expect((await specwright(["resolve", "pets.yaml"], { cwd })).code).toBe(2);
  });

  test("one package that fails does not stop the others", async () => {
    const cwd = tempFolder({
      "specwright.config.json": `[{ "input": "missing.yaml", "output": "a" }, { "input": "pets.yaml", "output": "b" }]`,
      "pets.yaml": petsYaml,
    });
    const { code, stdout } = await specwright(["generate", "--json"], { cwd });

    expect(code).toBe(2);
    expect(JSON.parse(stdout).targets).toMatchObject([
      { output: "a", failed: true },
      { output: "b", failed: false },
    ]);
  });
});

describe("a run with nothing to do", () => {
  /** What stages find that come after the one that reads. */
  const found = petsYaml
    .replace("name: id, in: path", "name: ids, in: path")
    .replace("name: { type: string }", "name: { type: strin }");

  test("finds what the run before it found, without its later stages, and exits as that did", async () => {
    const cwd = tempFolder({ ...petsProject, "pets.yaml": found });

    const first = await specwright(["generate"], { cwd });
    const second = await specwright(["generate"], { cwd, interactive: true });

    expect(first.stderr).toMatch(/^warning {2}path-parameter-undeclared {2}pets\.yaml:6:5 /);
    expect(first.stderr).toMatch(/^warning {2}type-unknown {2}pets\.yaml:\d+:\d+ /m);
    expect(second.stderr).toContain(first.stderr);
    expect(second.code).toBe(first.code);
    expect(second.stderr).not.toContain("assemble");
  });

  test("ends before anything is parsed, also in another folder on another machine", async () => {
    const cwd = tempFolder({ ...petsProject, "pets.yaml": found });
    const first = await specwright(["generate"], { cwd });
    const clone = tempFolder(readFiles(cwd));

    const { code, stderr } = await specwright(["generate"], { cwd: clone, interactive: true });
    expect(code).toBe(first.code);
    expect(stderr).toContain(first.stderr);
    expect(stderr).toMatch(/^sdk\n {2}compare +\d+ ms\n(?! {2}load)/);
  });

  test.each([
    ["the document", { "pets.yaml": `${petsYaml}\n# A remark.\n` }],
    ["a file of the package", { "sdk/README.md": "mine\n" }],
    [
      "the configuration",
      {
        "specwright.config.json": `{ "input": "pets.yaml", "failOn": "never", "validation": true }`,
      },
    ],
  ])("is no such run where %s has changed", async (_what, changed) => {
    const cwd = await generatedProject();
    writeFiles(cwd, changed);
    const { stderr } = await specwright(["generate"], { cwd, interactive: true });
    expect(stderr).toMatch(/^ {2}load /m);
  });

  test("is no such run where another document of the folder is named", async () => {
    const cwd = await generatedProject();
    writeFiles(cwd, { "other.yaml": petsYaml.replace("getPet", "readPet") });
    const { stdout } = await specwright(["generate", "other.yaml"], { cwd });
    expect(stdout).toContain("created");
    expect(readFiles(cwd)).toHaveProperty(["sdk/src/operations/read-pet.ts"]);
  });

  test.each(["--json", "--verbose", "--fail-on=warning"])(
    "with %s, finds it with all that is known of it",
    async (flag) => {
      const cwd = tempFolder({ ...petsProject, "pets.yaml": found });
      const [first, second] = [
        await specwright(["generate", flag], { cwd }),
        await specwright(["generate", flag], { cwd }),
      ];
      const diagnostics = ({ stdout, stderr }: typeof first) =>
        flag === "--json" ? JSON.parse(stdout).diagnostics : stderr;
      expect(diagnostics(second)).toEqual(diagnostics(first));
      expect(second.code).toBe(first.code);
    },
  );
});

describe("many findings of one rule", () => {
  const properties = Array.from({ length: 40 }, (_, index) => `p${index}: { type: strin }`);
  const found = petsYaml
    .replace("      required: [name]\n", "")
    .replace("name: { type: string }", properties.join("\n        "));
  const project = { ...petsProject, "pets.yaml": found };

  test("are one line with the first place, before and after", async () => {
    const cwd = tempFolder(project);
    const { stderr } = await specwright(["generate"], { cwd });
    expect(stderr).toMatch(/^warning {2}type-unknown {2}40 places, first pets\.yaml:\d+:\d+ {2}/);
    expect(stderr).toMatch(/^40 warnings.* \(--verbose shows every place/m);
    expect((await specwright(["generate"], { cwd })).stderr).toBe(stderr);
  });

  test("are all shown with --verbose", async () => {
    const { stderr } = await specwright(["generate", "--verbose"], { cwd: tempFolder(project) });
    expect(stderr.match(/^warning {2}type-unknown {2}pets\.yaml:\d+:\d+/gm)).toHaveLength(40);
  });
});

describe("notes", () => {
  /** A condition is a note; this one stands in what is sent and in what comes back. */
  const withNote = petsYaml
    .replace("name: { type: string }", "name: { type: string, not: { const: a } }")
    .replace(
      "      responses:",
      `      requestBody: { required: true, content: { application/json: { schema: { $ref: "#/components/schemas/Pet" } } } }
      responses:`,
    )
    .replace("    get:", "    put:");

  test.each([1, 2])(
    "are counted once where they are not shown, for %i packages of one document",
    async (packages) => {
      const config = ["a", "b"]
        .slice(0, packages)
        .map((output) => ({ input: "pets.yaml", output }));
      const cwd = tempFolder({
        "specwright.config.json": JSON.stringify(config),
        "pets.yaml": withNote,
      });
      const { stderr } = await specwright(["generate", "--dry-run"], { cwd, interactive: true });
      expect(stderr).toContain("2 notes (--verbose shows the notes).");

      const verbose = await specwright(["generate", "--dry-run", "--verbose"], { cwd });
      expect(verbose.stderr.match(/keyword-not-in-type  pets\.yaml:\d+:\d+/g)).toHaveLength(1);
    },
  );
});

describe("check", () => {
  test("passes where the package is fresh, without a write", async () => {
    const cwd = await generatedProject();
    const times = timesOf(cwd);

    expect(await specwright(["check"], { cwd })).toEqual({
      code: 0,
      stdout: "sdk: up to date\n",
      stderr: "",
    });
    expect(timesOf(cwd)).toEqual(times);
  });

  test("fails with a list where it is stale", async () => {
    const cwd = await generatedProject();
    writeFiles(cwd, { "pets.yaml": petsYaml.replaceAll("getPet", "findPet") });
    const before = readFiles(cwd);

    const { code, stdout } = await specwright(["check"], { cwd });

    expect(code).toBe(1);
    expect(stdout).toMatch(/^sdk: stale, \d+ files differ; run specwright generate\n/);
    expect(stdout).toContain("  create  src/operations/find-pet.ts\n");
    // The function keeps its old name beside the new one.
    expect(stdout).toContain("  update  src/operations/get-pet.ts\n");
    expect(stdout).toContain("  update  src/index.ts\n");
    expect(readFiles(cwd)).toEqual(before);
  });

  test("fails where a file was edited, or was never generated", async () => {
    const cwd = await generatedProject();
    writeFiles(cwd, { "sdk/README.md": "mine\n" });

    const { code, stdout, stderr } = await specwright(["check"], { cwd });
    expect(code).toBe(1);
    expect(stdout).toContain("  edited  README.md\n");
    expect(stderr).toContain("file-edited");

    expect((await specwright(["check"], { cwd: tempFolder(petsProject) })).code).toBe(1);
  });
});

describe("a fault of the document that is repaired", () => {
  const broken = petsYaml.replace('schemas/Pet"', 'schemas/Nope"');

  test("is a warning with its place; the whole package is written", async () => {
    const cwd = tempFolder({ ...petsProject, "pets.yaml": broken });
    const { code, stderr } = await specwright(["generate"], { cwd });

    expect(stderr).toMatch(/^warning {2}ref-not-found {2}pets\.yaml:15:\d+ /);
    expect(code).toBe(0);
    expect(readFiles(join(cwd, "sdk"))).toHaveProperty(["package.json"]);
    expect((await specwright(["check"], { cwd })).code).toBe(0);
    expect((await specwright(["check", "--fail-on", "warning"], { cwd })).code).toBe(1);
  });

  test("two operations with one id are told of where the second stands, and both are written", async () => {
    const second = petsYaml.slice(petsYaml.indexOf("  /pets"), petsYaml.indexOf("components:"));
    const twice = petsYaml.replace(
      "components:",
      `${second.replace("/pets/", "/dogs/")}components:`,
    );
    const cwd = tempFolder({ ...petsProject, "pets.yaml": twice });

    const { code, stderr } = await specwright(["generate"], { cwd });

    expect(stderr).toMatch(/^warning {2}duplicate-operation-id {2}pets\.yaml:18:7 /m);
    expect(code).toBe(0);
    expect(Object.keys(readFiles(join(cwd, "sdk/src/operations")))).toHaveLength(2);
  });

  test("stands in --report json and sarif, also where nothing has changed since", async () => {
    const cwd = tempFolder({ ...petsProject, "pets.yaml": broken });
    await specwright(["generate"], { cwd });

    const json = await specwright(["generate", "--report=json"], { cwd });
    const sarif = await specwright(["check", "--report", "sarif"], { cwd });

    expect(JSON.parse(json.stdout)).toContainEqual(
      expect.objectContaining({ rule: "ref-not-found", severity: "warning" }),
    );
    expect(JSON.parse(sarif.stdout)).toMatchObject({
      version: "2.1.0",
      runs: [
        {
          tool: { driver: { rules: expect.arrayContaining([{ id: "ref-not-found" }]) } },
          results: expect.arrayContaining([
            expect.objectContaining({
              ruleId: "ref-not-found",
              level: "warning",
              locations: [
                expect.objectContaining({
                  physicalLocation: {
                    artifactLocation: { uri: "pets.yaml" },
                    region: { startLine: 15, startColumn: expect.any(Number) },
                  },
                }),
              ],
            }),
          ]),
        },
      ],
    });
  });
});
