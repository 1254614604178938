/** What a template says of the file that it makes. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { SpecwrightError } from "../../../generator/contract/index.js";
import { emit } from "../../scenarios/line.js";

let dir: string;
beforeEach(() => void (dir = mkdtempSync(join(tmpdir(), "front-matter-"))));
afterEach(() => rmSync(dir, { recursive: true }));

function put(id: string, text: string): void {
  mkdirSync(dirname(join(dir, id)), { recursive: true });
  writeFileSync(join(dir, id), text);
}

const DOCUMENT = `
openapi: 3.1.0
info: { title: Pets, version: "1" }
paths:
  /pets:
    get: { operationId: listPets, tags: [pets], responses: { "204": { description: None. } } }
  /pets/{id}/events:
    get:
      operationId: watchPet
      tags: [pets]
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses:
        "200": { description: Events., content: { text/event-stream: { schema: { type: string } } } }
`;

async function made(): Promise<ReadonlyMap<string, string>> {
  return (await emit(DOCUMENT, () => true, { templates: dir })).files;
}

async function faults(): Promise<readonly object[]> {
  try {
    await made();
  } catch (error) {
    if (!(error instanceof SpecwrightError)) throw error;
    return error.diagnostics.map(({ rule, message, location }) => ({
      rule,
      message,
      file: location?.file,
      line: location?.line,
    }));
  }
  return [];
}

interface PackageJson {
  readonly exports: Readonly<Record<string, object>>;
  readonly typesVersions: { readonly "*": Readonly<Record<string, readonly string[]>> };
}

async function packageJson(): Promise<PackageJson> {
  return JSON.parse((await made()).get("package.json") ?? "") as PackageJson;
}

describe("an added template", () => {
  test("says what it is imported as", async () => {
    put(
      "extra/package/src/helpers.ts.hbs",
      "{{!---\nentry: ./helpers\n---}}\nexport const a = 1;\n",
    );
    const { exports, typesVersions } = await packageJson();

    expect(exports["./helpers"]).toEqual({
      import: { types: "./dist/esm/helpers.d.ts", default: "./dist/esm/helpers.js" },
      require: { types: "./dist/cjs/helpers.d.ts", default: "./dist/cjs/helpers.js" },
    });
    expect(typesVersions["*"]["helpers"]).toEqual(["./dist/cjs/helpers.d.ts"]);
    expect((await made()).get("src/helpers.ts")).toBe("export const a = 1;\n");
  });

  test("that makes several files says what all of them are imported as", async () => {
    const template =
      "{{!---\nentry: ./paths/*\n---}}\nexport const path = {{string operation.path}};\n";
    put("extra/package/src/paths/[operation].ts.hbs", template);

    expect((await packageJson()).exports["./paths/*"]).toMatchObject({
      import: { default: "./dist/esm/paths/*.js" },
    });
  });

  test.each([
    { given: "operation.request.members", want: ["src/streams/watch-pet.ts"] },
    { given: "operation.alternatives", want: [] },
    { given: "operation.deprecated", want: [] },
    {
      given: "operation.functionName",
      want: ["src/streams/list-pets.ts", "src/streams/watch-pet.ts"],
    },
  ])("is made only when there is something at $given", async ({ given, want }) => {
    put(
      "extra/package/src/streams/[operation].ts.hbs",
      `{{!---\nwhen: ${given}\n---}}\nexport {};\n`,
    );
    const paths = [...(await made()).keys()];
    expect(paths.filter((path) => path.startsWith("src/streams/"))).toEqual(want);
  });

  test("declares names that others refer to, and that the package's index exports", async () => {
    const head = "{{!---\nvalues: resource.className\nindex: names\n---}}\n";
    put(
      "package/src/resources/[resource].ts.hbs",
      `${head}{{> @builtin/package/src/resources/[resource].ts}}`,
    );
    put(
      "extra/package/src/all.ts.hbs",
      "export const all = [{{#each topResources}}{{ref className}}{{/each}}];\n",
    );
    const files = await made();

    expect(files.get("src/all.ts")).toContain(
      'import { PetsResource } from "./resources/pets.js";',
    );
    expect(files.get("src/index.ts")).toContain(
      'export { PetsResource } from "./resources/pets.js";',
    );
  });

  test("that is copied as it is says it in a comment of its own language, which is not copied", async () => {
    put(
      "extra/package/src/copied.ts",
      "/*---\nwhen: uses.streams\nentry: ./copied\n---*/\nexport {};\n",
    );
    put("extra/package/src/not.ts", "/*---\nwhen: uses.files\n---*/\nexport {};\n");
    const files = await made();

    expect(files.get("src/copied.ts")).toBe("export {};\n");
    expect(files.has("src/not.ts")).toBe(false);
    expect(Object.keys((await packageJson()).exports)).toContain("./copied");
  });
});

test.each([
  { given: "layout: none", want: "export const a=1" },
  { given: "layout: prettier", want: "export const a = 1;" },
  { given: "", want: "export const a = 1;" },
])("what a template makes is laid out as it says: $given", async ({ given, want }) => {
  put("extra/package/src/a.ts.hbs", `{{!---\n${given}\n---}}\nexport const a=1\n`);
  expect((await made()).get("src/a.ts")).toBe(`${want}\n`);
});

describe("an override", () => {
  test("is what the built-in says it is, but for what it says itself", async () => {
    put(
      "package/src/request.ts.hbs",
      "{{!---\nentry: ./raw\n---}}\n{{> @builtin/package/src/request.ts}}",
    );
    put("package/src/responses.ts", "export {};\n");
    const { exports } = await packageJson();

    expect(Object.keys(exports)).toEqual(expect.arrayContaining(["./raw", "./responses"]));
    expect(exports["./request"]).toBeUndefined();
  });

  test("takes back what the built-in says by a key without a value", async () => {
    put(
      "package/src/request.ts.hbs",
      "{{!---\nentry:\n---}}\n{{> @builtin/package/src/request.ts}}",
    );
    expect((await packageJson()).exports["./request"]).toBeUndefined();
  });
});

describe("what cannot be is a diagnostic at its line", () => {
  test.each([
    [
      "made-when: webhooks",
      "There is no key `made-when`; there are when, entry, values, types, index, layout.",
    ],
    [
      "whem: webhooks",
      'There is no key `whem`; there are when, entry, values, types, index, layout. Did you mean "when"?',
    ],
    ["webhooks", '"webhooks" is no `key: value`.'],
    ["when: not webhooks", "`when` takes a name of its context, such as `uses.streams`."],
    ["when: webhook", 'its context has no "webhook" of `webhook`. Did you mean "webhooks"?'],
    ["when: uses.stream", 'its context has no "stream" of `uses.stream`. Did you mean "streams"?'],
    ["values: client", "`values` leads to what is no name."],
    [
      "entry: helpers",
      "`entry` takes what users import behind the package's name, such as `./helpers`.",
    ],
    ["entry: ./client", '"./client" is the entry of "extra/package/src/helpers.ts.hbs" already.'],
    [
      "entry: ./helpers/*",
      "An entry ends in `/*` where a template makes several files, and only there.",
    ],
    ["index: everything", "`index` takes `all`, `names` or `types`."],
  ])("%s", async (line, message) => {
    put("extra/package/src/helpers.ts.hbs", `{{!---\n\n${line}\n---}}\nexport {};\n`);
    const found = await faults();
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ rule: "template-front-matter" });
    expect(JSON.stringify(found[0])).toContain(JSON.stringify(message).slice(1, -1));
    if (line !== "entry: ./client")
      expect(found[0]).toMatchObject({
        file: join(dir, "extra/package/src/helpers.ts.hbs"),
        line: 3,
      });
  });

  test("a key that stands there twice", async () => {
    put("extra/package/src/a.ts.hbs", "{{!---\nwhen: types\nwhen: errors\n---}}\nexport {};\n");
    expect(await faults()).toMatchObject([
      { message: expect.stringContaining("twice") as string, line: 3 },
    ]);
  });

  test("a partial makes no file", async () => {
    put("extra/partials/note.hbs", "{{!---\nwhen: types\n---}}\nx\n");
    expect(await faults()).toMatchObject([
      { message: expect.stringContaining("Only a template below `package/`") as string },
    ]);
  });

  test("a file that is no module is no entry", async () => {
    put("extra/package/notes.md.hbs", "{{!---\nentry: ./notes\n---}}\nx\n");
    expect(await faults()).toMatchObject([
      { message: expect.stringContaining("Only a TypeScript file below `src/`") as string },
    ]);
  });

  test("an ordinary comment at the top is none of this", async () => {
    put("extra/package/src/a.ts.hbs", "{{!-- when: ever --}}\nexport const a = 1;\n");
    expect((await made()).get("src/a.ts")).toBe("export const a = 1;\n");
  });
});
