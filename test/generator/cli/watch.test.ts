/** `specwright watch` as a person uses it: a process that is told nothing but that files were saved. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readFiles, tempFolder } from "../../support/temp-folder.js";
import { petsProject, petsYaml } from "./support/pets.js";
import { useProgram } from "./support/program.js";

const specwright = useProgram();

/** Saves one text after the other, each when what the one before it led to has been said. */
async function watched(steps: readonly { readonly save: string; readonly until: RegExp }[]) {
  const cwd = tempFolder(petsProject);
  const waiting = [{ save: null, until: /^sdk: \d+ created/ }, ...steps];
  let said = 0;
  const ended = await specwright(["watch"], {
    cwd,
    onOutput: (output, interrupt) => {
      const [step] = waiting;
      if (step === undefined || !step.until.test(output.slice(said))) return;
      said = output.length;
      waiting.shift();
      const [next] = waiting;
      if (next === undefined) interrupt();
      else if (next.save !== null) writeFileSync(join(cwd, "pets.yaml"), next.save);
    },
  });
  return { ...ended, sdk: readFiles(join(cwd, "sdk")) };
}

const withAge = `${petsYaml}        age: { type: integer }\n`;

test("says what a save changes for who uses the package, and writes the files that show it", async () => {
  const { stdout, sdk } = await watched([{ save: withAge, until: /Pet\.age/ }]);
  expect(stdout).toMatch(/sdk: \d+ files written\nminor {2}before -> now {2}1 new\n/);
  expect(sdk["src/types.ts"]).toContain("age?: number;");
});

test("a document that cannot be read leaves the package as it was; the next good state is compared with the last one", async () => {
  const { stdout, stderr, sdk } = await watched([
    { save: withAge, until: /Pet\.age/ },
    { save: "openapi: [", until: /1 error/ },
    { save: petsYaml, until: /`Pet\.age` does not come any more/ },
  ]);
  expect(stderr).toMatch(/^error {2}input-syntax {2}pets\.yaml:/m);
  expect(stdout).toMatch(/^major {2}before -> now/m);
  expect(sdk["src/types.ts"]).not.toContain("age");
});

test("a save that changes nothing for users is one line", async () => {
  const { stdout } = await watched([{ save: `# nothing\n${petsYaml}`, until: /no change/ }]);
  expect(stdout).toMatch(/\nsdk: no change in what a user sees, 0 files written\n$/);
});

test("a template that is saved is used", async () => {
  const cwd = tempFolder({
    ...petsProject,
    "specwright.config.json": `{ "input": "pets.yaml", "output": "sdk", "templates": "templates" }`,
    "templates/partials/method.hbs": "{{> @builtin/partials/method}}\n",
  });
  let isSaved = false;
  await specwright(["watch"], {
    cwd,
    onOutput: (output, interrupt) => {
      if (!isSaved && /created/.test(output)) {
        isSaved = true;
        writeFileSync(
          join(cwd, "templates/partials/method.hbs"),
          "// mine\n{{> @builtin/partials/method}}\n",
        );
      } else if (/1 files written/.test(output)) interrupt();
    },
  });
  expect(readFiles(join(cwd, "sdk"))["src/resources/pets.ts"]).toContain("// mine");
});
