import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readFiles, tempFolder } from "../../support/temp-folder.js";
import { runHere } from "./support/here.js";
import { petsYaml } from "./support/pets.js";

const files = {
  "specs/pets.yaml": petsYaml
    .replace('$ref: "#/components/schemas/Pet"', '$ref: "common/pet.yaml"')
    .replace(/components:[\S\s]*$/, ""),
  "specs/common/pet.yaml": "type: object\nproperties: { name: { type: string } }\n",
  "specs/owners.yaml": petsYaml,
  "specs/fix.yaml":
    "overlay: 1.0.0\ninfo: { title: Fix, version: '1' }\nactions:\n  - target: $.info\n    update: { title: Owners }\n",
  "templates/partials/none.hbs": "",
  "specwright.config.json": JSON.stringify([
    { input: "specs/pets.yaml", output: "sdks/pets" },
    {
      input: "specs/owners.yaml",
      output: "sdks/owners",
      overlays: ["specs/fix.yaml"],
      templates: "templates",
      release: { bump: true },
    },
  ]),
};

test("files lists everything that goes in and comes out", async () => {
  const { stdout } = await runHere(["files", "--json"], { cwd: tempFolder(files) });
  expect(JSON.parse(stdout).targets).toEqual([
    {
      output: "sdks/pets",
      inputs: ["specwright.config.json", "specs/common/pet.yaml", "specs/pets.yaml"],
      outputs: ["sdks/pets/**"],
      state: expect.arrayContaining([
        "sdks/pets/.specwright.json",
        "sdks/pets/.specwright/release.json",
      ]),
    },
    {
      output: "sdks/owners",
      inputs: ["specwright.config.json", "specs/fix.yaml", "specs/owners.yaml", "templates/**"],
      outputs: ["sdks/owners/**"],
      state: expect.arrayContaining(["sdks/owners/CHANGELOG.md"]),
    },
  ]);
});

test("with nothing but what it lists, the package is the same", async () => {
  const cwd = tempFolder({ ...files, "unrelated.yaml": petsYaml });
  expect((await runHere(["generate", "--target", "pets"], { cwd })).code).toBe(0);
  const { targets } = JSON.parse(
    (await runHere(["files", "--json", "--target", "pets"], { cwd })).stdout,
  );
  const inputs: readonly string[] = targets[0].inputs;
  const copy = tempFolder(
    Object.fromEntries(inputs.map((path) => [path, readFileSync(join(cwd, path), "utf8")])),
  );
  expect((await runHere(["generate", "--target", "pets"], { cwd: copy })).code).toBe(0);
  expect(readFiles(join(copy, "sdks"))).toEqual(readFiles(join(cwd, "sdks")));
});
