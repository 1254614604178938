import { describe, expect, test } from "vitest";
import { valueAt } from "../../../generator/lib/pointer.js";
import { loadFiles, withSchemas } from "./support.js";

async function upgraded(schema: object, version = "3.0.3") {
  const { root, places } = await loadFiles({
    "api.json": withSchemas({ Other: { type: "object" }, Test: schema }, version),
  });
  return { schema: valueAt(root, "/components/schemas/Test"), places, version: root["openapi"] };
}

const other = { $ref: "#/components/schemas/Other" };
const none = { type: "null" };

describe("a 3.0 schema becomes a 3.1 one", () => {
  const rows: [what: string, schema: object, want: object][] = [
    ["nullable type", { type: "string", nullable: true }, { type: ["string", "null"] }],
    ["not nullable", { type: "string", nullable: false }, { type: "string" }],
    [
      "nullable enum",
      { type: "string", enum: ["a"], nullable: true },
      { type: ["string", "null"], enum: ["a", null] },
    ],
    ["nullable enum with null", { enum: ["a", null], nullable: true }, { enum: ["a", null] }],
    ["nullable of any type", { nullable: true, description: "d" }, { description: "d" }],
    [
      "nullable object without type",
      { nullable: true, properties: {} },
      { type: ["object", "null"], properties: {} },
    ],
    [
      "nullable allOf",
      { nullable: true, allOf: [other], description: "d" },
      { description: "d", anyOf: [other, none] },
    ],
    [
      "nullable typed allOf",
      { type: "object", nullable: true, allOf: [other] },
      { anyOf: [{ type: "object", allOf: [other] }, none] },
    ],
    [
      "nullable allOf of several",
      { nullable: true, allOf: [other, {}] },
      { anyOf: [{ allOf: [other, {}] }, none] },
    ],
    ["nullable oneOf", { nullable: true, oneOf: [other] }, { oneOf: [other, none] }],
    [
      "nullable anyOf with null",
      { nullable: true, anyOf: [other, none] },
      { anyOf: [other, none] },
    ],
    [
      "nullable reference",
      { ...other, nullable: true, description: "d" },
      { description: "d", anyOf: [other, none] },
    ],
    ["x-nullable", { type: "string", "x-nullable": true }, { type: ["string", "null"] }],
    [
      "exclusive bounds",
      { minimum: 1, exclusiveMinimum: true, maximum: 2, exclusiveMaximum: false },
      { exclusiveMinimum: 1, maximum: 2 },
    ],
    [
      "base64",
      { type: "string", format: "byte" },
      { type: "string", format: "byte", contentEncoding: "base64" },
    ],
    [
      "binary",
      { type: "string", format: "binary" },
      { type: "string", format: "binary", contentMediaType: "application/octet-stream" },
    ],
    [
      "tuple",
      { type: "array", items: [{ type: "string" }], additionalItems: false },
      { type: "array", prefixItems: [{ type: "string" }], items: false },
    ],
    [
      "annotations beside a reference",
      { ...other, description: "d", deprecated: true, "x-a": 1 },
      { ...other, description: "d", deprecated: true, "x-a": 1 },
    ],
    [
      "properties that are called as keywords are",
      { properties: { nullable: { type: "boolean" }, example: {}, type: {}, $ref: {} } },
      { properties: { nullable: { type: "boolean" }, example: {}, type: {}, $ref: {} } },
    ],
    [
      "data is left alone",
      { example: { nullable: true, type: "a" }, default: { exclusiveMinimum: true } },
      { example: { nullable: true, type: "a" }, default: { exclusiveMinimum: true } },
    ],
  ];
  test.each(rows)("%s", async (_, schema, want) => {
    const result = await upgraded(schema);

    expect(result).toEqual({ schema: want, places: [], version: "3.1.1" });
  });

  test("what restricted beside a reference did not count, and is reported", async () => {
    const { schema, places } = await upgraded({
      ...other,
      required: ["a"],
      type: "object",
      maxProperties: 1,
    });

    expect(schema).toEqual(other);
    expect(places).toEqual(["ref-siblings-ignored api.json#/components/schemas/Test"]);
  });

  test("schemas are found everywhere, also in x-webhooks, and once", async () => {
    const nullable = { type: "string", nullable: true };
    const { root } = await loadFiles({
      "api.json": JSON.stringify({
        openapi: "3.0.0",
        info: {},
        paths: {
          "/a": {
            post: {
              parameters: [{ schema: nullable }],
              requestBody: {
                content: {
                  "text/plain": {
                    schema: { items: nullable },
                    encoding: { a: { headers: { H: { schema: nullable } } } },
                  },
                },
              },
              responses: {
                200: {
                  headers: { H: { schema: nullable } },
                  content: { "text/plain": { schema: { additionalProperties: nullable } } },
                },
              },
            },
          },
        },
        "x-webhooks": {
          hook: { post: { requestBody: { content: { "text/plain": { schema: nullable } } } } },
        },
      }),
    });

    expect(JSON.stringify(root)).not.toContain("nullable");
    expect(JSON.stringify(root).match(/\["string","null"\]/g)).toHaveLength(6);
    expect(root).toHaveProperty("webhooks.hook.post");
  });
});

describe("a newer document", () => {
  test.each(["3.1.0", "3.2.0"])("%s stays as it is", async (version) => {
    const schema = {
      ...other,
      required: ["a"],
      type: ["string", "null"],
      format: "byte",
      items: { $ref: other.$ref },
    };

    expect(await upgraded(schema, version)).toEqual({ schema, places: [], version });
  });

  test("nullable is understood and reported; so is an unquoted null", async () => {
    expect(await upgraded({ type: "string", nullable: true }, "3.1.0")).toMatchObject({
      schema: { type: ["string", "null"] },
      places: ["nullable-in-3.1 api.json#/components/schemas/Test/nullable"],
    });
    expect(await upgraded({ type: ["string", null] }, "3.1.0")).toMatchObject({
      schema: { type: ["string", "null"] },
      places: ["type-null-unquoted api.json#/components/schemas/Test"],
    });
  });

  test("3.2: itemSchema, query and additionalOperations are walked", async () => {
    const { root, findings } = await loadFiles({
      "api.yaml": `openapi: 3.2.0
$self: https://example.com/api
info: {}
paths:
  /a:
    query: { responses: { 200: { content: { text/event-stream: { itemSchema: { $ref: "https://example.com/api#/components/schemas/A" } } } } } }
    additionalOperations: { COPY: { parameters: [{ $ref: p.yaml }] } }
components: { schemas: { A: { type: string } } }
`,
      "p.yaml": "name: p\nin: query\n",
    });

    expect(findings).toEqual([]);
    expect(root).toMatchObject({
      openapi: "3.2.0",
      paths: {
        "/a": {
          query: {
            responses: {
              200: {
                content: {
                  "text/event-stream": { itemSchema: { $ref: "#/components/schemas/A" } },
                },
              },
            },
          },
          additionalOperations: { COPY: { parameters: [{ $ref: "#/components/parameters/p" }] } },
        },
      },
    });
  });
});
