import { describe, expect, test } from "vitest";
import type { Json } from "../../../generator/contract/index.js";
import { valueAt } from "../../../generator/lib/pointer.js";
import { loadFiles, loadInput, serve } from "./support.js";

async function upgraded(document: object) {
  const { root, places } = await loadFiles({
    "api.json": JSON.stringify({ swagger: "2.0", info: {}, paths: {}, ...document }),
  });
  return { root, places };
}

/** The one operation, as OpenAPI 3.1. */
async function operation(described: object, document: object = {}) {
  const { root, places } = await upgraded({ paths: { "/a": { post: described } }, ...document });
  return { value: valueAt(root, "/paths/~1a/post"), places };
}

describe("servers", () => {
  const rows: [document: object, want: object[] | undefined][] = [
    [
      { host: "a.b", basePath: "/v1", schemes: ["http", "https"] },
      [{ url: "https://a.b/v1" }, { url: "http://a.b/v1" }],
    ],
    [{ host: "a.b", basePath: "/" }, [{ url: "https://a.b" }]],
    [{ host: "localhost:8080" }, [{ url: "http://localhost:8080" }]],
    [{ basePath: "/v1" }, [{ url: "/v1" }]],
    [{}, undefined],
    [
      {
        "x-ms-parameterized-host": {
          hostTemplate: "{account}.a.b",
          parameters: [{ name: "account", default: "me", description: "d" }],
        },
      },
      [
        {
          url: "https://{account}.a.b",
          variables: { account: { default: "me", description: "d" } },
        },
      ],
    ],
  ];
  test.each(rows)("%j", async (document, want) => {
    expect((await upgraded(document)).root["servers"]).toEqual(want);
  });

  test("without a host: where the document came from", async () => {
    const server = await serve({
      "/docs/api.json": JSON.stringify({ swagger: "2.0", info: {}, basePath: "/v1", paths: {} }),
    });

    expect((await loadInput(`${server}/docs/api.json`)).root["servers"]).toEqual([
      { url: `${server}/v1` },
    ]);
  });
});

describe("parameters", () => {
  const base = { name: "p", in: "query" };
  const list = { type: "array", items: { type: "string" } };
  const rows: [what: string, parameter: object, want: object][] = [
    [
      "type",
      { ...base, type: "integer", format: "int64", default: 1, enum: [1, 2], description: "d" },
      {
        ...base,
        description: "d",
        schema: { type: "integer", format: "int64", default: 1, enum: [1, 2] },
      },
    ],
    [
      "csv is the default",
      { ...base, ...list },
      { ...base, style: "form", explode: false, schema: list },
    ],
    [
      "multi",
      { ...base, ...list, collectionFormat: "multi" },
      { ...base, style: "form", explode: true, schema: list },
    ],
    [
      "ssv",
      { ...base, ...list, collectionFormat: "ssv" },
      { ...base, style: "spaceDelimited", explode: false, schema: list },
    ],
    [
      "pipes",
      { ...base, ...list, collectionFormat: "pipes" },
      { ...base, style: "pipeDelimited", explode: false, schema: list },
    ],
    [
      "tsv",
      { ...base, ...list, collectionFormat: "tsv" },
      { ...base, style: "form", explode: false, "x-collection-format": "tsv", schema: list },
    ],
    [
      "Microsoft's word for reserved characters that stay",
      { name: "p", in: "path", required: true, type: "string", "x-ms-skip-url-encoding": true },
      { name: "p", in: "path", required: true, allowReserved: true, schema: { type: "string" } },
    ],
    [
      "path",
      { name: "p", in: "path", required: true, ...list },
      { name: "p", in: "path", required: true, style: "simple", explode: false, schema: list },
    ],
    [
      "nullable",
      { ...base, type: "string", "x-nullable": true, minimum: 1, exclusiveMinimum: true },
      { ...base, schema: { type: ["string", "null"], exclusiveMinimum: 1 } },
    ],
    [
      "example",
      { ...base, type: "string", "x-example": "e", "x-other": 1 },
      { ...base, example: "e", "x-other": 1, schema: { type: "string" } },
    ],
  ];
  test.each(rows)("%s", async (_, parameter, want) => {
    const { value, places } = await operation({ parameters: [parameter] });

    expect(value).toEqual({ parameters: [want] });
    expect(places).toEqual([]);
  });

  test("what no style says is approximated and reported", async () => {
    const { value, places } = await operation({
      parameters: [{ ...base, in: "header", ...list, collectionFormat: "tsv" }],
    });

    expect(value).toMatchObject({
      parameters: [{ style: "simple", explode: false, "x-collection-format": "tsv" }],
    });
    expect(places).toEqual([
      "collection-format-approximated api.json#/paths/~1a/post/parameters/0",
    ]);
  });
});

describe("bodies", () => {
  const schema = { type: "object" };
  const body = { in: "body", name: "b", required: true, description: "d", schema };

  test("one content for each media type of the operation, or else of the document", async () => {
    const want = (...types: string[]) => ({
      requestBody: {
        description: "d",
        required: true,
        content: Object.fromEntries(types.map((type) => [type, { schema }])),
      },
    });

    expect((await operation({ parameters: [body] })).value).toEqual(want("application/json"));
    expect((await operation({ parameters: [body] }, { consumes: ["a/b", "c/d"] })).value).toEqual(
      want("a/b", "c/d"),
    );
    expect(
      (await operation({ parameters: [body], consumes: ["e/f"] }, { consumes: ["a/b"] })).value,
    ).toEqual(want("e/f"));
  });

  test("a form, with everything that its fields say", async () => {
    const { value } = await operation({
      consumes: ["application/x-www-form-urlencoded"],
      parameters: [
        { in: "query", name: "q", type: "string" },
        {
          in: "formData",
          name: "kind",
          type: "string",
          enum: ["a"],
          default: "a",
          required: true,
          description: "d",
          "x-nullable": true,
        },
        {
          in: "formData",
          name: "tags",
          type: "array",
          items: { type: "string" },
          collectionFormat: "multi",
        },
      ],
    });

    expect(value).toEqual({
      parameters: [{ in: "query", name: "q", schema: { type: "string" } }],
      requestBody: {
        required: true,
        content: {
          "application/x-www-form-urlencoded": {
            schema: {
              type: "object",
              required: ["kind"],
              properties: {
                kind: {
                  type: ["string", "null"],
                  enum: ["a", null],
                  default: "a",
                  description: "d",
                },
                tags: { type: "array", items: { type: "string" } },
              },
            },
            encoding: { tags: { style: "form", explode: true } },
          },
        },
      },
    });
  });

  test("a file makes it multipart", async () => {
    const { value } = await operation({
      parameters: [{ in: "formData", name: "f", type: "file" }],
    });
    const file = { type: "string", format: "binary", contentMediaType: "application/octet-stream" };

    expect(value).toEqual({
      requestBody: {
        content: { "multipart/form-data": { schema: { type: "object", properties: { f: file } } } },
      },
    });
  });

  test("shared by the document or by the path", async () => {
    const { root, places } = await upgraded({
      parameters: {
        Body: body,
        Field: { in: "formData", name: "f", type: "string" },
        Limit: { in: "query", name: "limit", type: "integer" },
      },
      paths: {
        "/a": {
          post: { parameters: [{ $ref: "#/parameters/Limit" }, { $ref: "#/parameters/Body" }] },
        },
        "/b": {
          parameters: [{ $ref: "#/parameters/Field" }],
          put: {},
          post: { parameters: [{ $ref: "#/parameters/Body" }] },
        },
      },
    });

    expect(places).toEqual([]);
    expect(root["components"]).toEqual({
      parameters: { Limit: { in: "query", name: "limit", schema: { type: "integer" } } },
    });
    expect(root["paths"]).toMatchObject({
      "/a": {
        post: {
          parameters: [{ $ref: "#/components/parameters/Limit" }],
          requestBody: { content: { "application/json": { schema } } },
        },
      },
      "/b": {
        put: {
          requestBody: {
            content: {
              "application/x-www-form-urlencoded": {
                schema: { properties: { f: { type: "string" } } },
              },
            },
          },
        },
        post: { requestBody: { content: { "application/json": { schema } } } },
      },
    });
    expect(valueAt(root, "/paths/~1b/parameters")).toBeUndefined();
  });
});

describe("responses", () => {
  test("schema, examples and headers, in their order", async () => {
    const { value } = await operation({
      produces: ["application/json", "text/csv"],
      responses: {
        200: {
          description: "ok",
          schema: { type: "string", "x-nullable": true },
          examples: { "application/json": "e" },
          headers: {
            B: { type: "integer", description: "d" },
            A: { type: "array", items: { type: "string" } },
          },
        },
        204: { description: "nothing" },
      },
    });

    expect(value).toEqual({
      responses: {
        200: {
          description: "ok",
          content: {
            "application/json": { schema: { type: ["string", "null"] }, example: "e" },
            "text/csv": { schema: { type: ["string", "null"] } },
          },
          headers: {
            B: { description: "d", schema: { type: "integer" } },
            A: {
              style: "simple",
              explode: false,
              schema: { type: "array", items: { type: "string" } },
            },
          },
        },
        204: { description: "nothing" },
      },
    });
    expect(Object.keys(valueAt(value ?? null, "/responses/200/headers") as object)).toEqual([
      "B",
      "A",
    ]);
  });

  test("the operation's media types go before the document's", async () => {
    const described = { produces: ["a/b"], responses: { 200: { description: "", schema: {} } } };

    expect((await operation(described, { produces: ["c/d"] })).value).toEqual({
      responses: { 200: { description: "", content: { "a/b": { schema: {} } } } },
    });
  });

  test("a file without a media type is bytes", async () => {
    const { value } = await operation({
      responses: { 200: { description: "", schema: { type: "file" } } },
    });

    expect(value).toMatchObject({
      responses: {
        200: {
          content: { "application/octet-stream": { schema: { type: "string", format: "binary" } } },
        },
      },
    });
  });

  test("a file is not sent as the JSON that errors are sent as, unless it can be nothing else", async () => {
    const file = { description: "", schema: { type: "file" } };
    const { value } = await operation({
      produces: ["application/json", "image/png", "text/json"],
      responses: { 200: file, default: { description: "", schema: { type: "object" } } },
    });
    const { value: json } = await operation({
      produces: ["application/json"],
      responses: { 200: file },
    });
    const types = (from: Json | undefined, status: string) =>
      Object.keys(valueAt(from ?? null, `/responses/${status}/content`) as object);

    expect(types(value, "200")).toEqual(["image/png"]);
    expect(types(value, "default")).toEqual(["application/json", "image/png", "text/json"]);
    expect(types(json, "200")).toEqual(["application/json"]);
  });

  test("a shared one has the media types of the operation that uses it", async () => {
    const { root } = await upgraded({
      produces: ["a/b"],
      responses: { Ok: { description: "", schema: { type: "string" } } },
      paths: {
        "/a": {
          get: { responses: { 200: { $ref: "#/responses/Ok" } } },
          put: { produces: ["c/d"], responses: { 200: { $ref: "#/responses/Ok" } } },
        },
      },
    });

    expect(root["paths"]).toMatchObject({
      "/a": {
        get: { responses: { 200: { $ref: "#/components/responses/Ok" } } },
        put: { responses: { 200: { content: { "c/d": { schema: { type: "string" } } } } } },
      },
    });
    expect(root["components"]).toEqual({
      responses: { Ok: { description: "", content: { "a/b": { schema: { type: "string" } } } } },
    });
  });
});

describe("references lead to where their targets have gone", () => {
  test("definitions, deep pointers, and parts of operations", async () => {
    const body = "#/paths/~1a/post/parameters/0/schema";
    const { root, places } = await upgraded({
      paths: {
        "/a": {
          post: {
            parameters: [{ in: "body", name: "b", schema: { title: "body" } }],
            responses: { 200: { description: "", schema: { $ref: "#/definitions/A" } } },
          },
        },
      },
      definitions: {
        A: {
          properties: {
            b: { $ref: "#/definitions/B~1b/items" },
            c: { $ref: body },
            d: { $ref: "#/responses/R/schema" },
          },
        },
        "B/b": { items: { type: "string" } },
        C: { discriminator: "kind", allOf: [{ $ref: "#/definitions/A" }] },
      },
      responses: { R: { description: "", schema: { title: "response" } } },
    });

    expect(places).toEqual([]);
    expect(valueAt(root, "/components/schemas/A/properties")).toEqual({
      b: { $ref: "#/components/schemas/B~1b/items" },
      c: { $ref: "#/paths/~1a/post/requestBody/content/application~1json/schema" },
      d: { $ref: "#/components/responses/R/content/application~1json/schema" },
    });
    expect(valueAt(root, "/components/schemas/C")).toEqual({
      discriminator: { propertyName: "kind" },
      allOf: [{ $ref: "#/components/schemas/A" }],
    });
  });

  test("Microsoft's discriminator values are in the mapping of every base", async () => {
    const extending = (name: string, tag?: string) => ({
      allOf: [{ $ref: `#/definitions/${name}` }, { type: "object" }],
      ...(tag === undefined ? {} : { "x-ms-discriminator-value": tag }),
    });
    const { root } = await upgraded({
      definitions: {
        Fish: { discriminator: "kind", properties: { kind: { type: "string" } } },
        Shark: { ...extending("Fish", "#shark"), discriminator: "kind" },
        "Goblin/Shark": extending("Shark", "#goblin"),
        Salmon: extending("Fish"),
      },
    });
    const goblin = { "#goblin": "#/components/schemas/Goblin~1Shark" };

    expect(valueAt(root, "/components/schemas/Fish/discriminator")).toEqual({
      propertyName: "kind",
      mapping: { "#shark": "#/components/schemas/Shark", ...goblin },
    });
    expect(valueAt(root, "/components/schemas/Shark/discriminator")).toEqual({
      propertyName: "kind",
      mapping: goblin,
    });
  });

  test("also to parts in other files", async () => {
    const { root, findings } = await loadFiles({
      "api.json": JSON.stringify({
        swagger: "2.0",
        info: {},
        paths: {
          "/a": { $ref: "parts.json#/a" },
          "/b": {
            post: {
              parameters: [{ $ref: "parts.json#/body" }],
              responses: { 200: { $ref: "parts.json#/ok" } },
            },
          },
        },
      }),
      "parts.json": JSON.stringify({
        a: { get: { parameters: [{ in: "query", name: "q", type: "string" }], responses: {} } },
        body: { in: "body", name: "b", schema: { $ref: "#/Pet" } },
        ok: { description: "", schema: { $ref: "#/Pet" } },
        Pet: { type: "object", properties: { f: { type: "file" } } },
      }),
    });

    const pet = { schema: { $ref: "#/components/schemas/Pet" } };
    expect(findings).toEqual([]);
    expect(root["paths"]).toEqual({
      "/a": {
        get: {
          parameters: [{ in: "query", name: "q", schema: { type: "string" } }],
          responses: {},
        },
      },
      "/b": {
        post: {
          requestBody: { content: { "application/json": pet } },
          responses: { 200: { $ref: "#/components/responses/ok" } },
        },
      },
    });
    expect(root["components"]).toEqual({
      schemas: {
        Pet: {
          type: "object",
          properties: {
            f: { type: "string", format: "binary", contentMediaType: "application/octet-stream" },
          },
        },
      },
      responses: { ok: { description: "", content: { "application/json": pet } } },
    });
  });
});

test("security schemes", async () => {
  const { root } = await upgraded({
    securityDefinitions: {
      basic: { type: "basic", description: "d" },
      key: { type: "apiKey", in: "header", name: "K" },
      code: {
        type: "oauth2",
        flow: "accessCode",
        authorizationUrl: "a",
        tokenUrl: "t",
        scopes: { s: "d" },
        description: "d",
      },
      app: { type: "oauth2", flow: "application", tokenUrl: "t" },
    },
  });

  expect(root["components"]).toEqual({
    securitySchemes: {
      basic: { type: "http", scheme: "basic", description: "d" },
      key: { type: "apiKey", in: "header", name: "K" },
      code: {
        type: "oauth2",
        description: "d",
        flows: { authorizationCode: { authorizationUrl: "a", tokenUrl: "t", scopes: { s: "d" } } },
      },
      app: { type: "oauth2", flows: { clientCredentials: { tokenUrl: "t", scopes: {} } } },
    },
  });
});
