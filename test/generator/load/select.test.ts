import { describe, expect, test } from "vitest";
import type { OperationFilter } from "../../../generator/contract/index.js";
import { everything } from "../../../generator/load/select/index.js";
import { operationsOf } from "../../../generator/lib/operations.js";
import { loadFiles, type Loaded } from "./support.js";

interface Wanted {
  readonly include?: Partial<OperationFilter["include"]>;
  readonly exclude?: Partial<OperationFilter["exclude"]>;
  readonly keepUnreferenced?: boolean;
}

function filterOf({ include, exclude, keepUnreferenced }: Wanted): OperationFilter {
  return {
    include: { ...everything.include, ...include },
    exclude: { ...everything.exclude, ...exclude },
    keepUnreferenced: keepUnreferenced ?? null,
  };
}

const zoo = `openapi: 3.1.0
info: { title: Zoo, version: "1" }
paths:
  /pets:
    get: { operationId: listPets, tags: [pets] }
    post: { operationId: addPet, tags: [pets, admin] }
  /pets/{id}:
    get: { operationId: getPet, tags: [pets] }
    delete: { operationId: dropPet, deprecated: true, tags: [admin] }
  /pets/{id}/photos/{photo}:
    get: { tags: [photos] }
  /keepers:
    get: { operationId: listKeepers }
webhooks:
  petBorn:
    post: { operationId: onPetBorn, tags: [events] }
`;

async function selected(want: Wanted, files: Record<string, string> = { "api.yaml": zoo }) {
  const loaded = await loadFiles(files, { filter: filterOf(want) });
  return { ...loaded, operations: operationsIn(loaded) };
}

function operationsIn({ document }: Loaded): string[] {
  return operationsOf(document).map(({ method, path }) => `${method} ${path}`);
}

describe("which operations stay", () => {
  const all = [
    "get /pets",
    "post /pets",
    "get /pets/{id}",
    "delete /pets/{id}",
    "get /pets/{id}/photos/{photo}",
    "get /keepers",
    "post petBorn",
  ];
  const but = (...left: string[]) => all.filter((operation) => !left.includes(operation));

  const cases: [name: string, given: Wanted, want: string[]][] = [
    ["without a filter, all", {}, all],
    ["a tag", { include: { tags: ["admin"] } }, ["post /pets", "delete /pets/{id}"]],
    ["a path", { include: { paths: ["/pets"] } }, ["get /pets", "post /pets"]],
    [
      "* within a segment",
      { include: { paths: ["/p*/*"] } },
      ["get /pets/{id}", "delete /pets/{id}"],
    ],
    [
      "** for what is below",
      { exclude: { paths: ["/pets/**"] } },
      ["get /keepers", "post petBorn"],
    ],
    [
      "** in the middle",
      { include: { paths: ["/**/{photo}"] } },
      ["get /pets/{id}/photos/{photo}"],
    ],
    ["a webhook by its name", { include: { paths: ["petBorn"] } }, ["post petBorn"]],
    ["an operationId", { include: { operations: ["getPet"] } }, ["get /pets/{id}"]],
    [
      "a method and a path",
      { exclude: { operations: ["GET /pets/**"] } },
      ["post /pets", "delete /pets/{id}", "get /keepers", "post petBorn"],
    ],
    ["deprecated", { exclude: { deprecated: true } }, but("delete /pets/{id}")],
    [
      "what any entry includes",
      { include: { tags: ["photos"], operations: ["listKeepers"] } },
      ["get /pets/{id}/photos/{photo}", "get /keepers"],
    ],
    [
      "exclude wins over include",
      { include: { tags: ["admin"] }, exclude: { deprecated: true } },
      ["post /pets"],
    ],
  ];
  test.each(cases)("%s", async (_, given, want) => {
    const { operations, findings } = await selected(given);

    expect(operations).toEqual(want);
    expect(findings).toEqual([]);
  });

  test("a path item that two paths share is thinned for one of them", async () => {
    const { operations } = await selected(
      { exclude: { operations: ["GET /b", "COPY /b"] } },
      {
        "api.yaml": `openapi: 3.2.0
info: { title: T, version: "1" }
paths:
  /a: { $ref: "#/components/pathItems/Shared" }
  /b: { $ref: "#/components/pathItems/Shared" }
components:
  pathItems:
    Shared:
      get: {}
      put: {}
      additionalOperations: { COPY: {}, LOCK: {} }
`,
      },
    );

    expect(operations).toEqual(["get /a", "put /a", "COPY /a", "LOCK /a", "put /b", "LOCK /b"]);
  });
});

describe("an entry that matches nothing is told, with the nearest name", () => {
  const cases: [given: Wanted, message: string, hint: string][] = [
    [
      { include: { tags: ["pet"] } },
      '`filter.include.tags` has "pet", and no operation has that tag.',
      "pets",
    ],
    [
      { exclude: { paths: ["/pet"] } },
      '`filter.exclude.paths` has "/pet", and no operation has that path.',
      "/pets",
    ],
    [{ exclude: { operations: ["getPets"] } }, "operation has that operation.", "getPet"],
    [{ exclude: { operations: ["PUT /pets"] } }, "operation has that operation.", "GET /pets"],
  ];
  test.each(cases)("%j", async (given, message, hint) => {
    const { diagnostics } = await selected(given);

    expect(diagnostics[0]).toMatchObject({ rule: "filter-no-match", severity: "warning" });
    expect(diagnostics[0]?.message).toContain(message);
    expect(diagnostics[0]?.hint).toContain(`Did you mean "${hint}"?`);
  });

  test("nothing is left", async () => {
    const { findings } = await selected({ exclude: { paths: ["**"] } });

    expect(findings).toEqual(["filter-selects-nothing api.yaml:3:1"]);
  });
});

const families = `openapi: 3.1.0
info: { title: T, version: "1" }
paths:
  /a:
    get:
      tags: [a]
      responses:
        "200":
          description: ok
          content:
            application/json: { schema: { $ref: "#/components/schemas/Animal" } }
  /b:
    get:
      tags: [b]
      parameters: [{ $ref: "#/components/parameters/Limit" }]
      responses:
        "200":
          description: ok
          content:
            application/json:
              schema:
                type: object
                properties:
                  part: { type: string, nullable: true }
                  missing: { $ref: "#/components/schemas/Missing" }
components:
  parameters:
    Limit: { name: limit, in: query, schema: { $ref: "#/components/schemas/Size" } }
  schemas:
    Animal:
      type: object
      properties: { kind: { type: string }, owner: { $ref: "#/components/schemas/Owner" } }
      discriminator: { propertyName: kind }
    Cat: { allOf: [{ $ref: "#/components/schemas/Animal" }] }
    Owner: { type: object, nullable: true, properties: { pet: { $ref: "#/components/schemas/Animal" } } }
    Size: { type: integer }
    Alone: { type: object, properties: { size: { $ref: "#/components/schemas/Size" } } }
  securitySchemes:
    key: { type: http, scheme: bearer }
`;

function schemasOf({ root }: Loaded): string[] {
  const { schemas = {} } = root["components"] as { schemas?: object };
  return Object.keys(schemas);
}

describe("components that nothing refers to", () => {
  const cases: [name: string, given: Wanted, want: string[]][] = [
    ["stay without a filter", {}, ["Animal", "Cat", "Owner", "Size", "Alone"]],
    [
      "go with one; members of a base stay with it",
      { include: { tags: ["a"] } },
      ["Animal", "Cat", "Owner"],
    ],
    ["go where that is asked for", { keepUnreferenced: false }, ["Animal", "Cat", "Owner", "Size"]],
    [
      "stay where that is asked for",
      { include: { tags: ["b"] }, keepUnreferenced: true },
      ["Animal", "Cat", "Owner", "Size", "Alone"],
    ],
    ["go with all that only they refer to", { include: { tags: ["b"] } }, ["Size"]],
  ];
  test.each(cases)("%s", async (_, given, want) => {
    const loaded = await selected(given, { "api.yaml": families });

    expect(schemasOf(loaded)).toEqual(want);
    expect(loaded.root).toHaveProperty(["components", "securitySchemes", "key"]);
  });
});

describe("what the findings say", () => {
  test("nothing about what is left out, and the right places for the rest", async () => {
    const all = await selected({}, { "api.yaml": families });
    const a = await selected({ include: { tags: ["a"] } }, { "api.yaml": families });
    const b = await selected({ include: { tags: ["b"] } }, { "api.yaml": families });

    const late = (line: number, column: number) => `nullable-in-3.1 api.yaml:${line}:${column}`;
    const broken = "ref-not-found api.yaml:25:30";
    expect(all.findings).toEqual([broken, late(24, 41), late(35, 28)]);
    expect(a.findings).toEqual([late(35, 28)]);
    expect(b.findings).toEqual([broken, late(24, 41)]);
  });

  test("a broken reference that stands in two operations is told for the one that stays", async () => {
    const yaml = `openapi: 3.1.0
info: { title: T, version: "1" }
paths:
  /a: { get: { tags: [a], responses: { "200": { $ref: "#/components/responses/Missing" } } } }
  /b: { get: { tags: [b], responses: { "200": { $ref: "#/components/responses/Missing" } } } }
`;
    expect((await selected({}, { "api.yaml": yaml })).findings).toEqual([
      "ref-not-found api.yaml:4:49",
    ]);
    expect((await selected({ include: { tags: ["b"] } }, { "api.yaml": yaml })).findings).toEqual([
      "ref-not-found api.yaml:5:49",
    ]);
  });
});

test("a schema inside an operation that is left out stays where another operation refers to it", async () => {
  const { root, findings, document, operations } = await selected(
    { include: { tags: ["b"] } },
    {
      "api.yaml": `openapi: 3.1.0
info: { title: T, version: "1" }
paths:
  /a/{x}:
    get:
      tags: [a]
      responses:
        "200":
          description: ok
          content: { text/plain: { schema: { type: string } } }
  /b:
    get:
      tags: [b]
      responses: { "200": { $ref: "#/paths/~1a~1{x}/get/responses/200" } }
    put:
      responses:
        "200": { description: from put }
`,
    },
  );

  expect(operations).toEqual(["get /b"]);
  expect(findings).toEqual([]);
  const { $ref } = root["paths"]?.["/b" as never]?.["get"]?.["responses"]?.["200"] ?? { $ref: "" };
  expect(document.resolve($ref)).toMatchObject({ description: "ok" });
  expect(document.locate(`${$ref.slice(1)}/description`)).toMatchObject({ line: 9 });
});

test("documents of other versions and files are filtered, too", async () => {
  const loaded = await selected(
    { include: { paths: ["/a"] } },
    {
      "api.yaml": `swagger: "2.0"
info: { title: T, version: "1" }
paths:
  /a: { get: { responses: { "200": { description: ok, schema: { $ref: "other.yaml#/A" } } } } }
  /b: { $ref: "other.yaml#/b" }
`,
      "other.yaml": `A: { type: object }
B: { type: object }
b: { get: { responses: { "200": { description: ok, schema: { $ref: "#/B" } } } } }
`,
    },
  );

  expect(loaded.operations).toEqual(["get /a"]);
  expect(schemasOf(loaded)).toEqual(["A"]);
});
