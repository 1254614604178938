/** Examples are valid by a validator that is not ours, the same each time, and end for every schema. */
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { describe, expect, test } from "vitest";
import type { Json, JsonObject } from "../../../generator/contract/index.js";
import { isObject } from "../../../generator/lib/pointer.js";
import { exampleOf } from "../../../generator/samples/value.js";
import { exampleScopes } from "../../../generator/samples/scope.js";
import { resolvedConfig, surveyed } from "../support/document.js";
import { modelOf, readSpec } from "../model/support.js";

const request = { direction: "request", optional: "explicit" } as const;

function exampleFor(
  schema: JsonObject,
  schemas: JsonObject = {},
  options: Parameters<typeof exampleOf>[2] = request,
): Json | undefined {
  const survey = surveyed({ components: { schemas: { ...schemas, Subject: schema } } });
  const scope = exampleScopes(survey, resolvedConfig().types)[options.direction];
  return exampleOf(scope, "/components/schemas/Subject", options);
}

describe("an example of a schema that leads to itself", () => {
  const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
  const kind = { type: "object", properties: { kind: { type: "string" } } };
  const lives = { type: "object", properties: { lives: { type: "integer" } } };

  test.each<[string, JsonObject]>([
    [
      "a parent of its child",
      { Pet: { ...kind, oneOf: [ref("Cat")] }, Cat: { allOf: [ref("Pet"), lives] } },
    ],
    [
      "by anyOf",
      {
        Pet: { ...kind, anyOf: [ref("Cat"), ref("Dog")] },
        Cat: { allOf: [ref("Pet"), lives] },
        Dog: { allOf: [ref("Pet")] },
      },
    ],
    ["itself", { Pet: { ...kind, oneOf: [ref("Pet")] } }],
    [
      "a circle of allOf",
      { Pet: { ...kind, allOf: [ref("Cat")] }, Cat: { allOf: [ref("Pet"), lives] } },
    ],
  ])("%s", (_, schemas) => {
    expect(exampleFor({ ...ref("Pet"), example: { kind: "cat" } }, schemas)).toEqual({
      kind: "cat",
    });
    const pet = schemas["Pet"] as JsonObject;
    const own = { ...schemas, Pet: { ...pet, example: { kind: "cat" } } };
    expect(exampleFor(ref("Pet"), own)).toEqual({ kind: "cat" });
  });
});

describe("made from a schema", () => {
  test.each<[string, JsonObject, Json]>([
    ["example", { type: "string", example: "a" }, "a"],
    ["examples", { type: "string", examples: ["a", "b"] }, "a"],
    ["const", { const: 7 }, 7],
    [
      "the JSON of an example as a text",
      { properties: { a: { type: "integer" } }, example: '{ "a": 7 }' },
      { a: 7 },
    ],
    [
      "the JSON of an example as a text, unless its numbers would be rounded",
      { properties: { a: { type: "integer" } }, example: '{ "a": 9007199254740993 }' },
      {},
    ],
    ["an integer that is sent with its digits", { type: "integer", example: 2 ** 53 }, 2 ** 53],
    ["an integer that is sent with other digits", { type: "integer", example: 2 ** 63 }, 1],
    ["a number beyond integers", { type: "number", example: 1e300 }, 1e300],
    ["a text that looks like JSON", { type: "string", example: "[a]" }, "[a]"],
    ["an enum of another type than it says", { type: "string", enum: [1, 2] }, "1"],
    ["an enum of another type, as it stands", { type: "integer", enum: ["1 (a)"] }, "1 (a)"],
    ["default", { type: "integer", default: 5 }, 5],
    ["enum", { enum: [null, "a"] }, "a"],
    ["an example of another type is not used", { type: "integer", example: "seven" }, 1],
    ["format", { type: "string", format: "date" }, "2026-01-31"],
    ["bounds", { type: "integer", minimum: 10, multipleOf: 4 }, 12],
    ["between", { type: "number", exclusiveMinimum: 0, exclusiveMaximum: 0.5 }, 0.25],
    ["length", { type: "string", minLength: 6 }, "textte"],
    [
      "at least two",
      { type: "array", items: { type: "integer" }, minItems: 2, uniqueItems: true },
      [1, 2],
    ],
    ["tuple", { prefixItems: [{ type: "string" }, { type: "integer" }] }, ["text", 1]],
    ["not null where there is a choice", { anyOf: [{ type: "null" }, { type: "boolean" }] }, true],
    ["map", { type: "object", additionalProperties: { type: "integer" } }, { key: 1 }],
    [
      "allOf",
      {
        allOf: [
          { properties: { a: { const: 1 } }, required: ["a"] },
          { properties: { b: { const: 2 } }, required: ["b"] },
        ],
      },
      { a: 1, b: 2 },
    ],
    [
      "a property that is required beside the allOf that describes it",
      { required: ["a"], allOf: [{ properties: { a: { const: 1 } } }] },
      { a: 1 },
    ],
    [
      "a property that another part requires",
      {
        allOf: [
          { properties: { a: { const: 1 }, b: { const: 2 } } },
          { allOf: [{ type: "object", required: ["a"] }] },
        ],
      },
      { a: 1 },
    ],
    [
      "a property that an alternative requires",
      {
        properties: { a: { const: 1 }, b: { const: 2 } },
        oneOf: [{ required: ["b"] }, { required: ["a"] }],
      },
      { b: 2 },
    ],
    [
      "an example of a part that lacks what the whole requires",
      {
        allOf: [{ properties: { a: { const: 1 }, b: { const: 2 } }, example: { b: 2 } }],
        required: ["a"],
      },
      { a: 1, b: 2 },
    ],
    [
      "what no part describes",
      { allOf: [{ properties: { a: { const: 1 } } }, { required: ["x"] }] },
      { x: {} },
    ],
    [
      "nothing for what is not sent",
      {
        allOf: [
          { properties: { a: { const: 1, readOnly: true }, b: { const: 2 } } },
          { required: ["a", "b"] },
        ],
      },
      { b: 2 },
    ],
  ])("%s", (_, schema, want) => {
    expect(exampleFor(schema)).toEqual(want);
  });

  test("read-only properties are not sent, write-only ones do not come back", () => {
    const schema = {
      type: "object",
      required: ["r", "w"],
      properties: { r: { type: "string", readOnly: true }, w: { type: "string", writeOnly: true } },
    };
    expect(exampleFor(schema)).toEqual({ w: "text" });
    expect(exampleFor(schema, {}, { direction: "response", optional: "all" })).toEqual({
      r: "text",
    });
  });

  test("recursion ends", () => {
    const node = {
      type: "object",
      required: ["children"],
      properties: { children: { type: "array", items: { $ref: "#/components/schemas/Subject" } } },
    };
    expect(exampleFor(node)).toEqual({ children: [] });
    expect(
      exampleFor({
        type: "object",
        required: ["self"],
        properties: { self: { $ref: "#/components/schemas/Subject" } },
      }),
    ).toBeUndefined();
  });

  test("the discriminator names the member", () => {
    const schemas = {
      Cat: { type: "object", required: ["kind"], properties: { kind: { type: "string" } } },
    };
    const union = {
      oneOf: [{ $ref: "#/components/schemas/Cat" }],
      discriminator: { propertyName: "kind", mapping: { cat: "#/components/schemas/Cat" } },
    };
    expect(exampleFor(union, schemas)).toEqual({ kind: "cat" });
  });

  test("a pattern that could hang the program is not tried", () => {
    expect(exampleFor({ type: "string", pattern: "^(a+)+$", example: `${"a".repeat(60)}!` })).toBe(
      `${"a".repeat(60)}!`,
    );
  });
});

describe.each(["openrouter-rerank.yaml", "kitchen-sink.yaml"])(
  "the examples of %s are valid",
  (name) => {
    const root = readSpec(name);
    const { model } = modelOf(root);

    const jsonBodies = model.operations.flatMap((operation) => {
      const [content] = operation.body?.contents ?? [];
      return content?.kind === "json" && content.schemaPointer !== null
        ? [{ operation, pointer: content.schemaPointer }]
        : [];
    });
    test.each(
      jsonBodies.map(({ operation, pointer }) => [operation.id, operation, pointer] as const),
    )("request of %s", (_, operation, pointer) => {
      const validate = validator(root, "readOnly", pointer);
      for (const example of [operation.exampleRequest, operation.minimalRequest]) {
        const parameters = new Set(operation.parameters.map(({ property }) => property));
        const all = Object.entries(example as JsonObject);
        const body =
          operation.body?.placement === "flat"
            ? Object.fromEntries(all.filter(([key]) => !parameters.has(key)))
            : (example as JsonObject)["body"];
        expect(validate(body)).toEqual([]);
      }
    });

    const jsonResponses = model.operations.flatMap((operation) => {
      const content = operation.successes[0]?.contents[0];
      return content?.kind === "json" && content.schemaPointer !== null
        ? [[operation.id, operation.exampleResponse, content.schemaPointer] as const]
        : [];
    });
    test.each(jsonResponses)("response of %s", (_, example, pointer) => {
      expect(validator(root, "writeOnly", pointer)(example)).toEqual([]);
    });
  },
);

/** Properties that are `hidden` in this direction are not required in it: plain JSON Schema does not know that rule of OpenAPI. */
function validator(
  root: JsonObject,
  hidden: "readOnly" | "writeOnly",
  pointer: string,
): (value: unknown) => readonly string[] {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addSchema(withoutHidden(root, hidden) as JsonObject, "document");
  const validate = ajv.compile({ $ref: `document#${encodeURI(pointer)}` });
  return (value) =>
    validate(value)
      ? []
      : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

function withoutHidden(value: Json, hidden: "readOnly" | "writeOnly"): Json {
  if (Array.isArray(value)) return value.map((member: Json) => withoutHidden(member, hidden));
  if (!isObject(value)) return value;
  const copy: Record<string, Json> = {};
  for (const [key, member] of Object.entries(value)) copy[key] = withoutHidden(member, hidden);
  const { properties, required } = value;
  if (isObject(properties) && Array.isArray(required)) {
    copy["required"] = required.filter((name) => {
      const property = properties[String(name)];
      return !(isObject(property) && property[hidden] === true);
    });
  }
  return copy;
}
