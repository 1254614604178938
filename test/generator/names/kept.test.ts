/** Documents that change: what each name of the package is names the same thing afterwards, or is an alias of it. */
import { describe, expect, test } from "vitest";
import {
  type Diagnostic,
  type JsonObject,
  type KeptNames,
  type NameTable,
  NO_KEPT_NAMES,
  type ResolvedConfig,
} from "../../../generator/contract/index.js";
import { model } from "../../../generator/model/index.js";
import { names, recordNames } from "../../../generator/names/index.js";
import { types } from "../../../generator/types/index.js";
import { namesOf, namesText } from "../../../generator/write/kept-names.js";
import { resolvedConfig, surveyed } from "../support/document.js";
import { json, pathsOf, ref } from "./given.js";

interface Run {
  readonly table: NameTable;
  readonly kept: KeptNames;
  readonly findings: readonly Diagnostic[];
}

/** The stages that names are decided and recorded by; what the manifest holds goes through its text. */
function run(root: JsonObject, kept = NO_KEPT_NAMES, overrides: Partial<ResolvedConfig> = {}): Run {
  const config = resolvedConfig(overrides);
  const survey = surveyed(root);
  const findings: Diagnostic[] = [];
  const table = names(survey, config, (finding) => findings.push(finding), kept);
  const typed = types(survey, table, config, () => {});
  const record = recordNames(
    survey,
    table,
    model(survey, table, typed, config, () => {}),
  );
  const text = `{${namesText(record).slice(1)}}`;
  const { names: read } = JSON.parse(text) as { readonly names: unknown };
  return { table, kept: namesOf(read) ?? NO_KEPT_NAMES, findings };
}

/** Each document after the one before it, into the same package. */
function regenerate(...documents: readonly JsonObject[]): Run {
  let last: Run | undefined;
  for (const document of documents) last = run(document, last?.kept);
  const again = run(documents.at(-1) ?? {}, last?.kept);
  expect(again.kept, "once more, the names are the same").toEqual(last?.kept);
  expect(texts(again.findings), "and so is what is told").toEqual(texts(last?.findings ?? []));
  return again;
}

function texts(findings: readonly Diagnostic[]): readonly string[] {
  return findings
    .filter(({ rule }) => rule !== "name-lost")
    .map(({ rule, message }) => `${rule}: ${message}`)
    .sort();
}

const pet = { type: "object", properties: { name: { type: "string" }, tag: { type: "string" } } };
const toy = { type: "object", properties: { price: { type: "number" } } };

const operation = (operationId: string, rest: JsonObject = {}): JsonObject => ({
  operationId,
  tags: ["pets"],
  ...rest,
});
const gives = (name: string): JsonObject => ({ responses: { 200: json(ref(name)) } });

/** One operation for each line, of components `schemas`. */
const documentOf = (
  operations: Readonly<Record<string, JsonObject>>,
  schemas: JsonObject = {},
): JsonObject => ({ paths: pathsOf(operations), components: { schemas } });

describe("what is added takes no name that users know", () => {
  const call = { "POST /calls": operation("createCall") };

  test("a component called like the argument of an operation", () => {
    const { table, findings } = regenerate(
      documentOf(call),
      documentOf(call, { CreateCallRequest: pet }),
    );
    expect(table.operations["/paths/~1calls/post"]?.requestType).toBe("CreateCallRequest");
    expect(table.types["/components/schemas/CreateCallRequest"]).toBe("CreateCallRequestModel");
    expect(findings).toMatchObject([{ rule: "name-taken", severity: "info" }]);
  });

  test.each([
    ["response", "CreateCallResponse", "responseType"],
    ["error", "CreateCallError", "errorType"],
  ] as const)("a component called like its %s", (_, name, key) => {
    const { table } = regenerate(documentOf(call), documentOf(call, { [name]: pet }));
    expect(table.operations["/paths/~1calls/post"]?.[key]).toBe(name);
    expect(table.types[`/components/schemas/${name}`]).toBe(`${name}Model`);
  });

  test("a component called like an inline type, a group's class or an error class", () => {
    const before = {
      "GET /pets": operation("listPets", {
        responses: { 200: json({ ...pet, properties: { owner: toy } }), 404: json(toy) },
      }),
    };
    const { table } = regenerate(
      documentOf(before),
      documentOf(before, { ListPetsResponseOwner: pet, Pets: pet, NotFoundError: pet }),
    );
    expect(Object.values(table.types)).toEqual(
      expect.arrayContaining([
        "ListPetsResponseOwner",
        "ListPetsResponseOwnerModel",
        "PetsModel",
        "NotFoundErrorModel",
      ]),
    );
    expect(table.resources["pets"]?.className).toBe("Pets");
    expect(Object.values(table.errors)).toEqual(["NotFoundError"]);
  });

  test("an operation whose method would be the same", () => {
    const second = { "GET /a": operation("pets-list"), "GET /pets": operation("listPets") };
    const { table } = regenerate(documentOf({ "GET /pets": operation("listPets") }), {
      ...documentOf(second),
    });
    expect(table.operations["/paths/~1pets/get"]).toMatchObject({ method: "list" });
    expect(table.operations["/paths/~1a/get"]).toMatchObject({ method: "petsList" });
  });

  test("a tag, where operations were grouped by their paths", () => {
    const plain = { "GET /pets": {}, "GET /toys": {} };
    const { table } = regenerate(
      documentOf(plain),
      documentOf({ ...plain, "GET /owners": operation("listOwners") }),
    );
    expect(callsOf(table)).toEqual(["pets.list", "toys.list", "pets.listOwners"]);
  });

  test("an operation on an item, which makes the method of the list another one", () => {
    const list = { "GET /pets": operation("getPets", gives("Pet")) };
    const item = { "GET /pets/{id}": operation("getPet", gives("Pet")) };
    const { table } = regenerate(
      documentOf(list, { Pet: pet }),
      documentOf({ ...item, ...list }, { Pet: pet }),
    );
    expect(table.operations["/paths/~1pets/get"]?.method).toBe("get");
    expect(table.operations["/paths/~1pets/get"]?.former).toEqual([]);
  });

  test("a member of a union before the others", () => {
    const union = (...members: JsonObject[]): JsonObject =>
      documentOf({}, { Event: { oneOf: members } });
    const one = { type: "object", properties: { id: { type: "string" } } };
    const two = { type: "object", properties: { id: { type: "integer" } } };
    const three = { type: "object", properties: { id: { type: "boolean" } } };
    const before = run(union(one, two));
    const { table } = regenerate(union(one, two), union(three, one, two));
    const at = (index: number): string => `/components/schemas/Event/oneOf/${index}`;
    expect(table.types[at(1)]).toBe(before.table.types[at(0)]);
    expect(table.types[at(2)]).toBe(before.table.types[at(1)]);
  });

  test("whatever the order of the document's keys", () => {
    const schemas = { pet, Toy: toy, Pet: { ...pet, required: ["name"] } };
    const before = run(documentOf(call, schemas));
    const { Toy, Pet, pet: small } = schemas;
    const after = run(documentOf(call, { Pet, Toy, pet: small }), before.kept);
    expect(after.kept).toEqual(before.kept);
  });
});

describe("what the document renames leaves an alias", () => {
  test("an operation: method, function, module and types", () => {
    const { table } = regenerate(
      documentOf({ "GET /pets/{petId}": operation("getPet") }),
      documentOf({ "GET /pets/{id}": operation("fetchAnimal") }),
    );
    const now = table.operations["/paths/~1pets~1{id}/get"];
    expect(now).toMatchObject({ method: "fetchAnimal", function: "fetchAnimal" });
    expect(now?.former).toEqual([
      {
        group: ["pets"],
        method: "get",
        function: "getPet",
        file: "get-pet",
        requestType: "GetPetRequest",
        responseType: "GetPetResponse",
        errorType: "GetPetError",
        since: "0.1.0",
      },
    ]);
  });

  test("an operation twice: both old names lead to the new one", () => {
    const { table } = regenerate(
      ...["listPets", "listAnimals", "listBeasts"].map((id) =>
        documentOf({ "GET /pets": operation(id) }),
      ),
    );
    const now = table.operations["/paths/~1pets/get"];
    expect(now?.function).toBe("listBeasts");
    expect(now?.former.map((former) => former.function)).toEqual(["listPets", "listAnimals"]);
  });

  test("an operation and back again: the names change places", () => {
    const { table } = regenerate(
      ...["listPets", "listAnimals", "listPets"].map((id) =>
        documentOf({ "GET /pets": operation(id) }),
      ),
    );
    const now = table.operations["/paths/~1pets/get"];
    expect(now?.function).toBe("listPets");
    expect(now?.former.map((former) => former.function)).toEqual(["listAnimals"]);
  });

  test("a tag: its methods are where they were, and in the new group", () => {
    const { table } = regenerate(
      documentOf({ "GET /pets": operation("listPets") }),
      documentOf({ "GET /pets": operation("listPets", { tags: ["animals"] }) }),
    );
    const now = table.operations["/paths/~1pets/get"];
    expect(now).toMatchObject({ group: ["animals"], function: "listPets" });
    expect(now?.former).toMatchObject([{ group: ["pets"], method: "list", function: "listPets" }]);
    expect(table.resources["pets"]).toMatchObject({ className: "Pets", file: "pets" });
  });

  test("a path: its id recognises the operation", () => {
    const { table } = regenerate(
      documentOf({ "GET /v1/pets": operation("listPets") }),
      documentOf({ "GET /v2/pets": operation("listPets") }),
    );
    expect(table.operations["/paths/~1v2~1pets/get"]).toMatchObject({ method: "list", former: [] });
  });

  test.each([
    ["its shape", pet, pet],
    ["its place", pet, { ...pet, properties: { ...pet.properties, age: { type: "integer" } } }],
  ])("a component, recognised by %s, with what stands in it", (_, before, after) => {
    const inner = (schema: typeof pet): JsonObject => ({
      ...schema,
      properties: { ...schema.properties, owner: toy },
    });
    const { table } = regenerate(
      documentOf({ "GET /pets": operation("listPets", gives("Pet")) }, { Pet: inner(before) }),
      documentOf({ "GET /pets": operation("listPets", gives("Beast")) }, { Beast: inner(after) }),
    );
    expect(table.aliases).toEqual({
      Pet: { kind: "type", to: "Beast", since: "0.1.0" },
      PetOwner: { kind: "type", to: "BeastOwner", since: "0.1.0" },
    });
  });

  test("a component that errors have: its class", () => {
    const throwing = (name: string): JsonObject =>
      documentOf(
        { "GET /pets": operation("listPets", { responses: { 404: json(ref(name)) } }) },
        { [name]: pet },
      );
    const { table } = regenerate(throwing("Missing"), throwing("NotThere"));
    expect(table.aliases).toEqual({
      Missing: { kind: "type", to: "NotThere", since: "0.1.0" },
      MissingError: { kind: "error", to: "NotThereError", since: "0.1.0" },
    });
  });

  test("an inline response of a renamed operation, among the types as before", () => {
    const responses = { 200: json(pet) };
    const { table } = regenerate(
      documentOf({ "GET /pets": operation("listPets", { responses }) }),
      documentOf({ "GET /pets": operation("listAnimals", { responses }) }),
    );
    expect(table.aliases).toEqual({
      ListPetsResponse: { kind: "type", to: "ListAnimalsResponse", since: "0.1.0" },
    });
  });

  test("an inline response that becomes a component", () => {
    const { table } = regenerate(
      documentOf({ "GET /pets": operation("listPets", { responses: { 200: json(pet) } }) }),
      documentOf({ "GET /pets": operation("listPets", gives("Pet")) }, { Pet: pet }),
    );
    expect(table.aliases).toMatchObject({ ListPetsResponse: { kind: "type", to: "Pet" } });
  });

  test("a name that a component asks for by an extension", () => {
    const { table } = regenerate(
      documentOf({}, { Pet: pet }),
      documentOf({}, { Pet: { ...pet, "x-speakeasy-name-override": "Animal" } }),
    );
    expect(table.types["/components/schemas/Pet"]).toBe("Animal");
    expect(table.aliases).toMatchObject({ Pet: { to: "Animal" } });
  });

  test("and nothing new gets the alias", () => {
    const { table } = regenerate(
      documentOf({ "GET /pets": operation("listPets", gives("Pet")) }, { Pet: pet }),
      documentOf({ "GET /pets": operation("listPets", gives("Animal")) }, { Animal: pet }),
      documentOf(
        { "GET /pets": operation("listPets", gives("Animal")) },
        { Animal: pet, Pet: toy },
      ),
    );
    expect(table.aliases).toMatchObject({ Pet: { to: "Animal" } });
    expect(table.types["/components/schemas/Pet"]).toBe("PetModel");
  });
});

describe("two that swap their names keep them", () => {
  test("operations", () => {
    const { table } = regenerate(
      documentOf({ "GET /a": operation("getA"), "GET /b": operation("getB") }),
      documentOf({ "GET /a": operation("getB"), "GET /b": operation("getA") }),
    );
    expect(functionsOf(table)).toEqual(["getA", "getB"]);
  });

  test("components, with what refers to them", () => {
    const zoo = (first: string, second: string): JsonObject =>
      documentOf(
        { "GET /a": operation("getA", gives(first)), "GET /b": operation("getB", gives(second)) },
        { [first]: pet, [second]: toy },
      );
    const { table } = regenerate(zoo("Pet", "Toy"), zoo("Toy", "Pet"));
    expect(table.types["/components/schemas/Toy"]).toBe("Pet");
    expect(table.types["/components/schemas/Pet"]).toBe("Toy");
  });

  test("but components that only change keep theirs", () => {
    const zoo = (first: JsonObject, second: JsonObject): JsonObject =>
      documentOf({ "GET /a": operation("getA", gives("Pet")) }, { Pet: first, Toy: second });
    const { table } = regenerate(zoo(pet, toy), zoo(toy, pet));
    expect(table.types["/components/schemas/Pet"]).toBe("Pet");
  });
});

describe("parameters", () => {
  const query = (name: string, rest: JsonObject = {}): JsonObject => ({
    name,
    in: "query",
    schema: { type: "integer" },
    ...rest,
  });
  const listing = (...parameters: JsonObject[]): JsonObject =>
    documentOf({ "GET /pets": operation("listPets", { parameters }) });
  const known = ({ table }: Run) => table.operations["/paths/~1pets/get"]?.parameters;

  test("one in other words, or with the same description, is the same", () => {
    expect(known(regenerate(listing(query("page_size")), listing(query("pageSize"))))).toEqual([
      {
        in: "query",
        wireName: "pageSize",
        property: "pageSize",
        former: [{ property: "page_size", since: "0.1.0" }],
      },
    ]);
    const described = { description: "How many come at once." };
    const { table } = regenerate(
      listing(query("size", described)),
      listing(query("limit", described)),
    );
    expect(table.operations["/paths/~1pets/get"]?.parameters).toMatchObject([
      { wireName: "limit", former: [{ property: "size" }] },
    ]);
  });

  test("a number that is gone and another that came are not", () => {
    expect(known(regenerate(listing(query("size")), listing(query("offset"))))).toMatchObject([
      { wireName: "offset", former: [] },
    ]);
  });

  test("those of a path are recognised by their position", () => {
    const reading = (name: string): JsonObject =>
      documentOf({
        [`GET /pets/{${name}}`]: operation("getPet", {
          parameters: [{ name, in: "path", required: true, schema: { type: "string" } }],
        }),
      });
    const { table } = regenerate(reading("petId"), reading("id"));
    expect(table.operations["/paths/~1pets~1{id}/get"]?.parameters).toMatchObject([
      { in: "path", wireName: "id", former: [{ property: "petId" }] },
    ]);
  });

  test("a new one of a name that another has takes another", () => {
    const header = { name: "limit", in: "header", schema: { type: "string" } };
    const { kept } = regenerate(listing(header), listing(query("limit"), header));
    expect(kept.operations["GET /pets"]?.parameters).toEqual([
      expect.stringMatching(/^header limit [0-9a-f]{8}$/),
      expect.stringMatching(/^query limit=queryLimit [0-9a-f]{8}$/),
    ]);
  });
});

describe("aliases end", () => {
  const before = documentOf({ "GET /pets": operation("listPets", gives("Pet")) }, { Pet: pet });
  const after = documentOf(
    { "GET /pets": operation("listBeasts", gives("Beast")) },
    { Beast: pet },
  );
  const version = (text: string): Partial<ResolvedConfig> => {
    return { package: { ...resolvedConfig().package, version: text } };
  };
  const aliased = ({ table }: Run): readonly string[] => [
    ...Object.keys(table.aliases),
    ...(table.operations["/paths/~1pets/get"]?.former ?? []).map((former) => former.function),
  ];

  test.each<[string, Partial<ResolvedConfig>, readonly string[]]>([
    ["with another patch they stay", version("1.2.4"), ["Pet", "listPets"]],
    ["with another minor they stay", version("1.3.0"), ["Pet", "listPets"]],
    ["with the next major", version("2.0.0"), []],
    ["by --drop-aliases", { ...version("1.2.3"), dropAliases: true }, []],
  ])("%s", (_, config, wanted) => {
    const first = run(before, NO_KEPT_NAMES, version("1.2.3"));
    const renamed = run(after, first.kept, version("1.2.3"));
    expect(aliased(renamed)).toEqual(["Pet", "listPets"]);
    const last = run(after, renamed.kept, config);
    expect(aliased(last)).toEqual(wanted);
    expect(last.table.types["/components/schemas/Beast"]).toBe("Beast");
  });

  test("what is gone is forgotten, and what comes again has the name that the document gives", () => {
    const gone = regenerate(before, documentOf({}));
    expect(gone.kept).toMatchObject({ operations: {}, types: {}, aliases: {} });
    const { table } = run(before, gone.kept);
    expect(functionsOf(table)).toEqual(["listPets"]);
  });
});

test("the client and its package keep their names when the title changes", () => {
  const titled = (title: string): JsonObject => ({ info: { title, version: "1" } });
  const { table, findings } = regenerate(titled("Pet Store"), titled("Acme Pets"));
  expect([table.client, table.package, table.envPrefix]).toEqual([
    "PetStore",
    "pet-store",
    "PET_STORE",
  ]);
  expect(findings).toMatchObject([{ rule: "name-kept", severity: "info" }]);
});

function callsOf(table: NameTable): readonly string[] {
  return Object.values(table.operations).map(({ group, method }) => [...group, method].join("."));
}

function functionsOf(table: NameTable): readonly string[] {
  return Object.values(table.operations).map((each) => each.function);
}
