/** `specwright init`, as a script uses it: nothing is asked where nobody can answer. */
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { readFiles, tempFolder } from "../../support/temp-folder.js";
import { runHere } from "./support/here.js";
import { petsYaml } from "./support/pets.js";

const specwright = (args: readonly string[], cwd: string) =>
  runHere(args, { cwd, interactive: false });

/** Neither tags nor ids. */
const poor = petsYaml.replace("      operationId: getPet\n      tags: [pets]\n", "");

describe("init", () => {
  test("finds the document, shows what the SDK looks like, and writes what belongs beside it", async () => {
    const cwd = tempFolder({ "spec/openapi.yaml": petsYaml });
    const { code, stdout } = await specwright(
      ["init", "--client-name", "Zoo", "--output", "packages/zoo"],
      cwd,
    );
    expect(code).toBe(0);
    expect(stdout).toContain("const zoo = new Zoo();\n  zoo.pets  get\n");
    const files = readFiles(cwd);
    expect(Object.keys(files)).toEqual([
      ".gitattributes",
      "spec/openapi.yaml",
      "specwright.config.json",
    ]);
    expect(files[".gitattributes"]).toBe("packages/zoo/** linguist-generated\n");
    expect(JSON.parse(files["specwright.config.json"] ?? "")).toEqual({
      input: "spec/openapi.yaml",
      output: "packages/zoo",
      client: { name: "Zoo" },
    });
    expect((await specwright(["generate"], cwd)).code).toBe(0);
  });

  test("states in an overlay what had to be guessed: the names stay, and nothing is guessed any more", async () => {
    const cwd = tempFolder({ "openapi.yaml": poor });
    const { stdout } = await specwright(["init", "--yes"], cwd);
    expect(stdout).toContain("pets.pets  get\n");
    expect(readFiles(cwd)["specwright.overlay.yaml"]).toContain(
      'update: {"operationId":"getPet","tags":["pets"]}',
    );
    const { model } = { model: JSON.parse((await specwright(["inspect"], cwd)).stdout) };
    expect(model.operations).toMatchObject([
      { id: "getPet", names: { group: ["pets"], method: "get" } },
    ]);
    const { stdout: told } = await specwright(["generate", "--report", "json"], cwd);
    expect(JSON.parse(told).map(({ rule }: { rule: string }) => rule)).not.toContain(
      "grouped-by-path",
    );
  });

  test("never writes over a file", async () => {
    const cwd = tempFolder({ "openapi.yaml": petsYaml, ".gitattributes": "mine\n" });
    const { stdout } = await specwright(["init", "--yes"], cwd);
    expect(stdout).toContain("kept   .gitattributes, which was there\n");
    expect(readFiles(cwd)[".gitattributes"]).toBe("mine\n");
    const again = await specwright(["init", "--yes"], cwd);
    expect(again).toMatchObject({ code: 2 });
    expect(again.stderr).toMatch(
      /^error {2}init-exists {2}There is a specwright\.config\.json already\./,
    );
  });

  test("asks for a name where it finds no document, or several", async () => {
    const none = await specwright(["init"], tempFolder());
    const several = await specwright(
      ["init"],
      tempFolder({ "openapi.yaml": petsYaml, "swagger.json": "{}" }),
    );
    expect(none.stderr).toMatch(/^error {2}init-no-document {2}There is no OpenAPI document here/);
    expect(several.stderr).toContain("There are several documents: openapi.yaml, swagger.json.");
  });

  test.each([
    ["a file", [], { push: { branches: ["main"], paths: ["openapi.yaml", "specwright.*"] } }],
    [
      "a file elsewhere",
      ["spec/api.yaml"],
      { push: { branches: ["main"], paths: ["spec/api.yaml", "specwright.*"] } },
    ],
  ])("--ci github writes a workflow whose scripts are shell: %s", async (_, args, on) => {
    const cwd = tempFolder({ "openapi.yaml": petsYaml, "spec/api.yaml": petsYaml });
    await specwright(
      ["init", "--ci", "github", "--yes", ...(args.length === 0 ? ["openapi.yaml"] : args)],
      cwd,
    );
    const workflow = parse(readFiles(cwd)[".github/workflows/sdk.yml"] ?? "");
    expect(workflow.on).toMatchObject(on);
    const scripts = workflow.jobs.regenerate.steps.flatMap(({ run = [] }) => run);
    expect(scripts).toHaveLength(3);
    for (const script of scripts) execFileSync("bash", ["-n", "-c", script], { cwd: join(cwd) });
  });
});
