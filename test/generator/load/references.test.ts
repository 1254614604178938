import { describe, expect, test } from "vitest";
import type { Json } from "../../../generator/contract/index.js";
import { valueAt } from "../../../generator/lib/pointer.js";
import { loadFiles, loadInput, serve, withSchemas, type Loaded } from "./support.js";

const api = (rest: string) => `openapi: 3.1.0\ninfo: { title: T, version: "1" }\n${rest}`;
const schemasOf = ({ root }: Loaded) => valueAt(root, "/components/schemas");

describe("what stands in another file becomes a component", () => {
  test("a whole file is named after the file", async () => {
    const loaded = await loadFiles({
      "api.yaml": api(
        "components: { schemas: { Owner: { properties: { pet: { $ref: ./models/pet.schema.yaml } } } } }",
      ),
      "models/pet.schema.yaml":
        "type: object\nproperties: { next: { $ref: '#' }, tag: { $ref: tag.json } }\n",
      "models/tag.json": `{ "type": "string" }`,
    });

    expect(schemasOf(loaded)).toEqual({
      Owner: { properties: { pet: { $ref: "#/components/schemas/pet" } } },
      pet: {
        type: "object",
        properties: {
          next: { $ref: "#/components/schemas/pet" },
          tag: { $ref: "#/components/schemas/tag" },
        },
      },
      tag: { type: "string" },
    });
    expect(loaded.findings).toEqual([]);
  });

  const targets: [ref: string, name: string][] = [
    ["shared.yaml#/components/schemas/Pet", "Pet"],
    ["shared.yaml#/definitions/Pet%20Shop", "Pet_Shop"],
    ["./shared.yaml#/definitions/a~1b", "a_b"],
    [
      "shared.yaml#/paths/~1pets/get/responses/200/content/application~1json/schema",
      "application_json_schema",
    ],
    ["shared.yaml#/components/schemas/Pet/properties/name", "Pet_name"],
    ["shared.yaml#/definitions/list/items/0", "list_0"],
  ];
  test.each(targets)("%s is called %s", async (ref, name) => {
    const loaded = await loadFiles({
      "api.yaml": api(`components: { schemas: { Use: { not: { $ref: "${ref}" } } } }`),
      "shared.yaml": `
components: { schemas: { Pet: { properties: { name: { title: found } }, title: found } } }
definitions: { Pet Shop: { title: found }, a/b: { title: found }, list: { items: [{ title: found }] } }
paths: { /pets: { get: { responses: { 200: { content: { application/json: { schema: { title: found } } } } } } } }
`,
    });

    expect(schemasOf(loaded)).toMatchObject({
      Use: { not: { $ref: `#/components/schemas/${name}` } },
      [name]: { title: "found" },
    });
  });

  test("names do not collide, and do not depend on anything but the documents", async () => {
    const files = {
      "api.yaml": api(`components:
  schemas:
    Pet: { title: own }
    Use: { anyOf: [{ $ref: "cats.yaml#/Pet" }, { $ref: "dogs.yaml#/Pet" }, { $ref: "old/dogs.yaml#/Pet" }, { $ref: "cats.yaml#/Pet" }] }`),
      "cats.yaml": "Pet: { title: cat }",
      "dogs.yaml": "Pet: { title: dog }",
      "old/dogs.yaml": "Pet: { title: old dog }",
    };
    const loaded = await loadFiles(files);

    expect(schemasOf(loaded)).toEqual({
      Pet: { title: "own" },
      Use: {
        anyOf: ["cats_Pet", "dogs_Pet", "dogs_Pet_2", "cats_Pet"].map((name) => ({
          $ref: `#/components/schemas/${name}`,
        })),
      },
      cats_Pet: { title: "cat" },
      dogs_Pet: { title: "dog" },
      dogs_Pet_2: { title: "old dog" },
    });
    expect((await loadFiles(files)).root).toEqual(loaded.root);
  });

  test("an entry that is nothing but a reference becomes the thing itself", async () => {
    const { root } = await loadFiles({
      "api.yaml": api(`
paths:
  /pets: { $ref: paths/pets.yaml }
components:
  schemas:
    Animal: { $ref: schemas.yaml#/Pet }
`),
      "paths/pets.yaml": `get: { responses: { 200: { description: ok, content: { application/json: { schema: { $ref: ../schemas.yaml#/Pet } } } } } }`,
      "schemas.yaml": "Pet: { type: object }",
    });

    expect(
      valueAt(root, "/paths/~1pets/get/responses/200/content/application~1json/schema"),
    ).toEqual({ $ref: "#/components/schemas/Animal" });
    expect(valueAt(root, "/components")).toEqual({ schemas: { Animal: { type: "object" } } });
  });

  test("parameters, responses, bodies, headers, examples, callbacks and path items go where they belong", async () => {
    const { root, findings } = await loadFiles({
      "api.yaml": api(`
paths:
  /a:
    $ref: parts.yaml#/items/a
  /b:
    $ref: parts.yaml#/items/a
`),
      "parts.yaml": `
items:
  a:
    parameters: [{ $ref: "#/limit" }]
    post:
      requestBody: { $ref: "#/body" }
      responses: { 200: { $ref: "#/ok" } }
      callbacks: { done: { $ref: "#/hook" } }
limit: { name: limit, in: query, examples: { one: { $ref: "#/one" } } }
one: { value: { $ref: stays } }
body: { content: { text/plain: {} } }
ok: { description: ok, headers: { X-Total: { $ref: "#/total" } } }
total: { schema: { type: integer } }
hook: { "{$request.body#/url}": { post: {} } }
`,
    });

    expect(findings).toEqual([]);
    expect(root["paths"]).toMatchObject({ "/a": { post: {} }, "/b": { $ref: "#/paths/~1a" } });
    expect(root["components"]).toEqual({
      parameters: {
        limit: {
          name: "limit",
          in: "query",
          examples: { one: { $ref: "#/components/examples/one" } },
        },
      },
      requestBodies: { body: { content: { "text/plain": {} } } },
      responses: {
        ok: { description: "ok", headers: { "X-Total": { $ref: "#/components/headers/total" } } },
      },
      callbacks: { hook: { "{$request.body#/url}": { post: {} } } },
      examples: { one: { value: { $ref: "stays" } } },
      headers: { total: { schema: { type: "integer" } } },
    });
  });

  test("where no reference may stand, what it leads to is put in", async () => {
    const { root, findings } = await loadFiles({
      "api.yaml": api(
        "paths: { $ref: paths.yaml }\ncomponents: { schemas: { $ref: schemas.yaml } }",
      ),
      "paths.yaml": "/pets: { get: { $ref: operations.yaml#/list } }",
      "operations.yaml": "list: { operationId: list, responses: {} }",
      "schemas.yaml":
        "Pet: { properties: { $ref: '#/Shared' } }\nShared: { name: { type: string } }",
    });

    expect(findings).toEqual([]);
    expect(root).toMatchObject({
      paths: { "/pets": { get: { operationId: "list" } } },
      components: { schemas: { Pet: { properties: { name: { type: "string" } } } } },
    });
  });

  test("a circle through several files", async () => {
    const loaded = await loadFiles({
      "api.yaml": api("components: { schemas: { A: { properties: { b: { $ref: b.yaml#/B } } } } }"),
      "b.yaml": "B: { properties: { c: { $ref: c.yaml } } }",
      "c.yaml":
        "properties: { a: { $ref: 'api.yaml#/components/schemas/A' }, b: { $ref: b.yaml#/B }, deep: { $ref: 'b.yaml#/B/properties/c/properties/a' } }",
    });

    expect(loaded.findings).toEqual([]);
    expect(schemasOf(loaded)).toEqual({
      A: { properties: { b: { $ref: "#/components/schemas/B" } } },
      B: { properties: { c: { $ref: "#/components/schemas/c" } } },
      c: {
        properties: {
          a: { $ref: "#/components/schemas/A" },
          b: { $ref: "#/components/schemas/B" },
          deep: { $ref: "#/components/schemas/c/properties/a" },
        },
      },
    });
  });

  test("a discriminator's mapping comes along", async () => {
    const loaded = await loadFiles({
      "api.yaml": api(
        "components: { schemas: { Pet: { discriminator: { propertyName: kind, mapping: { cat: cat.yaml, dog: Dog, x: gone.yaml }, defaultMapping: other.yaml } }, Dog: {} } }",
      ),
      "cat.yaml": "type: object",
      "other.yaml": "type: object",
    });

    expect(valueAt(loaded.root, "/components/schemas/Pet/discriminator")).toEqual({
      propertyName: "kind",
      mapping: { cat: "#/components/schemas/cat", dog: "Dog" },
      defaultMapping: "#/components/schemas/other",
    });
    expect(loaded.findings).toEqual(["ref-not-found api.yaml:3:106"]);
  });
});

describe("references inside one document", () => {
  test("lead anywhere, and stay as they are", async () => {
    const { root, document, places } = await loadFiles({
      "api.yaml": api(`
paths: { "/a{b}": { get: { responses: { 200: { content: { text/plain: { schema: { title: there } } } } } } } }
x-shared: { Old: { type: string, nullable: true } }
components:
  schemas:
    A: { $ref: "#/paths/~1a%7Bb%7D/get/responses/200/content/text~1plain/schema" }
    "100%": { $ref: "#/components/schemas/100%25/x" , x: { title: percent } }
    C: { $ref: "#/x-shared/Old" }
`),
    });

    expect(document.resolve("#/components/schemas/A")).toEqual({ title: "there" });
    expect(valueAt(root, "/components/schemas/100%/$ref")).toBe("#/components/schemas/100%25/x");
    expect(document.resolve("#/components/schemas/C")).toEqual({ type: ["string", "null"] });
    expect(places).toEqual(["nullable-in-3.1 api.yaml#/x-shared/Old/nullable"]);
  });

  test("by $anchor, $id and $dynamicRef", async () => {
    const loaded = await loadFiles({
      "api.json": withSchemas({
        Node: {
          $id: "https://example.com/node",
          $dynamicAnchor: "node",
          properties: { next: { $dynamicRef: "#node" } },
        },
        Use: {
          anyOf: [
            { $ref: "https://example.com/node" },
            { $ref: "#place" },
            { $ref: "https://example.com/node#/properties/next" },
          ],
        },
        Place: { $anchor: "place", type: "string" },
        Whole: {
          $id: "https://example.com/whole",
          properties: { near: { $ref: "node" }, within: { $ref: "#/$defs/Part" } },
          $defs: { Part: { type: "integer" } },
        },
      }),
    });

    expect(schemasOf(loaded)).toMatchObject({
      Node: { properties: { next: { $ref: "#/components/schemas/Node" } } },
      Use: {
        anyOf: [
          { $ref: "#/components/schemas/Node" },
          { $ref: "#/components/schemas/Place" },
          { $ref: "#/components/schemas/Node/properties/next" },
        ],
      },
      Whole: {
        properties: {
          near: { $ref: "#/components/schemas/Node" },
          within: { $ref: "#/components/schemas/Whole/$defs/Part" },
        },
      },
    });
    expect(loaded.places).toEqual([
      "dynamic-ref-approximated api.json#/components/schemas/Node/properties/next/$dynamicRef",
    ]);
  });

  test("relative to the schema that they stand in, where generators write them so", async () => {
    const loaded = await loadFiles({
      "api.json": withSchemas({
        A: { properties: { b: { $ref: "#/$defs/B" } }, $defs: { B: { title: "inner" } } },
      }),
    });

    expect(valueAt(loaded.root, "/components/schemas/A/properties/b")).toEqual({
      $ref: "#/components/schemas/A/$defs/B",
    });
    expect(loaded.places).toEqual([
      "ref-relative-to-schema api.json#/components/schemas/A/properties/b/$ref",
    ]);
  });

  const wrong: Json = { $ref: "#/components/responses/R" };
  const content = (schema: Json): Json => ({ content: { "application/json": { schema } } });
  const R: Json = { type: "object", properties: { x: { $ref: "#/components/schemas/X" } } };
  test.each<[string, Json, Json]>([
    ["a schema among the responses", R, { $ref: "#/components/schemas/R" }],
    [
      "a response",
      { description: "", content: { "text/plain": {}, "application/json": { schema: R } } },
      { $ref: "#/components/responses/R/content/application~1json/schema" },
    ],
    [
      "a response without JSON",
      { description: "", content: { "text/csv": { schema: R } } },
      { $ref: "#/components/responses/R/content/text~1csv/schema" },
    ],
  ])("to %s, where a schema is meant", async (_, target, meant) => {
    const loaded = await loadFiles({
      "api.json": JSON.stringify({
        openapi: "3.1.0",
        info: { title: "", version: "" },
        paths: {
          "/a": {
            post: {
              requestBody: content(wrong),
              responses: { 200: { description: "", ...(content(wrong) as object) } },
            },
          },
        },
        components: { responses: { R: target }, schemas: { X: { type: "string" } } },
      }),
    });
    const at = "/content/application~1json/schema";
    expect(valueAt(loaded.root, `/paths/~1a/post/requestBody${at}`)).toEqual(meant);
    expect(valueAt(loaded.root, `/paths/~1a/post/responses/200${at}`)).toEqual(meant);
    expect(loaded.places).toEqual([expect.stringMatching(/^ref-not-a-schema api.json/)]);
  });

  test("data that looks like a reference is left alone", async () => {
    const schema: Json = {
      example: { $ref: "nowhere" },
      default: { $ref: "nowhere" },
      enum: [{ $ref: "x" }],
      properties: { $ref: { type: "string" } },
    };
    const loaded = await loadFiles({ "api.json": withSchemas({ A: schema }) });

    expect(schemasOf(loaded)).toEqual({ A: schema });
    expect(loaded.findings).toEqual([]);
  });
});

describe("a path item with a reference and more beside it", () => {
  test("has both, and its own wins", async () => {
    const { root } = await loadFiles({
      "api.yaml": api("paths: { /a: { $ref: a.yaml, summary: own } }"),
      "a.yaml": "summary: theirs\nget: { operationId: a }",
    });

    expect(valueAt(root, "/paths/~1a")).toEqual({ summary: "own", get: { operationId: "a" } });
  });
});

describe("a reference that leads nowhere is reported, and the rest still works", () => {
  const rows: [ref: string, want: string][] = [
    ["#/components/schemas/Gone", "ref-not-found api.yaml:6:13"],
    ["gone.yaml", "ref-not-found api.yaml:6:13"],
    ["other.yaml#/Gone", "ref-not-found api.yaml:6:13"],
    ["other.yaml#gone", "ref-not-found api.yaml:6:13"],
    ["other.yaml#/Text", "ref-not-found api.yaml:6:13"],
    ["urn:example:gone", "ref-not-found api.yaml:6:13"],
    ["#/components/schemas/Broken", "ref-circular api.yaml:6:13"],
    ["https://example.com/pet.yaml", "ref-host-not-allowed api.yaml:6:13"],
  ];
  test.each(rows)("%s: %s", async (ref, want) => {
    const loaded = await loadFiles({
      "api.yaml": api(
        `components:\n  schemas:\n    Broken: { description: kept,\n      x: 1, $ref: "${ref}" }\n    Fine: { type: string }\n`,
      ),
      "other.yaml": "Text: hello",
    });

    expect(schemasOf(loaded)).toEqual({
      Broken: { description: "kept", x: 1 },
      Fine: { type: "string" },
    });
    expect(loaded.findings).toEqual([want]);
  });

  test("each target once, and the fault inside the other file beside it", async () => {
    const { places } = await loadFiles({
      "api.json": withSchemas({ A: { $ref: "bad.yaml" }, B: { $ref: "bad.yaml" } }),
      "bad.yaml": "a: [",
    });

    expect(places).toEqual([
      "input-syntax bad.yaml#",
      "ref-unreadable api.json#/components/schemas/A/$ref",
    ]);
  });
});

describe("other hosts", () => {
  const pet = (server: string) => withSchemas({ A: { not: { $ref: `${server}/pet.yaml` } } });

  test("are asked only when they are allowed", async () => {
    const server = await serve({ "/pet.yaml": "type: string" });
    const { host } = new URL(server);

    expect((await loadFiles({ "api.json": pet(server) })).places).toEqual([
      "ref-host-not-allowed api.json#/components/schemas/A/not/$ref",
    ]);
    const loaded = await loadFiles({ "api.json": pet(server) }, { allowHosts: [host] });
    expect(loaded.findings).toEqual([]);
    expect(schemasOf(loaded)).toMatchObject({ pet: { type: "string" } });
  });

  test("the host of the input is allowed, a redirect to another one is not", async () => {
    const elsewhere = await serve({ "/pet.yaml": "type: string" });
    const server = await serve({
      "/v1/api.json": withSchemas({
        A: { not: { $ref: "../near.yaml" } },
        B: { not: { $ref: "/far.yaml" } },
      }),
      "/near.yaml": "type: number",
      "/far.yaml": new URL(`${elsewhere}/pet.yaml`),
    });

    const loaded = await loadInput(`${server}/v1/api.json`);

    expect(loaded.places).toEqual(["ref-host-not-allowed api.json#/components/schemas/B/not/$ref"]);
    expect(schemasOf(loaded)).toMatchObject({ near: { type: "number" }, B: { not: {} } });
  });

  test("a document from the network reads no local files", async () => {
    const server = await serve({
      "/api.json": withSchemas({ A: { not: { $ref: "file:///etc/hostname" } } }),
    });

    expect((await loadInput(`${server}/api.json`)).places).toEqual([
      "ref-not-found api.json#/components/schemas/A/not/$ref",
    ]);
  });
});
