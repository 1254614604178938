/** How declarations read: names, heritage, docs; and what is told about what they cannot say. */
import { describe, expect, test } from "vitest";
import type { Json, JsonObject } from "../../../generator/contract/index.js";
import { printDeclaration } from "../../../generator/lib/print-type.js";
import { names } from "../../../generator/names/index.js";
import { survey } from "../../../generator/survey/index.js";
import { types } from "../../../generator/types/index.js";
import { loaded, resolvedConfig } from "../support/document.js";
import { compile, emit, type Case } from "./check.js";

const string = { type: "string" };
const tagged = (kind: string): JsonObject => ({
  type: "object",
  properties: { kind: { const: kind } },
  required: ["kind"],
});
const ref = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });
const emitted = (given: JsonObject, via: Case["via"] = "response"): ReturnType<typeof emit> =>
  emit({ given, via });
const texts = (given: JsonObject, via?: Case["via"]): readonly string[] =>
  emitted(given, via).declarations.map((each) => printDeclaration(each).replaceAll(/\s+/g, " "));

describe("as a person would write them", () => {
  test.each<[string, JsonObject, readonly string[]]>([
    [
      "an interface",
      { Pet: { type: "object", required: ["id"], properties: { id: string, tag: string } } },
      ["export interface Pet { id: string; tag?: string; }"],
    ],
    ["an alias", { Id: string }, ["export type Id = string;"]],
    [
      "references by name",
      { A: { type: "array", items: ref("b-c") }, "b-c": string },
      ["export type A = BC[];", "export type BC = string;"],
    ],
    [
      "the same property under several names, required and not",
      {
        A: {
          type: "object",
          required: ["a", "a?"],
          properties: { a: string, "a?": string, b: string, toString: string },
        },
        B: { type: "object", required: ["toString"], properties: { a: string, toString: string } },
      },
      [
        'export interface A { a: string; "a?": string; b?: string; toString?: string | Object["toString"]; }',
        "export interface B { a?: string; toString: string; }",
      ],
    ],
    [
      "heritage",
      {
        A: { allOf: [ref("B"), { type: "object", properties: { a: string } }] },
        B: { type: "object", properties: { b: string } },
      },
      ["export interface A extends B { a?: string; }", "export interface B { b?: string; }"],
    ],
    [
      "no heritage of two where one requires, without describing it, what the other has",
      {
        A: { allOf: [ref("B"), ref("C")] },
        B: { properties: { b: string }, required: ["c"] },
        C: { properties: { c: string } },
      },
      [
        "export interface A { b?: string; c: string; }",
        "export interface B { b?: string; c: unknown; }",
        "export interface C { c?: string; }",
      ],
    ],
    [
      "heritage of two, with nothing of its own",
      {
        A: { allOf: [ref("B"), ref("C")] },
        B: { properties: { b: string } },
        C: { properties: { c: string } },
      },
      [
        "export interface A extends B, C {}",
        "export interface B { b?: string; }",
        "export interface C { c?: string; }",
      ],
    ],
    [
      "an open enum",
      { Size: { enum: ["s", "m"] } },
      ['export type Size = "s" | "m" | (string & {});'],
    ],
    [
      "a free-form object",
      { Meta: { type: "object" } },
      ["export type Meta = Record<string, unknown>;"],
    ],
    [
      "a map",
      { Meta: { type: "object", additionalProperties: { type: "number" } } },
      ["export type Meta = Record<string, number>;"],
    ],
    [
      "a tuple",
      { Point: { type: "array", prefixItems: [string], items: false, minItems: 1 } },
      ["/** At least 1 item. */ export type Point = [string];"],
    ],
    [
      "a nullable object is an interface, and null stands where it is used",
      {
        A: { type: "object", properties: { b: ref("B") } },
        B: { type: ["object", "null"], properties: { c: string } },
      },
      ["export interface A { b?: B | null; }", "export interface B { c?: string; }"],
    ],
  ])("%s", (_, given, want) => {
    expect(texts(given)).toEqual(want);
  });

  test("one declaration where request and response are alike, two where they differ", () => {
    const Pet = { type: "object", properties: { id: { ...string, readOnly: true }, name: string } };
    const House = { type: "object", properties: { pets: { type: "array", items: ref("Pet") } } };
    const Toy = { type: "object", properties: { name: string } };
    expect(texts({ House, Pet, Toy }, "both").map((text) => text.split("{")[0]?.trim())).toEqual([
      "export interface House",
      "export interface HouseInput",
      "export interface Pet",
      "export interface PetInput",
      "export interface Toy",
    ]);
  });

  test("its kind, its place and its direction go with each declaration", () => {
    const [a, b] = emitted({
      A: { type: "object", properties: { b: ref("B"), blob: { ...string, format: "binary" } } },
      B: string,
    }).declarations;
    expect(a).toMatchObject({
      name: "A",
      pointer: "/components/schemas/A",
      kind: "interface",
      direction: "response",
    });
    expect(b).toMatchObject({ kind: "alias", constraints: null });
  });
});

describe("doc comments", () => {
  const doc = (schema: JsonObject): string =>
    emitted({ A: { type: "object", properties: { a: schema } } }).text;

  test("description, bounds, default, example, deprecation, link", () => {
    const text = doc({
      type: "integer",
      format: "int32",
      description: "How many.\n\nAt once.",
      minimum: 1,
      maximum: 9,
      default: 3,
      example: 4,
      deprecated: true,
      externalDocs: { url: "https://example.com/count", description: "More" },
    });
    expect(text.split("\n").map((line) => line.trim())).toEqual([
      "export interface A {",
      "/**",
      "* How many.",
      "*",
      "* At once.",
      "*",
      "* Format int32, at least 1, at most 9.",
      "*",
      "* @default 3",
      "* @example 4",
      "* @deprecated",
      "* @see https://example.com/count More",
      "*/",
      "a?: number;",
      "}",
    ]);
  });

  test.each<[string, JsonObject]>([
    [
      "the end of a comment",
      { ...string, description: "a */ b", default: "*/", example: { "*/": "*/" } },
    ],
    [
      "line separators",
      { ...string, description: "a\r\nb\u2028c\u2029d", default: "\u2028", pattern: "a\n*/" },
    ],
    ["values with quotes and back ticks", { ...string, description: '`${x}` "', example: "`" }],
  ])("%s does no harm", (_, schema) => {
    const program = compile(new Map([["/a.ts", doc(schema)]]));
    expect(program.getSyntacticDiagnostics()).toEqual([]);
  });

  test("prose that looks like a tag is no tag", () => {
    expect(doc({ ...string, description: "Ask\n@deprecated" })).toContain("* \\@deprecated");
  });

  const described = [
    { value: 1, name: "Low", description: "Not much" },
    { value: 2, name: "High", description: "Much" },
  ];
  test.each<[string, JsonObject]>([
    ["lists", { "x-enum-varnames": ["Low", "High"], "x-enum-descriptions": ["Not much", "Much"] }],
    [
      "lists of .NET",
      { "x-enumNames": ["Low", "High"], "x-enumDescriptions": ["Not much", "Much"] },
    ],
    [
      "a list, and an object by value",
      { "x-enum-names": ["Low", "High"], "x-enum-descriptions": { 1: "Not much", 2: "Much" } },
    ],
    [
      "objects by value",
      {
        "x-speakeasy-enums": { 1: "Low", 2: "High" },
        "x-speakeasy-enum-descriptions": { 1: "Not much", 2: "Much" },
      },
    ],
    [
      "a list of Speakeasy's",
      {
        "x-speakeasy-enums": ["Low", "High"],
        "x-speakeasy-enum-descriptions": ["Not much", "Much"],
      },
    ],
    [
      "objects with both",
      {
        "x-fern-enum": {
          1: { name: "Low", description: "Not much" },
          2: { name: "High", description: "Much" },
        },
      },
    ],
    ["x-ms-enum", { "x-ms-enum": { name: "Level", values: described } }],
    ["x-enum-values", { "x-enum-values": described.toReversed() }],
    ["x-enum-elements", { "x-enum-elements": described }],
    [
      "values by name",
      { "x-enum-values": { Low: 1, High: 2 }, "x-enum-descriptions": ["Not much", "Much"] },
    ],
  ])("names and meanings of enum values: %s", (_, extensions) => {
    const text = doc({ enum: [1, 2], ...extensions });
    expect(text).toContain("- `1`: Low, Not much\n");
    expect(text).toMatch(/- `2`: High, Much(\n|$)/);
  });

  test("names and meanings of constants", () => {
    const text = doc({
      oneOf: [
        { const: "a", title: "First" },
        { const: "b", description: "The\nsecond" },
        { type: "null" },
      ],
    });
    expect(text).toContain('- `"a"`: First\n');
    expect(text).toContain('- `"b"`: The second\n');
  });
});

describe("findings", () => {
  test.each<[string, Json, string]>([
    [
      "required-not-described",
      { type: "object", required: ["a"], properties: {} },
      "/components/schemas/A",
    ],
    ["keyword-not-in-type", { not: { type: "string" } }, "/components/schemas/A"],
    [
      "keyword-not-in-type",
      { type: "object", properties: { a: { if: {}, type: "string" } } },
      "/components/schemas/A/properties/a",
    ],
    [
      "keyword-not-in-type",
      { type: "object", properties: { a: string }, anyOf: [{ required: ["a"] }] },
      "/components/schemas/A",
    ],
    ["type-unknown", { type: "strnig" }, "/components/schemas/A"],
    ["enum-type-mismatch", { type: "string", enum: [1, 2, "b"] }, "/components/schemas/A"],
    ["circular-type", { oneOf: [ref("A"), string] }, "/components/schemas/A"],
    [
      "index-signature-widened",
      {
        type: "object",
        properties: Object.fromEntries(
          ["a", "b", "c", "d", "e", "f"].map((name) => [name, { const: name }]),
        ),
        additionalProperties: { type: "number" },
      },
      "/components/schemas/A",
    ],
    [
      "discriminator-mismatch",
      {
        oneOf: [{ $ref: "#/components/schemas/B" }],
        discriminator: { propertyName: "kind", mapping: { b: "#/components/schemas/B" } },
      },
      "/components/schemas/B",
    ],
    [
      "type-never",
      { allOf: [{ $ref: "#/components/schemas/B" }, { type: "string" }] },
      "/components/schemas/A",
    ],
    ["type-never", { allOf: [{ const: "a" }, { const: "b" }] }, "/components/schemas/A"],
    [
      "type-never",
      { properties: { a: { items: { allOf: [string, { type: ["number", "boolean"] }] } } } },
      "/components/schemas/A/properties/a",
    ],
    [
      "type-never",
      { allOf: [ref("B"), { oneOf: [tagged("y"), tagged("z")] }] },
      "/components/schemas/A",
    ],
    [
      "type-never",
      { properties: { a: { allOf: [ref("B"), { oneOf: [tagged("y"), tagged("z")] }] } } },
      "/components/schemas/A/properties/a",
    ],
    [
      "type-never",
      { allOf: [ref("B"), { anyOf: [{ properties: { of: tagged("y") }, required: ["of"] }] }] },
      "/components/schemas/A",
    ],
  ])("%s", (rule, A, pointer) => {
    const { findings } = emitted({
      A,
      B: { type: "object", properties: { kind: { const: "x" }, of: tagged("x") } },
    });
    expect(findings).toMatchObject([{ rule, location: { pointer } }]);
  });

  test.each<[string, Json]>([
    ["null beside alternatives", { type: "null", oneOf: [string, { type: "number" }] }],
    ["enums that are open", { allOf: [{ enum: ["a", "b"] }, { enum: ["c", "d"] }] }],
    ["an object without properties", { allOf: [{ type: "object" }, ref("B")] }],
    ["values that two enums share", { allOf: [{ enum: ["a"] }, { enum: ["a", "b"] }] }],
    ["what is not described", { allOf: [ref("B"), { not: {} }] }],
    ["one alternative of several", { allOf: [ref("C"), { oneOf: [tagged("x"), tagged("y")] }] }],
    [
      "what both may leave out",
      { allOf: [ref("B"), { oneOf: [{ properties: { a: { type: "number" } } }] }] },
    ],
    [
      "values that are open",
      {
        allOf: [
          ref("C"),
          { oneOf: [{ properties: { open: { enum: ["z"] } }, required: ["open"] }] },
        ],
      },
    ],
  ])("no type-never of %s", (_, A) => {
    const { findings } = emitted({
      A,
      B: { type: "object", properties: { a: string } },
      C: { ...tagged("x"), properties: { kind: { const: "x" }, open: { enum: ["a", "b"] } } },
    });
    expect(findings.map(({ rule }) => rule)).not.toContain("type-never");
  });

  test("of the same property in two objects each is told", () => {
    const object = { type: "object", properties: { a: { type: "string", enum: [1, "b"] } } };
    const { findings } = emitted({ A: object, B: structuredClone(object) });
    expect(findings.map(({ location }) => location?.pointer)).toEqual([
      "/components/schemas/A/properties/a",
      "/components/schemas/B/properties/a",
    ]);
  });

  test("a location is looked up only when somebody reads it", () => {
    const document = loaded({ components: { schemas: { A: { not: string } } } });
    let looked = 0;
    const counting = survey({
      ...document,
      locate: (pointer) => (looked++, document.locate(pointer)),
    });
    const table = names(counting, resolvedConfig(), () => undefined);
    const found: unknown[] = [];
    types(counting, table, resolvedConfig(), (finding) => found.push(finding));
    expect([found.length, looked]).toEqual([1, 0]);
    expect(JSON.stringify(found)).toContain("/components/schemas/A");
    // Of the finding, and of what its overlay changes.
    expect(looked).toBe(2);
  });
});

test("the same document gives the same text", () => {
  const given: JsonObject = {
    A: { oneOf: [ref("B"), string] },
    B: { type: "object", properties: { a: ref("A") } },
  };
  expect(emitted(given).text).toBe(emitted(given).text);
});

test("time grows with the number of schemas, not faster", () => {
  const chain = (count: number): JsonObject =>
    Object.fromEntries(
      Array.from({ length: count }, (_, index) => [
        `S${index}`,
        {
          allOf: [
            ref(`S${Math.max(0, index - 1) % 10}`),
            { properties: { [`p${index}`]: ref(`S${(index * 7) % count}`) } },
          ],
        },
      ]),
    );
  const seconds = (count: number): number => {
    const given = chain(count);
    const start = process.cpuUsage();
    emitted(given);
    const { user } = process.cpuUsage(start);
    return user / 1e6;
  };
  seconds(500);
  expect(seconds(4_000) / seconds(1_000)).toBeLessThan(12);
});
