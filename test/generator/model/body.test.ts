import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../generator/contract/index.js";
import { modelledOperation, operationOf, printed, rulesOf } from "./support.js";

const string = { type: "string" };
const pet: JsonObject = {
  type: "object",
  required: ["name"],
  properties: { name: string, age: { type: "integer" } },
};
const json = (schema: JsonObject | boolean, required = true): JsonObject => ({
  required,
  content: { "application/json": { schema } },
});
const post = (requestBody: JsonObject, around: object = {}) =>
  modelledOperation({ requestBody }, { method: "post", ...around });

describe("placement: flat for a plain object, else under `body`", () => {
  const components = {
    schemas: { Pet: pet, Base: { ...pet, discriminator: { propertyName: "name" } } },
  };
  test.each<[string, JsonObject | boolean, string]>([
    ["object", pet, "flat"],
    ["reference", { $ref: "#/components/schemas/Pet" }, "flat"],
    [
      "allOf of objects",
      {
        allOf: [
          { $ref: "#/components/schemas/Pet" },
          { type: "object", properties: { tag: string } },
        ],
      },
      "flat",
    ],
    [
      "allOf with an annotation",
      { allOf: [{ $ref: "#/components/schemas/Pet" }, { description: "Any pet." }] },
      "flat",
    ],
    ["object that is open", { ...pet, additionalProperties: true }, "flat"],
    ["object with typed extras", { ...pet, additionalProperties: string }, "property"],
    ["object or null", { ...pet, type: ["object", "null"] }, "property"],
    ["union", { oneOf: [pet, string] }, "property"],
    ["base of a discriminated union", { $ref: "#/components/schemas/Base" }, "property"],
    ["array", { type: "array", items: pet }, "property"],
    ["map", { type: "object", additionalProperties: string }, "property"],
    ["object without properties", { type: "object" }, "property"],
    ["string", string, "property"],
    ["anything", true, "property"],
  ])("%s", (_, schema, want) => {
    expect(post(json(schema), { root: { components } }).operation.body?.placement).toBe(want);
  });

  test("a property that is required and never described is an argument all the same", () => {
    const { operation } = post(json({ ...pet, required: ["key"] }));
    const key = operation.arguments.find(({ name }) => name === "key");
    expect(key?.required).toBe(true);
    expect(operation.requestOptional).toBe(false);
  });

  test.each<[string, string]>([
    ["application/json", "flat"],
    ["application/merge-patch+json", "flat"],
    ["application/x-www-form-urlencoded", "flat"],
    ["multipart/form-data", "flat"],
    ["text/plain", "property"],
    ["application/octet-stream", "property"],
    ["application/jsonl", "property"],
  ])("%s", (mediaType, want) => {
    expect(post({ content: { [mediaType]: { schema: pet } } }).operation.body?.placement).toBe(
      want,
    );
  });

  test("a path parameter of a property's name keeps the body apart", () => {
    const { operation } = post(json(pet), {
      path: "/{name}",
      pathItem: { parameters: [{ in: "path", name: "name", required: true, schema: string }] },
    });
    expect(operation.body?.placement).toBe("property");
    expect(operation.arguments.map(({ name, from }) => [name, from])).toEqual([
      ["name", "path"],
      ["body", "body"],
    ]);
  });

  test("any other parameter gives way, so that adding one moves nothing", () => {
    const made = modelledOperation(
      { requestBody: json(pet), parameters: [{ in: "query", name: "age", schema: string }] },
      { method: "post" },
    );
    expect(made.operation.body?.placement).toBe("flat");
    expect(made.operation.parameters[0]).toMatchObject({ wireName: "age", property: "queryAge" });
    expect(rulesOf(made)).toEqual(["parameter-renamed"]);
  });

  test("a parameter called body gives way to the body", () => {
    const made = modelledOperation(
      {
        requestBody: json({ type: "array", items: string }),
        parameters: [{ in: "query", name: "body", schema: string }],
      },
      { method: "post" },
    );
    expect(made.operation.parameters[0]?.property).toBe("queryBody");
  });
});

describe("what has to be given", () => {
  test("a body that may be left out comes whole or not at all", () => {
    const { operation } = post(json(pet, false));
    expect(operation.arguments.map(({ name, required }) => [name, required])).toEqual([
      ["body", false],
    ]);
    expect(operation.requestOptional).toBe(true);
  });

  test("a body that does not say so is required where its schema requires properties", () => {
    const made = post({ content: { "application/json": { schema: pet } } });
    const names = made.operation.arguments.map(({ name, required }) => [name, required]);
    expect(names).toEqual([
      ["name", true],
      ["age", false],
    ]);
    expect(rulesOf(made)).toEqual(["request-body-required"]);
  });

  test.each([
    ["no property is", { type: "object", properties: { name: string } }],
    ["only a read-only one is", { ...pet, properties: { name: { ...string, readOnly: true } } }],
    ["it is no object", { type: "array", items: string }],
  ])("... and otherwise it may be left out: %s", (_what, schema) => {
    const made = post({ content: { "application/json": { schema } } });
    expect(made.operation.requestOptional).toBe(true);
    expect(rulesOf(made)).toEqual([]);
  });

  test("read-only properties are not part of the argument", () => {
    const { operation } = post(
      json({
        ...pet,
        required: ["id", "name"],
        properties: { id: { ...string, readOnly: true }, name: string },
      }),
    );
    expect(operation.arguments.map(({ name }) => name)).toEqual(["name"]);
    expect(operation.minimalRequest).toEqual({ name: "text" });
  });

  test("required arguments come first", () => {
    const parameters = [
      { in: "query", name: "dry", schema: { type: "boolean" } },
      { in: "path", name: "id", required: true, schema: string },
    ];
    const { operation } = modelledOperation(
      { requestBody: json(pet), parameters },
      { method: "put", path: "/{id}" },
    );
    expect(operation.arguments.map(({ name }) => name)).toEqual(["id", "name", "dry", "age"]);
  });

  test("each property has its own type and example", () => {
    const schema = {
      type: "object",
      properties: { tags: { type: "array", items: string, example: ["a"] } },
      example: { tags: ["b"] },
    };
    const { operation } = post(json(schema));
    expect(operation.arguments).toMatchObject([
      { name: "tags", type: { type: { kind: "array", items: { kind: "string" } } } },
    ]);
    expect([...operation.argumentExamples]).toEqual([["tags", ["a"]]]);
  });
});

describe("media types", () => {
  const contents = (content: JsonObject) =>
    post({ content }).operation.body?.contents.map(({ mediaType, kind }) => `${mediaType} ${kind}`);

  test.each<[string, JsonObject, string[]]>([
    [
      "the same type with a parameter",
      { "application/json": {}, "application/json; charset=utf-8": { schema: pet } },
      ["application/json; charset=utf-8 json"],
    ],
    [
      "a schema that says nothing",
      { "application/json": { schema: {} }, "application/json;v=2": { schema: pet } },
      ["application/json;v=2 json"],
    ],
    [
      "another type of JSON",
      { "application/json": {}, "application/vnd.pet+json": { schema: pet } },
      ["application/vnd.pet+json json", "application/json json"],
    ],
    [
      "no other JSON",
      { "application/json": {}, "text/plain": { schema: string } },
      ["application/json json", "text/plain text"],
    ],
  ])("of several kinds of JSON the one with a schema is sent: %s", (_, content, wanted) => {
    expect(contents(content)).toEqual(wanted);
  });

  test("JSON is sent where there is a choice, the document's order decides among the rest", () => {
    const schema = pet;
    expect(
      contents({
        "text/xml": {},
        "multipart/form-data": { schema },
        "application/vnd.pet+json": { schema },
        "application/json": { schema },
      }),
    ).toEqual([
      "application/json json",
      "application/vnd.pet+json json",
      "text/xml text",
      "multipart/form-data multipart",
    ]);
  });

  test.each<[string, JsonObject, string]>([
    ["application/json; charset=utf-8", pet, "application/json; charset=utf-8 json"],
    ["APPLICATION/JSON", pet, "APPLICATION/JSON json"],
    ["*/*", pet, "application/json json"],
    ["*/*", string, "text/plain text"],
    ["*/*", { type: "string", format: "binary" }, "*/* binary"],
    ["image/*", {}, "image/* binary"],
    ["application/x-ndjson", pet, "application/x-ndjson jsonLines"],
    ["application/yaml", string, "application/yaml text"],
    ["application/soap+xml", string, "application/soap+xml text"],
    ["application/soap+xml", pet, "application/soap+xml xml"],
    ["application/pdf", {}, "application/pdf binary"],
  ])("%s", (mediaType, schema, want) => {
    expect(contents({ [mediaType]: { schema } })).toEqual([want]);
  });

  const placements = (content: JsonObject, around: object = {}) =>
    post({ content }, around).operation.body?.contents.map(
      ({ mediaType, placement }) => `${mediaType} ${placement}`,
    );
  const photo = { type: "object", properties: { photo: string } };

  test("another type than the flat argument's lies flat too where it is an object", () => {
    const content = {
      "application/json": { schema: pet },
      "multipart/form-data": { schema: photo },
      "text/plain": { schema: string },
    };
    expect(placements(content)).toEqual([
      "application/json flat",
      "multipart/form-data flat",
      "text/plain property",
    ]);
  });

  test("a property with the name of a parameter keeps that type apart, not the first", () => {
    const content = {
      "application/json": { schema: pet },
      "multipart/form-data": { schema: photo },
    };
    const pathItem = { parameters: [{ in: "query", name: "photo", schema: string }] };
    expect(placements(content, { pathItem })).toEqual([
      "application/json flat",
      "multipart/form-data property",
    ]);
  });

  test("a first type under `body` has the others there", () => {
    const content = {
      "application/json": { schema: string },
      "multipart/form-data": { schema: photo },
    };
    expect(placements(content)).toEqual([
      "application/json property",
      "multipart/form-data property",
    ]);
  });

  test("where the body has a property `contentType`, others cannot be chosen, and are reported", () => {
    const made = post({
      content: {
        "application/json": { schema: { type: "object", properties: { contentType: string } } },
        "text/plain": { schema: string },
      },
    });
    expect(made.operation.body?.contents).toHaveLength(1);
    expect(rulesOf(made)).toEqual(["request-media-type-not-offered"]);
  });

  test("a structure in XML has the type that it has in JSON", () => {
    const made = post({
      required: true,
      content: { "application/xml": { schema: { ...pet, xml: { name: "pet" } } } },
    });
    expect(printed(made.operation.body?.contents[0])).toBe("CreateThingRequestBody");
    expect(made.operation.body?.contents[0]?.xml?.name).toBe("pet");
    expect(made.operation.body?.placement).toBe("flat");
    expect(rulesOf(made)).toEqual([]);
  });

  test("without a name for the root there is a usual one, and a finding", () => {
    const made = post({ required: true, content: { "application/xml": { schema: pet } } });
    expect(made.operation.body?.contents[0]?.xml?.name).toBeNull();
    expect(rulesOf(made)).toEqual(["xml-root-unnamed"]);
  });

  test("lines of JSON are sent from anything that can be iterated", () => {
    const sent = (media: JsonObject): string | null =>
      printed(post({ content: { "application/jsonl": media } }).operation.body?.contents[0]);
    expect(sent({ itemSchema: { type: "object", properties: { a: string } } })).toMatch(
      /^Iterable<\w+> \| AsyncIterable<\w+>$/,
    );
    expect(sent({ schema: { type: "array", items: { type: "number" } } })).toBe(
      "Iterable<number> | AsyncIterable<number>",
    );
  });

  test("a text is no list of its characters", () => {
    const sent = (itemSchema?: JsonObject): string | null =>
      printed(
        post({ content: { "application/jsonl": itemSchema === undefined ? {} : { itemSchema } } })
          .operation.body?.contents[0],
      );
    expect(sent(string)).toBe("(Iterable<string> & object) | AsyncIterable<string>");
    expect(sent()).toBe("(Iterable<unknown> & object) | AsyncIterable<unknown>");
    expect(sent({ type: ["string", "number"] })).toBe(
      "(Iterable<string | number> & object) | AsyncIterable<string | number>",
    );
  });

  test("encodings", () => {
    const encoding = {
      tags: { style: "form", explode: false },
      data: { contentType: "application/json" },
    };
    const plain = { allowReserved: false, headers: [] };
    const [content] =
      post({ content: { "multipart/form-data": { schema: pet, encoding } } }).operation.body
        ?.contents ?? [];
    expect(content?.encoding).toEqual([
      { property: "tags", contentType: null, style: "form", explode: false, ...plain },
      {
        property: "data",
        contentType: "application/json",
        style: null,
        explode: null,
        ...plain,
      },
    ]);
  });

  test("a header that the body's own `partHeaders` hides is reported; what is known goes with the part", () => {
    const schema = { type: "object", properties: { partHeaders: string, photo: string } };
    const headers = { "X-A": { schema: string }, "X-B": { schema: { enum: ["b"] } } };
    const made = post({
      content: { "multipart/form-data": { schema, encoding: { photo: { headers } } } },
    });
    expect(rulesOf(made)).toEqual(["encoding-not-sent"]);
    expect(made.operation.body?.contents[0]?.partHeaders).toEqual([]);
    expect(made.operation.arguments.map(({ name }) => name)).toEqual(["partHeaders", "photo"]);
  });

  test.each(["multipart/form-data", "application/x-www-form-urlencoded"])(
    "%s that is a list is reported: fields have names",
    (mediaType) => {
      const made = post({ content: { [mediaType]: { schema: { type: "array", items: string } } } });
      expect(made.reported.map(({ rule, message }) => [rule, message.split(";")[0]])).toEqual([
        ["structure-not-parsed", `The request body \`${mediaType}\` is described as a list`],
      ]);
    },
  );

  test("an encoding of what the body does not have is reported", () => {
    const encoding = { name: { contentType: "text/plain" }, nmae: { contentType: "text/plain" } };
    const form = { required: true, content: { "multipart/form-data": { schema: pet, encoding } } };
    expect(post(form).reported.map(({ rule, location }) => [rule, location?.pointer])).toEqual([
      [
        "encoding-not-sent",
        "/paths/~1things/post/requestBody/content/multipart~1form-data/encoding/nmae",
      ],
    ]);
  });

  test("a parameter called `partHeaders` gives way to the headers of parts", () => {
    const headers = { "X-A": { required: true, schema: { type: "integer" } } };
    const made = post(
      {
        required: true,
        content: { "multipart/form-data": { schema: pet, encoding: { name: { headers } } } },
      },
      { pathItem: { parameters: [{ name: "partHeaders", in: "query", schema: string }] } },
    );
    const rows = made.operation.arguments.map(({ name, required }) => [name, required]);
    expect(rows).toContainEqual(["partHeaders", true]);
    expect(rows).toContainEqual(["queryPartHeaders", false]);
    expect(made.operation.minimalRequest).toMatchObject({ partHeaders: { name: { xA: 1 } } });
  });

  test("none at all: no body, and reported", () => {
    const made = post({ required: true, content: {} });
    expect(made.operation.body).toBeNull();
    expect(rulesOf(made)).toEqual(["request-body-without-content"]);
  });

  test.each<[string, JsonObject]>([
    ["post", { content: {} }],
    ["get", { content: {} }],
    ["get", { content: { "application/json": { schema: { type: "object", properties: {} } } } }],
  ])("an empty one that need not be sent is none: nothing is lost", (method, requestBody) => {
    const made = modelledOperation({ requestBody }, { method });
    expect(made.operation.body).toBeNull();
    expect(rulesOf(made)).toEqual([]);
  });
});

test.each(["get", "head", "trace"])("a body on %s is left out: fetch refuses it", (method) => {
  const made = modelledOperation({ requestBody: json(pet) }, { method });
  expect(made.operation.body).toBeNull();
  expect(rulesOf(made)).toEqual(["request-body-not-sendable"]);
});

test("a body that stands elsewhere", () => {
  const root = { components: { requestBodies: { Pet: json(pet) } } };
  const operation = operationOf(
    { requestBody: { $ref: "#/components/requestBodies/Pet" } },
    { method: "post", root },
  );
  expect(operation.body?.contents[0]?.schemaPointer).toBe(
    "/components/requestBodies/Pet/content/application~1json/schema",
  );
  expect(operation.arguments.map(({ name }) => name)).toEqual(["name", "age"]);
});

describe("example requests hold nothing that the wire cannot say", () => {
  const list = { type: "array", items: string };
  const form = (schema: JsonObject, required = true): JsonObject => ({
    required,
    content: { "application/x-www-form-urlencoded": { schema } },
  });
  const wanted = (schema: JsonObject) => ({
    type: "object",
    required: ["it"],
    properties: { it: schema },
  });
  test.each<[string, JsonObject, unknown]>([
    ["a list in a form has an item", form(wanted(list)), { it: ["text"] }],
    [
      "an object in a form has a member",
      form(wanted({ type: "object", properties: { name: string } })),
      { it: { name: "text" } },
    ],
    ["a list in JSON may be empty", json(wanted(list)), { it: [] }],
    [
      "an optional body with nothing in it is left out",
      form({ type: "object", properties: {} }, false),
      {},
    ],
  ])("%s", (_, body, want) => {
    expect(post(body).operation.minimalRequest).toEqual(want);
  });

  test("a list in the path has an item", () => {
    const parameters = [{ name: "ids", in: "path", required: true, schema: list }];
    const { operation } = modelledOperation({ parameters });
    expect(operation.minimalRequest).toEqual({ ids: ["text"] });
  });
});
