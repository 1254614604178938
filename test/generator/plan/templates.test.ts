import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { SpecwrightError } from "../../../generator/contract/index.js";
import { loadTemplates } from "../../../generator/plan/templates.js";

let dir: string;
beforeEach(() => void (dir = mkdtempSync(join(tmpdir(), "templates-"))));
afterEach(() => rmSync(dir, { recursive: true }));

function put(id: string, text = "mine"): void {
  mkdirSync(dirname(join(dir, id)), { recursive: true });
  writeFileSync(join(dir, id), text);
}

function faults(): readonly { rule: string; hint: string; file: string | undefined }[] {
  try {
    loadTemplates(dir);
  } catch (error) {
    if (!(error instanceof SpecwrightError)) throw error;
    return error.diagnostics.map(({ rule, hint, location }) => ({
      rule,
      hint,
      file: location?.file,
    }));
  }
  return [];
}

describe("overlay of templates", () => {
  test("a file at the path of a built-in replaces that one, and the original stays within reach", () => {
    put("partials/method.hbs");
    const builtin = loadTemplates(null).templates;
    const { templates } = loadTemplates(dir);

    expect(templates.get("partials/method.hbs")).toMatchObject({
      text: "mine",
      origin: "override",
      file: join(dir, "partials/method.hbs"),
    });
    expect(templates.get("@builtin/partials/method.hbs")?.text).toBe(
      builtin.get("partials/method.hbs")?.text,
    );
    const changed = [...builtin.keys()].filter(
      (id) => templates.get(id)?.text !== builtin.get(id)?.text,
    );
    expect(changed).toEqual(["partials/method.hbs"]);
  });

  test.each([
    { given: "partials/methods.hbs", near: "partials/method.hbs" },
    {
      given: "package/src/operation/[operation].ts.hbs",
      near: "package/src/operations/[operation].ts.hbs",
    },
    { given: "package/src/client.ts", near: "package/src/client.ts.hbs" },
    { given: "packages/README.md.hbs", near: "package/README.md.hbs" },
  ])("a misspelled $given is an error that names $near", ({ given, near }) => {
    put(given);
    expect(faults()).toEqual([
      {
        rule: "template-unknown",
        file: join(dir, given),
        hint: expect.stringContaining(`"${near}"`) as string,
      },
    ]);
  });

  test("a file below extra/ is added; notes of the user are left alone", () => {
    for (const id of [
      "extra/package/src/helpers.ts.hbs",
      "extra/partials/note.hbs",
      "README.md",
      ".DS_Store",
    ])
      put(id);
    const added = [...loadTemplates(dir).templates.values()].filter(
      ({ origin }) => origin === "added",
    );
    expect(added.map(({ id }) => id)).toEqual([
      "extra/package/src/helpers.ts.hbs",
      "extra/partials/note.hbs",
    ]);
  });

  test.each([
    { given: "extra/package/src/client.ts.hbs", rule: "template-conflict" },
    { given: "extra/package/src/client.ts", rule: "template-conflict" },
    { given: "extra/helpers.ts", rule: "template-unknown" },
  ])("$given is a $rule", ({ given, rule }) => {
    put(given);
    expect(faults()).toMatchObject([{ rule }]);
  });

  test("every fault of the folder is told at once", () => {
    put("partials/methods.hbs");
    put("partials/examples.hbs");
    expect(faults()).toHaveLength(2);
  });

  test("a folder that is not there is an error", () => {
    rmSync(dir, { recursive: true });
    expect(faults()).toMatchObject([{ rule: "template-folder-missing" }]);
    mkdirSync(dir);
  });

  test("the hash changes with a text, and only with that", () => {
    const before = loadTemplates(null).hash;
    expect(loadTemplates(dir).hash).toBe(before);
    put("partials/method.hbs");
    const changed = loadTemplates(dir).hash;
    expect(changed).not.toBe(before);
    expect(loadTemplates(dir).hash).toBe(changed);
  });
});
