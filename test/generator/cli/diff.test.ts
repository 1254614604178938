/** `specwright diff`: sides, formats, exit codes. What it says of each kind of change is in test/diff. */
import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { tempFolder, writeFiles } from "../../support/temp-folder.js";
import { runHere } from "./support/here.js";
import { petsProject, petsYaml } from "./support/pets.js";

const specwright = (args: readonly string[], cwd: string) =>
  runHere(args, { cwd, interactive: false });

const withoutName = petsYaml
  .replace("        name: { type: string }\n", "        size: { type: integer }\n")
  .replace("required: [name]", "required: [size]");
const files = { ...petsProject, "old.yaml": petsYaml, "new.yaml": withoutName };

/** A repository whose last commit has `pets.yaml`, and what it refers to, as it was. */
function repository(
  before: Readonly<Record<string, string>>,
  now: Readonly<Record<string, string>>,
): string {
  const cwd = tempFolder({ ...petsProject, ...before });
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@b.example", ...args], { cwd });
  git("init", "--quiet");
  git("add", ".");
  git("commit", "--quiet", "--message", "before");
  writeFiles(cwd, now);
  return cwd;
}

describe("what is told", () => {
  test("as text: what breaks with its migration and its calls, what is new", async () => {
    const { code, stdout, stderr } = await specwright(
      ["diff", "old.yaml", "new.yaml"],
      tempFolder(files),
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^major {2}old\.yaml -> new\.yaml {2}1 breaking, 1 new\n/);
    expect(stdout).toContain(
      "  ! `Pet.name` does not come any more.  old.yaml:22:9\n      Do without `name`.\n      Pet.name, client.pets.get\n",
    );
    expect(stdout).toContain("  + `Pet.size` is new.  new.yaml:22:9\n");
  });

  test("--verbose shows before, after and the witness", async () => {
    const { stdout } = await specwright(
      ["diff", "old.yaml", "new.yaml", "--verbose"],
      tempFolder(files),
    );
    expect(stdout).toContain('      - string\n      | import type { Pet } from "pets";\n      |\n');
  });

  test("nothing", async () => {
    const { stdout } = await specwright(["diff", "old.yaml", "pets.yaml"], tempFolder(files));
    expect(stdout).toBe("none  old.yaml -> pets.yaml  no change that a user could see\n");
  });

  test("as JSON, alone on standard output", async () => {
    const { stdout } = await specwright(
      ["diff", "old.yaml", "new.yaml", "--format", "json"],
      tempFolder(files),
    );
    const { version, bump, changes } = JSON.parse(stdout);
    expect({ version, bump }).toEqual({ version: 1, bump: "major" });
    expect(changes[0]).toMatchObject({
      bump: "major",
      kind: "response-property-removed",
      source: "breaking",
      runtime: "breaking",
      wire: "same",
      pointer: "/components/schemas/Pet/properties/name",
      symbols: expect.arrayContaining(["Pet.name", "client.pets.get"]),
      before: "string",
      after: null,
      proved: true,
      old: { file: "old.yaml", line: 22, column: 9 },
    });
  });

  test.each([
    [
      "markdown",
      /^## SDK changes: major\n[^]*### Breaking changes\n\n- `Pet\.name` does not come any more\./,
    ],
    ["html", /^<!doctype html>[^]*<code>Pet\.name<\/code> does not come any more\.[^]*<\/html>\n$/],
    [
      "github",
      /^::error file=old\.yaml,line=22,col=9,title=response-property-removed::`Pet\.name` does not come/,
    ],
    ["sarif", /"ruleId": "response-property-removed"/],
  ])("as %s", async (format, wanted) => {
    const { stdout } = await specwright(
      ["diff", "old.yaml", "new.yaml", "--format", format],
      tempFolder(files),
    );
    expect(stdout).toMatch(wanted);
  });

  test("a document is no code: markup in it is shown, not run", async () => {
    const marked = petsYaml.replace(
      "type: string }\n",
      "type: string, description: '<script>alert(1)</script> `x`' }\n",
    );
    const cwd = tempFolder({ ...files, "new.yaml": marked });
    const { stdout } = await specwright(["diff", "old.yaml", "new.yaml", "--format", "html"], cwd);
    expect(stdout).toContain("&lt;script&gt;alert(1)");
    expect(stdout).not.toContain("<script>alert(1)");
  });
});

describe("sides", () => {
  test("a revision of git, with the files that its document refers to", async () => {
    const referring = petsYaml.replace(
      '{ $ref: "#/components/schemas/Pet" }',
      "{ $ref: pet.json }",
    );
    const pet = (type: string) =>
      JSON.stringify({ type: "object", required: ["age"], properties: { age: { type } } });
    const cwd = repository(
      { "pets.yaml": referring, "pet.json": pet("integer") },
      { "pet.json": pet("string") },
    );
    const { code, stdout } = await specwright(
      ["diff", "HEAD:pets.yaml", "pets.yaml", "--fail-on", "major"],
      cwd,
    );
    expect(code).toBe(1);
    expect(stdout).toMatch(/^major {2}HEAD:pets\.yaml -> pets\.yaml/);
    expect(stdout).toMatch(/\.age` has another type\./);
  });

  describe("a package", () => {
    const oldPackage = async (): Promise<string> => {
      const cwd = tempFolder(files);
      await specwright(["generate"], cwd);
      writeFiles(cwd, { "pets.yaml": withoutName });
      return cwd;
    };
    test("its folder: what is gone in the document is proved by its declarations", async () => {
      const cwd = await oldPackage();
      const { stdout, stderr } = await specwright(["diff", "sdk", "pets.yaml", "--verbose"], cwd);
      expect(stderr).toBe("");
      expect(stdout).toMatch(/^major {2}sdk -> pets\.yaml {2}1 breaking, 1 new\n/);
      expect(stdout).toContain("  ! `Pet.name` does not come any more.\n");
      expect(stdout).toContain('      | import type { Pet } from "pets";\n');
    });

    const renamed = petsYaml
      .replace("getPet", "fetchAnimal")
      .replaceAll(/schemas\/Pet"/g, 'schemas/Animal"')
      .replace("    Pet:\n", "    Animal:\n");

    test("keeps its names: what the document renames is there under both", async () => {
      const cwd = await oldPackage();
      writeFiles(cwd, { "pets.yaml": renamed });
      const { stdout } = await specwright(["diff", "sdk", "pets.yaml"], cwd);
      expect(stdout).toMatch(/^minor {2}sdk -> pets\.yaml/);
      expect(stdout).not.toContain("unproved");
    });

    test("two documents are told what it would keep, and what not", async () => {
      const cwd = tempFolder({
        ...files,
        "new.yaml": renamed.replace(
          "        name: { type: string }\n",
          "        name: { type: integer }\n",
        ),
      });
      const { stdout } = await specwright(
        ["diff", "old.yaml", "new.yaml", "--format", "json"],
        cwd,
      );
      const { bump, changes } = JSON.parse(stdout) as {
        bump: string;
        changes: { bump: string; kind: string; before: string; avoidable: boolean }[];
      };
      const told = (isAvoidable: boolean) =>
        changes
          .filter((change) => change.bump === "major" && change.avoidable === isAvoidable)
          .map(({ kind, before }) => `${kind} ${before}`)
          .sort();
      expect(bump).toBe("major");
      expect(told(true)).toEqual([
        "operation-renamed GetPetRequest",
        "operation-renamed client.pets.get",
        "operation-renamed getPet",
        "type-removed GetPetError",
        "type-renamed Pet",
      ]);
      expect(told(false)).toEqual(["response-type-changed string"]);
    });

    test("nothing changed since it was made", async () => {
      const cwd = await oldPackage();
      const { stdout } = await specwright(["diff", "old.yaml", "sdk"], cwd);
      expect(stdout).toBe("none  old.yaml -> sdk  no change that a user could see\n");
    });

    test("as it was in a revision", async () => {
      const cwd = await oldPackage();
      const git = (...args: string[]) =>
        execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@b.example", ...args], {
          cwd,
        });
      git("init", "--quiet");
      git("add", ".");
      git("commit", "--quiet", "--message", "before");
      await specwright(["generate"], cwd);
      const { stdout } = await specwright(["diff", "HEAD:sdk", "sdk"], cwd);
      expect(stdout).toMatch(/^major {2}HEAD:sdk -> sdk {2}1 breaking, 1 new\n/);
    });
  });

  test.each([
    [
      "a package of somebody else",
      ["diff", "node_modules/other", "pets.yaml"],
      /^error {2}package-unknown {2}node_modules\/other is no package that Specwright made: it has no etc\/surface\.json\./,
    ],
    [
      "a package of another version",
      ["diff", "node_modules/later", "pets.yaml"],
      /^error {2}package-unknown {2}etc\/surface\.json of node_modules\/later was not written by this version/,
    ],
    [
      "what only calls itself a tarball",
      ["diff", "broken.tgz", "pets.yaml"],
      /^error {2}package-unreadable {2}broken\.tgz cannot be unpacked\./,
    ],
    [
      "two documents of different APIs",
      ["diff", "pets.yaml", "ships.yaml"],
      /^error {2}documents-unrelated {2}pets\.yaml \(Pets\) and ships\.yaml \(Ships\) have next to no operation in common/,
    ],
    [
      "a revision that is not there",
      ["diff", "v9:pets.yaml", "pets.yaml"],
      /^error {2}revision-unknown {2}Git cannot read v9:pets\.yaml\./,
    ],
    [
      "a file that the revision does not have",
      ["diff", "HEAD:nope.yaml", "pets.yaml"],
      /^error {2}revision-file {2}HEAD has no file nope\.yaml\./,
    ],
    [
      "no document",
      ["diff", "pets.yaml", "specwright.config.json"],
      /^error {2}[a-z-]+ {2}specwright\.config\.json:1:1/,
    ],
    ["one side", ["diff", "pets.yaml"], /^error {2}usage {2}Two documents are needed\./],
    ["a file that is not there", ["diff", "pets.yaml", "nope.yaml"], /^error {2}input-not-found/],
    ["three sides", ["diff", "a", "b", "c"], /^error {2}usage {2}"c" is one argument too many\./],
  ])("%s is told", async (_, args, wanted) => {
    const others = {
      "node_modules/other/package.json": "{}",
      "node_modules/later/etc/surface.json": '{ "version": 2 }',
      "broken.tgz": "no archive",
      "ships.yaml": petsYaml
        .replace("title: Pets", "title: Ships")
        .replaceAll("/pets", "/ships")
        .replaceAll(/operationId: (\w+)Pets?/g, "operationId: $1Ship"),
    };
    const { code, stdout, stderr } = await specwright(args, repository(others, {}));
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(wanted);
  });

  test("outside of a repository", async () => {
    const { stderr } = await specwright(
      ["diff", "HEAD:pets.yaml", "pets.yaml"],
      tempFolder(petsProject),
    );
    expect(stderr).toMatch(/^error {2}revision-unknown/);
  });
});

test.each([
  ["major", 1],
  ["minor", 1],
  ["patch", 1],
])("--fail-on %s", async (failOn, code) => {
  const cwd = tempFolder(files);
  expect((await specwright(["diff", "old.yaml", "new.yaml", "--fail-on", failOn], cwd)).code).toBe(
    code,
  );
  expect((await specwright(["diff", "old.yaml", "pets.yaml", "--fail-on", failOn], cwd)).code).toBe(
    0,
  );
});
