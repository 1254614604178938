/** The entry `openapi` says what openapi-typescript's own command says of the same document. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { layOut } from "../../../generator/format/prettier.js";
import { root } from "../../rules/source-files.js";
import { tempFolder, writeFiles } from "../../support/temp-folder.js";
import { runHere } from "../cli/support/here.js";
import { petsYaml } from "../cli/support/pets.js";

const command = join(root, "node_modules", "openapi-typescript", "bin", "cli.js");

/** Below its line that says what it is made by; laid out as all files are. */
async function madeByCommand(input: string): Promise<string> {
  const text = execFileSync(process.execPath, [command, input], {
    cwd: join(input, ".."),
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  return layOut(text.slice(text.indexOf("export ")));
}

async function entryOf(folder: string, args: readonly string[]): Promise<string> {
  const asked = ["generate", ...args, "--output", "sdk", "--openapi-types"];
  const { code, stderr } = await runHere(asked, { cwd: folder });
  expect({ code, stderr }).toMatchObject({ code: 0 });
  const text = readFileSync(join(folder, "sdk/src/openapi.ts"), "utf8");
  const start = text.indexOf("export interface paths");
  return text.slice(start, text.lastIndexOf("\n}\n", text.indexOf("const specs:")) + 3);
}

const spec = (name: string) => readFileSync(join(root, "spec", `${name}.yaml`), "utf8");

/** What 3.0 says otherwise, what several files hold, and names that are none of TypeScript. */
const threeZero = JSON.stringify({
  openapi: "3.0.3",
  info: { title: "Shop", version: "1" },
  paths: {
    "/orders/{id}": {
      parameters: [{ name: "id", in: "path", required: true, schema: { type: "integer" } }],
      get: {
        operationId: "get-order",
        parameters: [{ name: "with", in: "query", schema: { type: "string", enum: ["a", "b"] } }],
        responses: {
          200: {
            description: "",
            headers: { "X-Left": { schema: { type: "integer" } } },
            content: { "application/json": { schema: { $ref: "#/components/schemas/An order" } } },
          },
          default: { $ref: "#/components/responses/Failed" },
        },
      },
    },
  },
  components: {
    responses: {
      Failed: {
        description: "",
        content: { "application/problem+json": { schema: { type: "object", nullable: true } } },
      },
    },
    schemas: {
      "An order": {
        type: "object",
        required: ["of"],
        properties: {
          of: { oneOf: [{ $ref: "#/components/schemas/Tea" }, { type: "array", items: {} }] },
          sum: { type: "number", exclusiveMinimum: true, minimum: 0, nullable: true },
          state: { type: "string", enum: ["open", "paid"], default: "open" },
        },
        additionalProperties: { type: "string" },
      },
      Tea: {
        allOf: [{ type: "object", properties: { leaf: { type: "string", format: "binary" } } }],
      },
    },
  },
});

const severalFiles = {
  "api.yaml": petsYaml.replace('"#/components/schemas/Pet"', '"parts/pet.yaml#/Pet"'),
  "parts/pet.yaml":
    "Pet:\n  type: object\n  required: [tail]\n  properties: { tail: { $ref: 'tail.yaml' } }\n",
  "parts/tail.yaml": "type: object\nproperties: { length: { type: number } }\n",
};

describe("as the command makes it of the same document", () => {
  test.each<[string, Readonly<Record<string, string>>]>([
    ["rerank", { "api.yaml": spec("openrouter-rerank") }],
    ["every feature", { "api.yaml": spec("kitchen-sink") }],
    ["3.0, as JSON", { "api.json": threeZero }],
    ["several files", severalFiles],
  ])("%s", async (_, files) => {
    const folder = tempFolder(files);
    const [input = ""] = Object.keys(files);
    expect(await entryOf(folder, [input])).toBe(await madeByCommand(join(folder, input)));
  });

  test("of the document that overlays leave", async () => {
    const overlay =
      "overlay: 1.0.0\ninfo: { title: One more, version: 1.0.0 }\nactions:\n" +
      "  - { target: $.components.schemas.Pet.properties, update: { age: { type: integer } } }\n";
    const changed = petsYaml.replace(
      /( +)name: \{ type: string \}\n$/,
      "$&$1age: { type: integer }\n",
    );
    expect(changed).not.toBe(petsYaml);
    const folder = tempFolder({
      "api.yaml": petsYaml,
      "more.yaml": overlay,
      "whole.yaml": changed,
    });
    const made = await entryOf(folder, ["api.yaml", "--overlay", "more.yaml"]);
    expect(made).toContain("age?: number");
    expect(made).toBe(await madeByCommand(join(folder, "whole.yaml")));
  });
});

test("only what is left of a document whose operations are filtered", async () => {
  const folder = tempFolder({ "api.yaml": spec("kitchen-sink") });
  const made = await entryOf(folder, ["api.yaml", "--include-path", "/shelves*"]);
  expect(made.length).toBeLessThan((await entryOf(folder, ["api.yaml"])).length / 2);
});

test("what the library cannot read is told with its own words, and nothing is written", async () => {
  const folder = tempFolder();
  writeFiles(folder, {
    "api.yaml": petsYaml.replace(
      "Pet:\n",
      "Pet:\n      discriminator: { propertyName: kind, mapping: { cat: '#/nowhere' } }\n",
    ),
  });
  const { code, stderr } = await runHere(
    ["generate", "api.yaml", "--output", "sdk", "--openapi-types"],
    { cwd: folder },
  );
  expect(code).toBe(2);
  expect(stderr).toContain("openapi-types-failed");
  expect(stderr).toContain("Can't resolve $ref");
  expect(() => readFileSync(join(folder, "sdk/package.json"))).toThrow("ENOENT");
});
