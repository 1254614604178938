import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../generator/contract/index.js";
import { callsOf, functionsOf, nameDocument, pathsOf } from "./given.js";

describe("methods and functions", () => {
  const table: readonly (readonly [string, JsonObject, { call: string; function: string }])[] = [
    [
      "POST /rerank",
      {
        "x-speakeasy-group": "rerank",
        "x-speakeasy-name-override": "rerank",
        operationId: "createRerank",
        tags: ["Rerank"],
      },
      { call: "rerank.rerank", function: "rerank" },
    ],
    [
      "GET /models",
      {
        "x-speakeasy-group": "models",
        "x-speakeasy-name-override": "list",
        operationId: "getModels",
      },
      { call: "models.list", function: "listModels" },
    ],
    [
      "POST /r",
      { "x-speakeasy-group": "beta.responses", "x-speakeasy-name-override": "send" },
      { call: "beta.responses.send", function: "sendBetaResponses" },
    ],
    [
      "POST /k",
      { "x-speakeasy-group": "keys", "x-speakeasy-name-override": "createKey" },
      { call: "keys.createKey", function: "createKey" },
    ],
    [
      "POST /r",
      { "x-fern-sdk-group-name": ["v2", "chat"], "x-fern-sdk-method-name": "stream" },
      { call: "v2.chat.stream", function: "streamV2Chat" },
    ],
    [
      "GET /pets",
      { operationId: "listPets", tags: ["pets"] },
      { call: "pets.list", function: "listPets" },
    ],
    [
      "GET /pets/{id}",
      { operationId: "getPetById", tags: ["Pets"] },
      { call: "pets.getById", function: "getPetById" },
    ],
    [
      "PUT /pets/{pet_id}",
      { operationId: "put_pets_id", tags: ["pets"] },
      { call: "pets.replace", function: "replacePet" },
    ],
    [
      "GET /pets/{pet_id}",
      { operationId: "get_pets_id", tags: ["pets"] },
      { call: "pets.get", function: "getPet" },
    ],
    [
      "GET /pets/{id}",
      { operationId: "retrieve-a-pet", tags: ["Pets"] },
      { call: "pets.retrieve", function: "retrieveAPet" },
    ],
    [
      "GET /pets/{id}/toys/{toy}",
      { operationId: "getAnAnimalToy", tags: ["animals"] },
      { call: "animals.getToy", function: "getAnAnimalToy" },
    ],
    [
      "GET /files",
      { operationId: "drive.files.list", tags: ["files"] },
      { call: "files.list", function: "driveFilesList" },
    ],
    [
      "GET /projects/{id}/jobs",
      { operationId: "run.projects.jobs.setIamPolicy", tags: ["projects"] },
      { call: "projects.jobsSetIamPolicy", function: "runProjectsJobsSetIamPolicy" },
    ],
    [
      "GET /repos",
      { operationId: "repos/list-for-org", tags: ["repos"] },
      { call: "repos.listForOrg", function: "reposListForOrg" },
    ],
    [
      "GET /pets",
      { operationId: "PetsController_findAll", tags: ["pets"] },
      { call: "pets.list", function: "listPets" },
    ],
    [
      "GET /inventory",
      { operationId: "getInventory", tags: ["store"] },
      { call: "store.getInventory", function: "getInventory" },
    ],
    [
      "GET /pets",
      { operationId: "petStatus", tags: ["pets"] },
      { call: "pets.petStatus", function: "petStatus" },
    ],
    [
      "GET /a",
      { operationId: "list_user_accounts", tags: ["User Accounts"] },
      { call: "userAccounts.list", function: "listUserAccounts" },
    ],
    ["GET /a", { operationId: "3d-search" }, { call: "a.threeDSearch", function: "threeDSearch" }],
    ["GET /a", { operationId: "404-page" }, { call: "a.call404Page", function: "call404Page" }],
    [
      "GET /a",
      { operationId: "größe_ändern", tags: ["b"] },
      { call: "b.größeÄndern", function: "größeÄndern" },
    ],
  ];

  test.each(table)("%s %j", (line, operation, want) => {
    const found = nameDocument({ paths: pathsOf({ [line]: operation }) });
    expect({ call: callsOf(found)[0], function: functionsOf(found)[0] }).toEqual(want);
  });
});

describe("a document without operationIds and tags is named by method and path", () => {
  test.each([
    ["GET /pets", "pets.list", "listPets"],
    ["POST /pets", "pets.create", "createPet"],
    ["GET /pets/{petId}", "pets.get", "getPet"],
    ["DELETE /pets/{petId}", "pets.delete", "deletePet"],
    ["PATCH /pets/{petId}", "pets.update", "updatePet"],
    ["PUT /pets/{petId}", "pets.replace", "replacePet"],
    ["GET /pets/{petId}/toys", "pets.listToys", "listPetToys"],
    ["GET /pets/{petId}/toys/{toyId}", "pets.getToy", "getPetToy"],
    ["POST /pets/{petId}/adopt", "pets.adopt", "adoptPet"],
    ["POST /rerank", "rerank.rerank", "rerank"],
    ["GET /api/v1/users", "users.list", "listUsers"],
    ["GET /api/2/users/{id}", "users.get", "getUser"],
    ["GET /status", "status.get", "getStatus"],
    ["PUT /status", "status.replace", "replaceStatus"],
    ["POST /status", "status.status", "status"],
    ["GET /", "getRoot", "getRoot"],
  ])("%s -> %s", (line, call, name) => {
    const found = nameDocument({ paths: pathsOf({ [line]: {} }) });
    expect([callsOf(found)[0], functionsOf(found)[0]]).toEqual([call, name]);
  });
});

test("files have names that a file system takes, however long the ids are", () => {
  const id = (end: string) => `get${"VeryLongName".repeat(30)}${end}`;
  const found = nameDocument({
    paths: pathsOf({
      "GET /a": { operationId: id("One") },
      "GET /b": { operationId: id("Two") },
      "GET /c": { operationId: "gr\u00F6\u00DFe".repeat(60) },
    }),
  });
  const files = Object.values(found.operations).map(({ file }) => file);
  expect(new Set(files).size).toBe(3);
  expect(files.every((file) => Buffer.byteLength(file) < 220)).toBe(true);
});

describe("collisions", () => {
  test("two operations with one id: the first keeps it, the second is named by its path, and the user is told", () => {
    const found = nameDocument({
      paths: pathsOf({
        "GET /pets": { operationId: "find" },
        "GET /cats": { operationId: "find" },
      }),
    });
    expect(functionsOf(found)).toEqual(["find", "listCats"]);
    expect(found.findings.map(({ rule, severity }) => [rule, severity])).toContainEqual([
      "name-taken",
      "info",
    ]);
  });

  test("paths that differ only in ?, # or case", () => {
    const found = nameDocument({
      paths: pathsOf({ "GET /pets": {}, "GET /pets?": {}, "GET /pets#": {}, "GET /Pets": {} }),
    });
    expect(functionsOf(found)).toEqual([
      "listPets",
      "listPetsOperation",
      "listPetsOperation2",
      "listPetsOperation3",
    ]);
    expect(new Set(Object.values(found.operations).map(({ file }) => file)).size).toBe(4);
  });

  test("files differ also where case is ignored", () => {
    const found = nameDocument({
      paths: pathsOf({ "GET /a": { operationId: "getUrl" }, "GET /b": { operationId: "getURL" } }),
    });
    expect(
      new Set(Object.values(found.operations).map(({ file }) => file.toLowerCase())).size,
    ).toBe(2);
  });

  test("a method that becomes equal to another when its group is trimmed keeps its full name", () => {
    const found = nameDocument({
      paths: pathsOf({
        "GET /a": { operationId: "listPets", tags: ["pets"] },
        "GET /b": { operationId: "listPet", tags: ["pets"] },
      }),
    });
    expect(callsOf(found)).toEqual(["pets.list", "pets.listPet"]);
  });

  test.each([
    "delete",
    "default",
    "await",
    "call",
    "request",
    "withRetries",
    "Promise",
    "jsonBody",
  ])("a function is never called %s", (operationId) => {
    const found = nameDocument({ paths: pathsOf({ "GET /x": { operationId } }) });
    expect(functionsOf(found)[0]).not.toBe(operationId);
    expect(functionsOf(found)[0]).toMatch(/^[a-z]\w+$/);
  });

  test.each(["constructor", "then", "close", "withOptions"])(
    "neither a root method nor a resource is called %s",
    (name) => {
      const found = nameDocument({
        paths: pathsOf({
          "GET /a": { operationId: name },
          "GET /b": { operationId: "list", tags: [name] },
        }),
      });
      expect(callsOf(found).map((call) => call.split(".")[0])).not.toContain(name);
    },
  );

  test("a resource class yields to a component of its name", () => {
    const found = nameDocument({
      paths: pathsOf({
        "GET /pets": { operationId: "listPets", tags: ["pets"] },
        "GET /toys": { operationId: "listToys", tags: ["toys"] },
      }),
      components: { schemas: { Pets: { type: "array" } } },
    });
    expect(found.types["/components/schemas/Pets"]).toBe("Pets");
    expect(found.resources).toEqual({
      pets: { property: "pets", className: "PetsResource", file: "pets", asked: "pets" },
      toys: { property: "toys", className: "Toys", file: "toys", asked: "toys" },
    });
  });

  test("request, response and error types yield to components", () => {
    const found = nameDocument({
      paths: pathsOf({ "POST /rerank": { operationId: "rerank" } }),
      components: { schemas: { RerankRequest: {}, RerankResponse: {}, RerankError: {} } },
    });
    const [operation] = Object.values(found.operations);
    expect(operation).toMatchObject({
      requestType: "RerankArguments",
      responseType: "RerankResult",
      errorType: "RerankFailure",
    });
  });
});

describe("what is left out", () => {
  test.each([
    { "x-speakeasy-ignore": true },
    { "x-fern-ignore": true },
    { "x-stainless-skip": ["typescript"] },
  ])("%j", (extension) => {
    const found = nameDocument({
      paths: pathsOf({
        "GET /a": { operationId: "a", ...extension },
        "GET /b": { operationId: "b" },
      }),
    });
    expect(functionsOf(found)).toEqual(["b"]);
  });
});

describe("names stay where operations are added", () => {
  const before = {
    "GET /pets": { operationId: "listPets", tags: ["pets"] },
    "POST /pets": { operationId: "createPet", tags: ["pets"] },
  };

  test("behind, in between and in other groups", () => {
    const after = {
      ...before,
      "GET /pet": { operationId: "listPet", tags: ["pets"] },
      "GET /cats": { operationId: "list", tags: ["cats"] },
    };
    const old = nameDocument({ paths: pathsOf(before) }).operations;
    expect(nameDocument({ paths: pathsOf(after) }).operations).toMatchObject(old);
  });
});

test("every name has its reason", () => {
  const found = nameDocument({
    paths: pathsOf({ "GET /pets": { operationId: "listPets", tags: ["pets"] } }),
  });
  expect(found.reasons.find(({ kind }) => kind === "method")).toEqual({
    name: "list",
    kind: "method",
    pointer: "/paths/~1pets/get",
    reason: "From the operationId `listPets` in the group given by the tag `pets`.",
  });
});
