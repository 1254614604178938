/**
 * What built-in templates made is not parsed: what its templates named and what its lines say must be what the parser finds. The
 * corpus run holds every document to the same.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { importedModules } from "../../../generator/lib/compiler.js";
import { modulesOf } from "../../../generator/assemble/modules.js";
import { layOut } from "../../../generator/format/prettier.js";
import { render } from "../../../generator/render/index.js";
import { planOf } from "../../scenarios/line.js";
import { differences } from "./two-ways.js";

const spec = (name: string) =>
  readFileSync(new URL(`../../../spec/${name}`, import.meta.url), "utf8");

describe("built-in templates, parsed or not, give the same files", () => {
  test.each([
    { name: "openrouter-rerank.yaml" },
    { name: "kitchen-sink.yaml" },
    {
      name: "kitchen-sink.yaml",
      options: { validation: true, types: { dates: "Date", int64: "bigint" } } as const,
    },
  ])("$name $options", async ({ name, options }) => {
    const { plan, templates } = await planOf(spec(name), options);
    const rendered = render(plan, templates, () => {});
    for (const { path, known, parsed } of await differences(rendered, plan))
      expect(known, path).toBe(parsed);
  });
});

test("the properties of a body whose type is another name of an interface, beside a parameter", async () => {
  const { plan, templates } = await planOf(`openapi: 3.1.0
info: { title: Pet Store, version: 1.0.0 }
paths:
  /pets/{id}:
    patch:
      operationId: updatePet
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      requestBody:
        content: { application/json: { schema: { $ref: "#/components/schemas/Change" } } }
      responses: { "204": { description: Done. } }
components:
  schemas:
    Change: { $ref: "#/components/schemas/Pet" }
    Pet: { type: object, properties: { name: { type: string } } }
`);
  const rendered = render(plan, templates, () => {});
  expect(await differences(rendered, plan)).toEqual([]);
});

test("a response that is a tuple too long for its line, with more behind it", async () => {
  const item = (index: number) =>
    `{ type: object, properties: { aPropertyOfItem${index}: { type: string } } }`;
  const { plan, templates } = await planOf(`openapi: 3.1.0
info: { title: Pet Store, version: 1.0.0 }
paths:
  /identity:
    get:
      operationId: identityOfTheUserWhoAsks
      responses:
        "200":
          description: Parts.
          content:
            application/json: { schema: { type: array, prefixItems: [${[1, 2, 3, 4].map(item).join(", ")}] } }
`);
  const rendered = render(plan, templates, () => {});
  expect(rendered.some(({ text }) => text.includes(" = [\n"))).toBe(true);
  expect(await differences(rendered, plan)).toEqual([]);
});

test("types too long for their line, in all places where one is broken", async () => {
  const values = (count: number) =>
    JSON.stringify(Array.from({ length: count }, (_, index) => `quite_a_long_value_${index}`));
  const schemas = [
    { name: "next", schema: `{ type: string, enum: ${values(4)} }` },
    { name: "each", schema: `{ type: string, enum: ${values(9)} }` },
    { name: "list", schema: `{ type: array, items: { type: string, enum: ${values(4)} } }` },
    { name: "lists", schema: `{ type: array, items: { type: string, enum: ${values(9)} } }` },
  ];
  const names = ["ANameThatTakesItsRoom", "AnotherNameThatTakesItsRoom", "AndAnotherOneThatDoes"];
  const parameters = schemas.map(
    ({ name, schema }) => `{ name: ${name}, in: query, schema: ${schema} }`,
  );
  const paths = schemas.map(
    ({ name, schema }) => `  /${name}:
    post:
      operationId: a_name_that_takes_its_room_${name}
      parameters: [${parameters.join(", ")}]
      requestBody: { content: { application/json: { schema: { type: object, additionalProperties: { type: array, items: { anyOf: [${names.map((name) => `{ $ref: "#/components/schemas/${name}" }`).join(", ")}] } } } } } }
      responses:
        "200":
          description: Done.
          headers: { X-Answer: { schema: ${schema} } }
          content: { application/json: { schema: ${schema} } }
`,
  );
  const { plan, templates } = await planOf(`openapi: 3.1.0
info: { title: Pet Store, version: 1.0.0 }
tags: [{ name: a name that takes a lot of room on its line }]
paths:
${paths.join("")}components:
  schemas:
${names.map((name) => `    ${name}: { type: object, properties: { ${name}: { type: string } } }\n`).join("")}`);
  const rendered = render(plan, templates, () => {});
  for (const { path, known, parsed } of await differences(rendered, plan))
    expect(known, path).toBe(parsed);
  for (const { path, text, isLaidOut } of rendered) {
    if (isLaidOut && path.endsWith(".ts")) expect(await layOut(text), path).toBe(text);
  }
  const loose = rendered.filter(({ path, isLaidOut }) => path.endsWith(".ts") && !isLaidOut);
  expect(loose.map(({ path }) => path).filter((path) => !/core|internal|types/.test(path))).toEqual(
    [],
  );
});

test("a long type with a quotation mark in one of its values", async () => {
  const { plan, templates } = await planOf(`openapi: 3.1.0
info: { title: Pet Store, version: 1.0.0 }
paths:
  /pets:
    get:
      operationId: listPets
      parameters:
        - { name: size, in: query, schema: { type: string, enum: ['an inch, 1"', "a foot, twelve times as much as one", two] } }
      responses: { "204": { description: Done. } }
`);
  const rendered = render(plan, templates, () => {});
  const text = rendered.find(({ path }) => path.endsWith("/list-pets.ts"))?.text;
  expect(text).toContain(
    `size?: 'an inch, 1"' | "a foot, twelve times as much as one" | "two" | undefined;`,
  );
});

test("what the runtime's files import", () => {
  const folder = new URL("../../../templates/package/src", import.meta.url).pathname;
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) =>
    path.endsWith(".ts"),
  );
  expect(files.length).toBeGreaterThan(50);
  const own = (modules: readonly string[]) =>
    new Set(modules.filter((module) => module.startsWith(".")));
  for (const path of files) {
    const text = readFileSync(join(folder, path), "utf8");
    expect(own(modulesOf(text)), path).toEqual(own(importedModules(text)));
  }
});
