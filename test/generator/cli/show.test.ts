/** `inspect`, `why` and `eject`: they run in this process, so that they are quick. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readFiles, tempFolder, writeFiles } from "../../support/temp-folder.js";
import { runHere } from "./support/here.js";
import { petsProject } from "./support/pets.js";

const specwright = async (args: readonly string[], cwd: string, interactive = false) => {
  const { code, stdout: out, stderr: err } = await runHere(args, { cwd, interactive });
  return { code, out, err };
};

describe("inspect", () => {
  test("prints the model", async () => {
    const { code, out } = await specwright(["inspect"], tempFolder(petsProject));
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      package: { name: "pets" },
      operations: [{ id: "getPet", method: "GET", names: { group: ["pets"] } }],
    });
  });

  test("--template prints what a template sees, --path for one of its files", async () => {
    const cwd = tempFolder(petsProject);
    const id = "package/src/client.ts.hbs";
    const all = JSON.parse((await specwright(["inspect", "--template", id], cwd)).out);
    const one = await specwright(["inspect", "--template", id, "--path", "src/client.ts"], cwd);

    expect(all).toMatchObject([{ path: "src/client.ts", context: { package: { name: "pets" } } }]);
    expect(JSON.parse(one.out)).toEqual(all[0].context);
  });

  test("--document prints the document as the stages see it", async () => {
    const cwd = tempFolder({
      ...petsProject,
      "o.yaml": `overlay: 1.0.0\ninfo: { title: x, version: "1" }\nactions:\n  - { target: $.info, update: { title: Changed } }\n`,
    });
    const { out } = await specwright(["inspect", "--document", "--overlay", "o.yaml"], cwd);
    expect(JSON.parse(out)).toMatchObject({
      openapi: expect.stringMatching(/^3\.1/),
      info: { title: "Changed" },
    });
  });

  const wrong: [args: string[], rule: string, says: string][] = [
    [
      ["--template", "package/src/cleint.ts.hbs"],
      "template-unknown",
      `"package/src/client.ts.hbs"`,
    ],
    [["--template", "partials/method.hbs"], "template-without-context", "partial"],
    [
      ["--template", "package/src/client.ts.hbs", "--path", "src/cleint.ts"],
      "path-unknown",
      `"src/client.ts"`,
    ],
  ];
  test.each(wrong)("%j is %s", async (args, rule, says) => {
    const { code, out, err } = await specwright(["inspect", ...args], tempFolder(petsProject));
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(new RegExp(`^error {2}${rule} `));
    expect(err).toContain(says);
  });
});

describe("why", () => {
  test.each(["Pet", "pets.get", "client.pets.get"])("%s", async (name) => {
    const { code, out } = await specwright(["why", name], tempFolder(petsProject));
    expect(code).toBe(0);
    expect(out).toMatch(/^\S+ {2}\w+\n {2}.+\n {2}\/.+ {2}pets\.yaml:\d+:\d+\n/);
  });

  test("--json", async () => {
    const { out } = await specwright(["why", "Pet", "--json"], tempFolder(petsProject));
    expect(JSON.parse(out)).toMatchObject({
      command: "why",
      name: "Pet",
      reasons: [{ kind: "type", pointer: "/components/schemas/Pet", place: "pets.yaml:18:5" }],
    });
  });

  test("an unknown name names the nearest; none is a usage error", async () => {
    const cwd = tempFolder(petsProject);
    expect((await specwright(["why", "client.pets.gte"], cwd)).err).toContain("name-unknown");
    expect((await specwright(["why", "PetsErorr"], cwd)).code).toBe(2);
    expect((await specwright(["why"], cwd)).err).toContain("usage");
  });
});

describe("eject", () => {
  const id = "partials/method.hbs";

  test("copies a built-in, once, and records its origin", async () => {
    const cwd = tempFolder(petsProject);
    const ejected = await specwright(["eject", id, "--templates", "templates"], cwd);
    expect(ejected).toMatchObject({ code: 0, out: `templates/${id}\n` });

    const copy = readFiles(join(cwd, "templates"));
    expect(Object.keys(copy)).toEqual([".specwright-templates.json", id]);
    expect(copy[id]).toBe(
      readFileSync(join(import.meta.dirname, "../../../templates", id), "utf8"),
    );

    writeFiles(cwd, { [`templates/${id}`]: "mine" });
    const again = await specwright(["eject", id, "--templates", "templates"], cwd);
    expect(again.code).toBe(2);
    expect(again.err).toContain(`template-exists  templates/${id} `);
    expect(readFiles(cwd)[`templates/${id}`]).toBe("mine");
  });

  test("takes the folder from the configuration; needs no document", async () => {
    const cwd = tempFolder({ "specwright.config.json": `{ "templates": "own" }` });
    await specwright(["eject", id], cwd);
    await specwright(["eject", "package/LICENSE.hbs"], cwd);

    const origins = JSON.parse(readFiles(cwd)["own/.specwright-templates.json"] ?? "");
    expect(Object.keys(origins)).toEqual(["package/LICENSE.hbs", id]);
  });

  test("changes nothing of the package: a partial, a file, a copied file of the runtime", async () => {
    const cwd = tempFolder(petsProject);
    await specwright(["generate", "--output", "plain"], cwd);
    for (const each of [id, "package/src/client.ts.hbs", "package/src/core/errors.ts"])
      await specwright(["eject", each, "--templates", "own"], cwd);
    await specwright(["generate", "--output", "ejected", "--templates", "own"], cwd);

    const [plain, ejected] = ["plain", "ejected"].map((folder) => readFiles(join(cwd, folder)));
    const changed = Object.keys(plain ?? {}).filter((path) => plain?.[path] !== ejected?.[path]);
    expect(changed).toEqual([".specwright.json"]);
  });

  test("without an id, lists them; an unknown one names the nearest; no folder is said", async () => {
    const cwd = tempFolder();
    const list = (await specwright(["eject"], cwd)).out.split("\n");
    expect(list).toContain(id);
    expect((await specwright(["eject", "partials/metod.hbs"], cwd)).err).toContain(
      `Did you mean "${id}"?`,
    );
    expect((await specwright(["eject", id], cwd)).err).toContain("templates-folder-missing");
  });

  test("check warns where the built-in has changed since, and does not fail for it", async () => {
    const cwd = tempFolder({
      ...petsProject,
      "specwright.config.json": `{ "input": "pets.yaml", "templates": "own" }`,
    });
    await specwright(["eject", id], cwd);
    await specwright(["generate"], cwd);
    expect(await specwright(["check"], cwd)).toMatchObject({ code: 0, err: "" });

    writeFiles(cwd, {
      "own/.specwright-templates.json": JSON.stringify({ [id]: "0".repeat(64), "gone.hbs": "0" }),
    });
    const { code, err } = await specwright(["check"], cwd);
    expect(code).toBe(0);
    expect(err).toMatch(new RegExp(`^warning {2}template-origin-moved {2}own/${id} `));

    expect((await specwright(["check", "--fail-on", "warning"], cwd)).code).toBe(1);
    writeFiles(cwd, { "own/.specwright-templates.json": "[]" });
    expect((await specwright(["check"], cwd)).err).toContain("template-origins-unreadable");
  });
});

describe("on a terminal", () => {
  test("each stage is shown with its time as it ends", async () => {
    const { out, err } = await specwright(["generate"], tempFolder(petsProject), true);
    expect(err).toMatch(/^sdk\n {2}compare +\d+ ms\n {2}load +\d+ ms\n {2}templates +\d+ ms\n/);
    expect(err).toMatch(/\n {2}write +\d+ ms\n/);
    expect(out).toMatch(/^sdk: \d+ created/);
  });
});

describe("several packages", () => {
  test("a command that shows one asks which", async () => {
    const cwd = tempFolder({
      ...petsProject,
      "specwright.config.json": `[{ "input": "pets.yaml", "output": "a" }, { "input": "pets.yaml", "output": "b" }]`,
    });
    expect((await specwright(["inspect"], cwd)).err).toContain("target-missing");
    expect((await specwright(["inspect", "--target", "b"], cwd)).code).toBe(0);
  });
});

describe("a bug", () => {
  // The configuration's value breaks in our hands, which no check of ours expects.
  const broken = `export default new Proxy({}, { ownKeys() { throw new Error("boom"); } });`;

  test("is exit code 70 and a short message; --verbose adds the stack", async () => {
    const cwd = tempFolder({ "specwright.config.mjs": broken });

    const short = await specwright(["generate"], cwd);
    expect(short).toMatchObject({ code: 70, out: "" });
    expect(short.err).toMatch(
      /^error {2}internal-error {2}Specwright .* failed: Error: boom\n.*report it/,
    );
    expect(short.err).not.toMatch(/^\s+at /m);

    const long = await specwright(["generate", "--verbose"], cwd);
    expect(long.err).toMatch(/^\s+at .*specwright\.config\.mjs/m);
    expect(JSON.parse((await specwright(["generate", "--json"], cwd)).out)).toMatchObject({
      exitCode: 70,
    });
  });
});
