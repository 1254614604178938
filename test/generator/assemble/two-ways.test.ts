/**
 * What built-in templates made is not parsed: what its templates named and what its lines say must be what the parser finds. The
 * corpus run holds every document to the same.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { importedModules } from "../../../generator/assemble/compiler.js";
import { modulesOfCopy } from "../../../generator/assemble/laid-out.js";
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
    expect(own(modulesOfCopy(text)), path).toEqual(own(importedModules(text)));
  }
});
