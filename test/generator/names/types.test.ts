import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../generator/contract/index.js";
import { json, nameDocument, pathsOf, ref } from "./given.js";

const object = (properties: JsonObject): JsonObject => ({ type: "object", properties });
const string = { type: "string" };

describe("components", () => {
  test.each([
    ["Pet", "Pet"],
    ["pet", "Pet"],
    ["APIKey", "APIKey"],
    ["simple-user", "SimpleUser"],
    ["foo_bar", "FooBar"],
    ["API_KEY", "ApiKey"],
    ["io.k8s.api.core.v1.Pod", "IoK8sApiCoreV1Pod"],
    ["Page<User>", "PageUser"],
    ["a/b~c", "ABC"],
    ["3DModel", "Schema3DModel"],
    ["v1.2", "V1_2"],
    ["Größe", "Größe"],
    ["日本", "日本"],
    ["***", "Schema"],
    ["Error", "ErrorModel"],
    ["Promise", "PromiseModel"],
    ["Record", "RecordModel"],
    ["Date", "DateModel"],
    ["Response", "ResponseModel"],
    ["string", "StringModel"],
    ["Call", "CallModel"],
    ["ApiError", "ApiErrorModel"],
    ["Result", "ResultModel"],
    ["TestOptions", "TestOptionsModel"],
  ])("%s -> %s", (key, want) => {
    const { types } = nameDocument({ components: { schemas: { [key]: string } } });
    expect(Object.values(types)).toEqual([want]);
  });

  test("names that differ only in case: the exact one keeps it, wherever it stands", () => {
    const { types, findings } = nameDocument({
      components: { schemas: { foo: {}, FOO: {}, Foo: {}, "f-oo": {} } },
    });
    expect(types).toEqual({
      "/components/schemas/Foo": "Foo",
      "/components/schemas/FOO": "FOO",
      "/components/schemas/foo": "FooModel",
      "/components/schemas/f-oo": "FOo",
    });
    expect(findings).toMatchObject([
      { rule: "name-taken", location: { pointer: "/components/schemas/foo" } },
    ]);
  });

  test("a second declaration is named where request and response differ, and only there", () => {
    const Pet = { type: "object", properties: { id: { ...string, readOnly: true } } };
    const body = json(ref("Pet"));
    const read = { operationId: "read", responses: { 200: body } };
    const write = { operationId: "write", requestBody: body };
    const components = { schemas: { Pet, PetInput: string } };
    expect(nameDocument({ paths: pathsOf({ "GET /a": read }), components }).variants).toEqual({});
    expect(
      nameDocument({ paths: pathsOf({ "GET /a": read, "PUT /a": write }), components }).variants,
    ).toEqual({
      "/components/schemas/Pet": { input: "PetInput2" },
    });
  });
});

describe("inline schemas", () => {
  const item = object({ index: { type: "integer" }, document: object({ text: string }) });
  const rerank = {
    operationId: "rerank",
    requestBody: json(
      object({
        documents: { type: "array", items: { oneOf: [string, object({ text: string })] } },
        model: string,
      }),
    ),
    responses: {
      200: json(object({ results: { type: "array", items: item } })),
      404: json(object({ message: string })),
    },
  };

  test("bodies and what is inside them are named after the operation", () => {
    const { types } = nameDocument({ paths: pathsOf({ "POST /rerank": rerank }) });
    expect(Object.values(types)).toEqual([
      "RerankRequestBody",
      "RerankRequestDocument",
      "RerankResponse",
      "RerankResponseResult",
      "RerankResponseResultDocument",
      "NotFoundErrorData",
    ]);
  });

  test.each<[string, JsonObject, readonly string[]]>([
    ["a property", { owner: object({ a: string }) }, ["PetOwner"]],
    [
      "items of a plural",
      { categories: { type: "array", items: object({ a: string }) } },
      ["PetCategory"],
    ],
    [
      "items of no plural",
      { data: { type: "array", items: object({ a: string }) } },
      ["PetDataItem"],
    ],
    [
      "values of a map",
      { metadata: { type: "object", additionalProperties: object({ a: string }) } },
      ["PetMetadataValue"],
    ],
    [
      "a union by tags",
      {
        content: {
          oneOf: [object({ type: { const: "text" } }), object({ type: { enum: ["image_url"] } })],
        },
      },
      ["PetContentText", "PetContentImageUrl"],
    ],
    [
      "a union by titles",
      {
        content: {
          oneOf: [{ ...object({ a: string }), title: "Long text" }, object({ b: string })],
        },
      },
      ["PetContentLongText", "PetContentWithB"],
    ],
    [
      "a union by what only one member has, and must have if there is such",
      {
        page: {
          oneOf: [
            { ...object({ limit: string, hint: string, total: string }), required: ["total"] },
            object({ limit: string, offset: string }),
          ],
        },
      },
      ["PetPageWithTotal", "PetPageWithOffset"],
    ],
    [
      "a union whose members have the same",
      { page: { oneOf: [object({ a: string }), { ...object({ a: string }), required: ["a"] }] } },
      ["PetPageVariant1", "PetPageVariant2"],
    ],
    [
      "one, and several of the same name",
      {
        assignee: object({ a: string }),
        assignees: { type: "array", items: object({ a: string }) },
      },
      ["PetAssignee", "PetAssigneesItem"],
    ],
    [
      "the only object of a union",
      { content: { oneOf: [string, object({ a: string })] } },
      ["PetContent"],
    ],
    [
      "inside allOf",
      { owner: { allOf: [object({ home: object({ a: string }) })] } },
      ["PetOwner", "PetOwnerHome"],
    ],
    [
      "two parts of an allOf with objects of one name",
      {
        owner: {
          allOf: [
            object({ home: object({ a: string }) }),
            object({ home: object({ a: string, b: string }) }),
          ],
          properties: { home: { ...object({ a: string }), title: "Second home" } },
        },
      },
      ["PetOwner", "PetOwnerHome", "PetOwnerHomeWithB", "PetOwnerHomeSecondHome"],
    ],
    [
      "the only objects of two unions that hold at once",
      {
        owner: {
          allOf: [{ oneOf: [object({ a: string }), string] }, { oneOf: [object({ b: string })] }],
        },
      },
      ["PetOwner", "PetOwnerWithB"],
    ],
    [
      "elements of a tuple, by titles, tags, and what only one has",
      {
        range: {
          prefixItems: [
            { ...object({ a: string }), title: "From" },
            object({ type: { const: "end" } }),
            object({ c: string }),
          ],
        },
      },
      ["PetRangeFrom", "PetRangeEnd", "PetRangeWithC"],
    ],
    [
      "elements of a tuple that have the same",
      { range: { prefixItems: [object({ a: string }), object({ a: string })] } },
      ["PetRangeItem1", "PetRangeItem2"],
    ],
    [
      "a large enum",
      { size: { enum: Array.from({ length: 20 }, (_, index) => `s${index}`) } },
      ["PetSize"],
    ],
    ["a small enum: none", { size: { enum: ["s", "m"] } }, []],
    ["a map: none", { labels: { type: "object", additionalProperties: string } }, []],
  ])("%s", (_, properties, want) => {
    const { types } = nameDocument({ components: { schemas: { Pet: object(properties) } } });
    expect(Object.values(types)).toEqual(["Pet", ...want]);
  });

  test("the only object of a component that is a union", () => {
    const schemas = { Prompt: { anyOf: [object({ id: string }), { type: "null" }] } };
    expect(Object.values(nameDocument({ components: { schemas } }).types)).toEqual([
      "Prompt",
      "PromptObject",
    ]);
  });

  test("a schema that a reference points into has a name, whatever it is", () => {
    const schemas = {
      Pet: object({ id: string }),
      Toy: object({ pet: { $ref: "#/components/schemas/Pet/properties/id" } }),
    };
    expect(nameDocument({ components: { schemas } }).types).toMatchObject({
      "/components/schemas/Pet/properties/id": "PetId",
    });
  });

  test("a response that is a component is called as the component", () => {
    const found = nameDocument({
      paths: pathsOf({
        "GET /pet": {
          operationId: "getPet",
          responses: { 200: json(ref("Pet")), default: json(ref("Error")) },
        },
      }),
      components: { schemas: { Pet: {}, Error: {} } },
    });
    expect(Object.values(found.operations)[0]?.responseType).toBe("Pet");
  });

  test("other media types and statuses say which they are, unless they are the same", () => {
    const a = object({ a: string });
    const responses = {
      200: {
        description: "",
        content: {
          "application/json": { schema: a },
          "text/event-stream": { schema: object({ b: string }) },
          "application/xml": { schema: a },
        },
      },
      202: json(a),
    };
    const { types } = nameDocument({
      paths: pathsOf({ "POST /jobs": { operationId: "run", responses } }),
    });
    expect(Object.values(types)).toEqual([
      "RunResponse",
      "RunEventStreamResponse",
      "RunAcceptedResponse",
    ]);
  });
});

test("no two declarations share a name", () => {
  const schemas = {
    Pet: object({ owner: object({ a: string }) }),
    PetOwner: string,
    pet_owner: string,
    "Pet-Owner": string,
  };
  const names = Object.values(nameDocument({ components: { schemas } }).types);
  expect(new Set(names).size).toBe(names.length);
});
