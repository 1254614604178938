import { Source, type Case } from "../check.js";

const string = { type: "string" };
const number = { type: "number" };
const self = { $ref: "#/components/schemas/A" };

export const objects: Readonly<Record<string, Case>> = {
  "properties on a condition are optional": {
    given: {
      A: {
        type: "object",
        properties: { kind: { type: "string" } },
        if: { properties: { kind: { const: "a" } } },
        // As text: a linter would take an object with such a key for a promise.
        ...(JSON.parse(
          '{"then":{"properties":{"a":{"type":"string"},"both":{"type":"string"}},"required":["a"]}}',
        ) as object),
        else: { properties: { b: { type: "number" }, both: { type: "number" } } },
        dependentSchemas: { b: { properties: { c: { type: "boolean" }, kind: {} } } },
      },
    },
    accepts: [{}, { kind: "a", a: "x", both: "x" }, { b: 1, c: true, both: 1 }],
    refuses: [{ a: 1 }, { b: "x" }, { c: 1 }, { kind: 1 }, { d: 1 }],
  },
  "properties that nothing else describes": {
    given: {
      A: {
        type: "object",
        required: ["a"],
        properties: { a: string },
        unevaluatedProperties: string,
      },
    },
    accepts: [{ a: "x" }, { a: "x", more: "y" }],
    refuses: [{ more: "y" }, { a: "x", more: 1 }],
  },
  "properties that nothing else describes, of a map": {
    given: { A: { unevaluatedProperties: number } },
    accepts: [{}, { a: 1 }],
    refuses: [{ a: "x" }, 1],
  },
  "properties that no part of an allOf describes": {
    given: {
      A: {
        allOf: [{ $ref: "#/components/schemas/B" }, { properties: { b: string } }],
        unevaluatedProperties: string,
      },
      B: { type: "object", required: ["a"], properties: { a: string } },
    },
    accepts: [{ a: "x" }, { a: "x", b: "y", more: "z" }],
    refuses: [{ b: "y" }, { a: "x", more: 1 }],
  },
  "no properties that nothing else describes": {
    given: { A: { type: "object", properties: { a: string }, unevaluatedProperties: false } },
    accepts: [{}, { a: "x" }],
    refuses: [{ a: 1 }],
  },
  "required and optional": {
    given: { A: { type: "object", required: ["a"], properties: { a: string, b: number } } },
    accepts: [{ a: "x" }, { a: "x", b: 1 }],
    refuses: [
      {},
      { b: 1 },
      { a: "x", b: "1" },
      { a: "x", c: 1 },
      new Source('{ a: "x", b: undefined }'),
    ],
  },
  "no type, but properties": {
    given: { A: { properties: { a: string } } },
    accepts: [{ a: "x" }],
    refuses: [{ a: 1 }, "x"],
  },
  "nothing said": {
    given: { A: { type: "object" } },
    accepts: [{}, { a: 1 }],
    refuses: ["x", null],
  },
  "nothing allowed": {
    given: { A: { type: "object", additionalProperties: false } },
    accepts: [{}],
    refuses: [{ a: 1 }],
  },
  "required, but not described": {
    given: { A: { type: "object", required: ["a", "b"], properties: { a: string } } },
    accepts: [{ a: "x", b: 1 }],
    refuses: [{ a: "x" }],
  },
  map: {
    given: { A: { type: "object", additionalProperties: number } },
    accepts: [{}, { a: 1 }],
    refuses: [{ a: "1" }],
  },
  "free-form beside properties": {
    given: {
      A: { type: "object", required: ["a"], properties: { a: string }, additionalProperties: true },
    },
    accepts: [{ a: "x", z: [1] }],
    refuses: [{ z: 1 }, { a: 1 }],
  },
  "map beside properties of other types": {
    given: {
      A: {
        type: "object",
        required: ["a"],
        properties: { a: number, b: { type: "boolean" } },
        additionalProperties: string,
      },
    },
    accepts: [{ a: 1 }, { a: 1, b: true, c: "x" }],
    refuses: [{ a: "1" }, { a: 1, b: "x" }, { a: 1, c: { d: 1 } }],
  },
  patternProperties: {
    given: { A: { type: "object", patternProperties: { "^x-": number, "^y-": string } } },
    accepts: [{ "x-a": 1, "y-a": "b" }],
    refuses: [{ "x-a": true }],
  },
  "map of itself": {
    given: { A: { type: "object", additionalProperties: self } },
    accepts: [{ a: { b: {} } }],
    refuses: [{ a: { b: 1 } }],
  },
  "list of itself": {
    given: { A: { type: "array", items: self } },
    accepts: [[[], [[]]]],
    refuses: [[1]],
  },
  "itself in a property": {
    given: {
      A: {
        type: "object",
        required: ["name"],
        properties: {
          name: string,
          children: { type: "array", items: self },
          parent: { oneOf: [self, { type: "null" }] },
        },
      },
    },
    accepts: [{ name: "a", parent: null, children: [{ name: "b" }] }],
    refuses: [{ name: "a", children: [{}] }],
  },
  "each other": {
    given: {
      A: { type: "object", properties: { b: { $ref: "#/components/schemas/B" } } },
      B: { type: "object", required: ["a"], properties: { a: self } },
    },
    accepts: [{ b: { a: { b: { a: {} } } } }],
    refuses: [{ b: {} }],
  },
  "a reference into another schema": {
    given: {
      A: { type: "object", properties: { id: { $ref: "#/components/schemas/B/properties/id" } } },
      B: { type: "object", properties: { id: number } },
    },
    accepts: [{ id: 1 }],
    refuses: [{ id: "1" }],
  },
  "difficult names": {
    given: {
      A: {
        type: "object",
        required: ["a-b", "1", "größe"],
        properties: Object.fromEntries(
          ["a-b", "1", "größe", "__proto__", "constructor", "class", "", "*/"].map((name) => [
            name,
            string,
          ]),
        ),
      },
    },
    accepts: [
      { "a-b": "x", 1: "x", größe: "x" },
      { "a-b": "x", 1: "x", größe: "x", "": "x", "*/": "x", class: "x" },
    ],
    refuses: [
      { "a-b": "x", 1: "x" },
      { "a-b": 1, 1: "x", größe: "x" },
    ],
  },
  tuple: {
    given: { A: { type: "array", prefixItems: [string, number], items: false, minItems: 2 } },
    accepts: [["a", 1]],
    refuses: [["a"], ["a", "b"], ["a", 1, 2]],
  },
  "open tuple": {
    given: { A: { type: "array", prefixItems: [string], minItems: 1 } },
    accepts: [["a"], ["a", 1, {}]],
    refuses: [[], [1]],
  },
  "tuple with a rest": {
    given: { A: { type: "array", prefixItems: [string], items: number } },
    accepts: [[], ["a"], ["a", 1, 2]],
    refuses: [["a", "b"]],
  },
  "tuple of draft 4": {
    given: { A: { type: "array", items: [string, number], additionalItems: false } },
    accepts: [["a", 1]],
    refuses: [["a", 1, 2]],
  },
  "list of anything": { given: { A: { type: "array" } }, accepts: [[], [1, "a"]], refuses: [{}] },
  "list of lists": {
    given: { A: { type: "array", items: { type: "array", items: { type: ["string", "null"] } } } },
    accepts: [[["a", null]]],
    refuses: [["a"], [[1]]],
  },
  "readOnly is absent from a request": {
    given: {
      A: {
        type: "object",
        required: ["id", "name"],
        properties: { id: { ...number, readOnly: true }, name: string },
      },
    },
    via: "request",
    accepts: [{ name: "a" }],
    refuses: [{ id: 1, name: "a" }],
  },
  "writeOnly is absent from a response": {
    given: {
      A: {
        type: "object",
        required: ["name"],
        properties: { secret: { ...string, writeOnly: true }, name: string },
      },
    },
    accepts: [{ name: "a" }],
    refuses: [{ name: "a", secret: "b" }],
  },
  "both ways: the request form": {
    given: {
      A: {
        type: "object",
        required: ["id"],
        properties: { id: { ...number, readOnly: true }, secret: { ...string, writeOnly: true } },
      },
    },
    via: "both",
    type: "AInput",
    accepts: [{ secret: "a" }],
    refuses: [{ id: 1 }],
  },
  "an optional property of a request takes undefined": {
    given: {
      A: {
        type: "object",
        required: ["a"],
        properties: {
          a: string,
          b: { type: ["string", "null"] },
          c: { type: "array", items: { type: "object", properties: { deep: number } } },
        },
      },
    },
    via: "request",
    accepts: [
      new Source('{ a: "x", b: undefined, c: undefined }'),
      new Source('{ a: "x", b: null, c: [{ deep: undefined }] }'),
    ],
    refuses: [new Source("{ a: undefined }"), new Source('{ a: "x", c: [undefined] }')],
  },
  "an optional property of a response is there or not": {
    given: { A: { type: "object", properties: { a: string, b: { properties: { c: string } } } } },
    via: "response",
    accepts: [{}, { a: "x", b: {} }],
    refuses: [new Source("{ a: undefined }"), new Source("{ b: { c: undefined } }")],
  },
  "an optional property of both takes undefined": {
    given: {
      A: { allOf: [{ $ref: "#/components/schemas/B" }, { properties: { a: string } }] },
      B: { type: "object", properties: { b: string, self } },
    },
    via: "both",
    accepts: [new Source("{ a: undefined, b: undefined, self: { a: undefined } }")],
    refuses: [new Source("{ a: null }")],
  },
  "an optional property of the form for requests takes undefined": {
    given: {
      A: {
        type: "object",
        properties: { id: { ...number, readOnly: true }, name: string, next: self },
      },
    },
    via: "both",
    type: "AInput",
    accepts: [new Source("{ name: undefined, next: { name: undefined } }")],
    refuses: [new Source("{ name: 1 }")],
  },
  "both ways: what refers to it has two forms, too": {
    given: {
      A: {
        type: "object",
        properties: { b: { type: "array", items: { $ref: "#/components/schemas/B" } } },
      },
      B: {
        type: "object",
        required: ["id", "name"],
        properties: { id: { ...number, readOnly: true }, name: string },
      },
    },
    via: "both",
    type: "AInput",
    accepts: [{ b: [{ name: "a" }] }],
    refuses: [{ b: [{ id: 1, name: "a" }] }, { b: [{}] }],
  },
};
