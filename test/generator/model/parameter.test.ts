import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../generator/contract/index.js";
import { printType } from "../../../generator/lib/print-type.js";
import { modelledOperation, modelOf, operationOf, printed, rulesOf } from "./support.js";

const string = { type: "string" };

describe("defaults of style and explode", () => {
  test.each<[string, JsonObject, object]>([
    [
      "path",
      { in: "path", name: "a", required: true, schema: string },
      { style: "simple", explode: false },
    ],
    ["query", { in: "query", name: "a", schema: string }, { style: "form", explode: true }],
    ["header", { in: "header", name: "a", schema: string }, { style: "simple", explode: false }],
    ["cookie", { in: "cookie", name: "a", schema: string }, { style: "form", explode: true }],
    [
      "deepObject",
      { in: "query", name: "a", style: "deepObject", schema: {} },
      { style: "deepObject", explode: false },
    ],
    [
      "label",
      { in: "path", name: "a", required: true, style: "label", schema: string },
      { style: "label", explode: false },
    ],
    [
      "given",
      { in: "query", name: "a", explode: false, schema: string },
      { style: "form", explode: false },
    ],
  ])("%s", (_, parameter, want) => {
    expect(
      operationOf({ parameters: [parameter] }, { path: "/{a}" }).parameters.find(
        ({ wireName }) => wireName === "a",
      ),
    ).toMatchObject(want);
  });

  test("a style of another place is reported, and the default used", () => {
    const made = modelledOperation({
      parameters: [{ in: "header", name: "a", style: "matrix", schema: string }],
    });
    expect(made.operation.parameters[0]?.style).toBe("simple");
    expect(rulesOf(made)).toEqual(["parameter-style-unknown"]);
  });
});

describe("property names", () => {
  test.each<[string, string, string]>([
    ["query", "top_n", "top_n"],
    ["query", "$top", "$top"],
    ["query", "filter[status]", "filterStatus"],
    ["query", "page-size", "pageSize"],
    ["query", "2fa", "_2fa"],
    ["header", "HTTP-Referer", "httpReferer"],
    ["header", "X-OpenRouter-Title", "xOpenRouterTitle"],
    ["header", "X-API-Key-ID", "xApiKeyId"],
    ["cookie", "session-id", "sessionId"],
  ])("%s %s is %s", (location, name, want) => {
    expect(
      operationOf({ parameters: [{ in: location, name, schema: string }] }).parameters[0]?.property,
    ).toBe(want);
  });

  test("an extension wins", () => {
    const parameter = {
      in: "header",
      name: "X-Title",
      "x-speakeasy-name-override": "the-title",
      schema: string,
    };
    expect(operationOf({ parameters: [parameter] }).parameters[0]).toMatchObject({
      property: "theTitle",
      wireName: "X-Title",
    });
  });

  test("path before query before header before cookie; who gives way says where it goes", () => {
    const parameters = ["cookie", "header", "query", "path"].map((location) => ({
      in: location,
      name: "id",
      required: true,
      schema: string,
    }));
    const made = modelledOperation({ parameters }, { path: "/{id}" });
    expect(made.operation.parameters.map(({ property }) => property)).toEqual([
      "cookieId",
      "headerId",
      "queryId",
      "id",
    ]);
    expect(rulesOf(made)).toEqual(["parameter-renamed", "parameter-renamed", "parameter-renamed"]);
  });
});

describe("which parameters there are", () => {
  test("the operation's takes the place of the path's", () => {
    const pathItem = {
      parameters: [
        { in: "query", name: "a", schema: string },
        { in: "query", name: "b", schema: string },
      ],
    };
    const parameters = [{ in: "query", name: "a", required: true, schema: { type: "integer" } }];
    const made = operationOf({ parameters }, { pathItem });
    expect(
      made.parameters.map(({ wireName, required, type }) => [
        wireName,
        required,
        printType(type.type),
      ]),
    ).toEqual([
      ["a", true, "number"],
      ["b", false, "string"],
    ]);
  });

  test("references are followed", () => {
    const root = {
      components: {
        parameters: { Limit: { in: "query", name: "limit", schema: { type: "integer" } } },
      },
    };
    const made = operationOf({ parameters: [{ $ref: "#/components/parameters/Limit" }] }, { root });
    expect(made.parameters).toMatchObject([
      { wireName: "limit", type: { type: { kind: "number" } } },
    ]);
  });

  const securitySchemes = {
    key: { type: "apiKey", in: "header", name: "X-API-Key" },
    secret: { type: "apiKey", in: "query", name: "secret" },
    bearer: { type: "http", scheme: "bearer" },
  };
  const secured = (...security: readonly JsonObject[]) => ({
    root: { components: { securitySchemes }, security },
  });

  test.each([
    ["Accept", "the specification says so"],
    ["content-type", "the specification says so"],
    ["Authorization", "the specification says so"],
    ["Content-Length", "the platform sets it"],
  ])("the header %s is ignored: %s", (name) => {
    const parameters = [{ in: "header", name, required: true, schema: string }];
    const made = modelledOperation({ parameters }, secured({ bearer: [] }));
    expect(made.operation.parameters).toEqual([]);
    expect(rulesOf(made)).toContain("header-parameter-ignored");
  });

  test("an Authorization header is a warning where no security scheme stands for it", () => {
    const parameters = [{ in: "header", name: "Authorization", schema: string }];
    const other = { post: { parameters, responses: { 204: { description: "Done." } } } };
    const made = modelledOperation({ parameters }, { pathItem: other });
    expect(made.operation.parameters).toEqual([]);
    expect(rulesOf(made)).toEqual(["authorization-not-described"]);
  });

  test("an API key that the client has is not asked for by each call", () => {
    const parameters = [
      { in: "header", name: "x-api-key", required: true, schema: string },
      { in: "query", name: "secret", required: true, schema: string },
    ];
    const namesIn = (...security: readonly JsonObject[]) =>
      operationOf({ parameters }, secured(...security)).parameters.map(({ wireName }) => wireName);
    expect(namesIn({ key: [], secret: [] })).toEqual([]);
    expect(namesIn({ key: [] }, {})).toEqual(["secret"]);
    expect(namesIn({ key: [] }, { bearer: [] })).toEqual(["x-api-key", "secret"]);
    // Both are required: they are no alternatives.
    expect(namesIn({ key: [] }, { secret: [] })).toEqual([]);
    const either = operationOf(
      { parameters },
      secured({ key: [] }, { bearer: [] }, { secret: [] }),
    );
    expect(either.security).toEqual([["key", "secret"], ["bearer"]]);
    const made = modelledOperation({ parameters }, secured({ key: [], secret: [] }));
    expect(rulesOf(made).filter((rule) => rule === "parameter-is-credential")).toHaveLength(2);
  });

  test("what stands as `name={name}` in the path's query is the query parameter of that name", () => {
    const path = "/things?q={q}&kind=a&order={sort}";
    const parameters = [
      { in: "query", name: "q", schema: string },
      { in: "path", name: "sort", required: true, schema: string },
    ];
    const made = modelledOperation({ parameters }, { path });
    expect(made.operation.path).toBe("/things?kind=a&order={sort}");
    expect(made.operation.parameters.map(({ in: place, property }) => [place, property])).toEqual([
      ["query", "q"],
      ["path", "sort"],
    ]);
    expect(rulesOf(made)).toEqual([]);
  });

  test("a path parameter that is not declared is a required string, and reported", () => {
    const made = modelledOperation({}, { path: "/things/{thing-id}" });
    expect(made.operation.parameters).toMatchObject([
      { in: "path", wireName: "thing-id", property: "thingId", required: true },
    ]);
    expect(rulesOf(made)).toEqual(["path-parameter-undeclared"]);
  });

  test("one without a name or a place is reported", () => {
    const made = modelledOperation({ parameters: [{ in: "nowhere", name: "a" }] });
    expect(made.operation.parameters).toEqual([]);
    expect(rulesOf(made)).toEqual(["parameter-invalid"]);
  });
});

describe("what a parameter is", () => {
  test.each<[string, JsonObject, boolean]>([
    ["string", string, true],
    ["nullable number", { type: ["number", "null"] }, true],
    ["enum without type", { enum: ["a", 1, null] }, true],
    ["union of primitives", { anyOf: [string, { type: "integer" }] }, true],
    ["reference", { $ref: "#/components/schemas/Id" }, true],
    ["array", { type: "array", items: string }, false],
    ["union with an array", { oneOf: [string, { type: "array", items: string }] }, false],
    ["anything", {}, false],
  ])("%s: primitive or not", (_, schema, want) => {
    const root = { components: { schemas: { Id: string } } };
    expect(
      operationOf({ parameters: [{ in: "query", name: "a", schema }] }, { root }).parameters[0]
        ?.primitive,
    ).toBe(want);
  });

  test("described by content", () => {
    const content = {
      "application/json": { schema: { type: "object", properties: { a: string } } },
    };
    expect(
      operationOf({ parameters: [{ in: "query", name: "filter", content }] }).parameters[0],
    ).toMatchObject({
      contentType: "application/json",
      primitive: false,
    });
  });

  test("default and example", () => {
    const schema = { type: "integer", default: 20 };
    const { parameters, exampleRequest } = operationOf({
      parameters: [{ in: "query", name: "limit", example: 5, schema }],
    });
    expect([parameters[0]?.default, exampleRequest]).toEqual([20, { limit: 5 }]);
  });

  test("an example that does not fit its schema is not used", () => {
    const schema = { type: "integer" };
    const { exampleRequest } = operationOf({
      parameters: [{ in: "query", name: "limit", example: "five", schema }],
    });
    expect(exampleRequest).toEqual({});
  });
});

test("a structure in a media type that the SDK does not write is the caller's text, and reported", () => {
  const schema = { type: "object", properties: { a: string } };
  const content = { "application/xml": { schema } };
  const made = modelledOperation({
    parameters: [{ name: "q", in: "query", required: true, content }],
  });
  expect(rulesOf(made)).toEqual(["structure-not-parsed"]);
  expect(printed(made.operation.parameters[0])).toBe("string");
  expect(made.operation.minimalRequest).toEqual({ q: "text" });
});

describe("globals", () => {
  const header = { in: "header", name: "X-Tenant", required: true, schema: string };

  test.each<[string, readonly string[], readonly string[]]>([
    ["without X- and without what the prefix says", ["X-Test-Title"], ["TEST_TITLE"]],
    ["of a header that is the prefix alone", ["X-Test"], ["TEST_TEST"]],
    ["as they are, where two would be one", ["X-Title", "Title"], ["TEST_X_TITLE", "TEST_TITLE"]],
    [
      "as they are, where two would be the same",
      ["X-Test-A", "X-A"],
      ["TEST_X_TEST_A", "TEST_X_A"],
    ],
  ])("environment variables: %s", (_, headers, want) => {
    const parameters = headers.map((name) => ({ in: "header", name, schema: string }));
    const { model } = modelOf({ "x-speakeasy-globals": { parameters } });
    expect(model.client.globals.map(({ env }) => env)).toEqual(want);
  });

  test("can be left out of the call, and come last", () => {
    const root = { "x-speakeasy-globals": { parameters: [header] } };
    const parameters = [header, { in: "query", name: "q", schema: string }];
    const { model, operation } = modelledOperation({ parameters }, { root });
    expect(model.client.globals).toMatchObject([
      { property: "xTenant", env: "TEST_TENANT", in: "header" },
    ]);
    expect(operation.parameters[0]).toMatchObject({ global: true, required: false });
    expect(operation.arguments.map(({ name }) => name)).toEqual(["q", "xTenant"]);
    expect(operation.requestOptional).toBe(true);
  });

  test("a name that means something else on the client stays with the calls", () => {
    const parameter = { in: "query", name: "timeoutMs", schema: { type: "integer" } };
    const made = modelledOperation(
      { parameters: [parameter] },
      { root: { "x-speakeasy-globals": { parameters: [parameter] } } },
    );
    expect(made.model.client.globals).toEqual([]);
    expect(made.operation.parameters[0]).toMatchObject({ property: "timeoutMs", global: false });
    expect(rulesOf(made)).toEqual(["global-parameter-name-taken"]);
  });

  test("Fern's global headers go with every call", () => {
    const root = {
      "x-fern-global-headers": [{ header: "X-Version", name: "version", env: "VERSION" }],
    };
    const { model, operation } = modelledOperation({}, { root });
    expect(model.client.globals).toMatchObject([{ property: "version", env: "VERSION" }]);
    expect(operation.parameters).toMatchObject([
      { wireName: "X-Version", property: "version", global: true },
    ]);
  });
});

describe("idempotency", () => {
  test("a required key may be left out: the SDK makes one", () => {
    const parameters = [{ in: "header", name: "Idempotency-Key", required: true, schema: string }];
    const operation = operationOf({ parameters }, { method: "post" });
    expect(operation.idempotencyHeader).toBe("Idempotency-Key");
    expect(operation.requestOptional).toBe(true);
  });

  test("Fern's extension names the header", () => {
    const root = { "x-fern-idempotency-headers": [{ header: "Idempotence", name: "key" }] };
    expect(
      operationOf({ "x-fern-idempotent": true }, { method: "post", root }).idempotencyHeader,
    ).toBe("Idempotence");
    expect(operationOf({}, { method: "post", root }).idempotencyHeader).toBeNull();
  });
});
