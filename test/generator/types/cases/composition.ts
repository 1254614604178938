import type { Case } from "../check.js";

const string = { type: "string" };
const number = { type: "number" };
const object = (properties: object, ...required: string[]): Case["given"] =>
  ({ type: "object", properties, required }) as Case["given"];
const ref = (name: string): Case["given"] => ({ $ref: `#/components/schemas/${name}` });

export const composition: Readonly<Record<string, Case>> = {
  "a reference and more": {
    given: { A: { allOf: [ref("B"), object({ a: string }, "a")] }, B: object({ b: number }, "b") },
    accepts: [{ a: "x", b: 1 }],
    refuses: [{ a: "x" }, { b: 1 }, { a: "x", b: "1" }],
  },
  "two objects without properties": {
    given: { A: { allOf: [{ type: "object" }, { type: "object", description: "Any." }] } },
    accepts: [{}, { a: 1 }],
    refuses: ["a", null, 1],
  },
  "references to objects without properties": {
    given: { A: { allOf: [ref("B"), ref("C")] }, B: { type: "object" }, C: { type: "object" } },
    accepts: [{}, { a: 1 }],
    refuses: ["a", null, 1],
  },
  "two constants of one schema, which no value is": {
    given: { A: { allOf: [object({ a: { const: "x" } }), object({ a: { const: "y" } })] } },
    accepts: [{}],
    refuses: [{ a: "x" }, { a: "y" }],
  },
  "a constant of a reference, and another of what extends it": {
    given: {
      A: { allOf: [ref("B"), object({ a: { const: "y" } }, "a")] },
      B: object({ a: { const: "x" } }, "a"),
    },
    accepts: [{ a: "y" }],
    refuses: [{ a: "x" }, {}],
  },
  "null beside alternatives": {
    given: { A: { type: "null", anyOf: [ref("B"), string] }, B: object({ b: number }, "b") },
    accepts: [null, "x", { b: 1 }],
    refuses: [1, {}],
  },
  "null beside a reference": {
    given: { A: { type: "null", allOf: [ref("B")] }, B: object({ b: number }, "b") },
    accepts: [null, { b: 1 }],
    refuses: [1, {}],
  },
  "an object and a text at once, or null": {
    given: { A: { type: ["string", "null"], oneOf: [ref("B")] }, B: object({ b: number }, "b") },
    accepts: [null],
    refuses: ["x", { b: 1 }],
  },
  "a reference and properties beside allOf": {
    given: { A: { ...object({ a: string }), allOf: [ref("B")] }, B: object({ b: number }, "b") },
    accepts: [{ b: 1 }, { a: "x", b: 1 }],
    refuses: [{ a: "x" }],
  },
  "a reference and properties beside $ref": {
    given: {
      A: { ...object({ a: string }), $ref: "#/components/schemas/B" },
      B: object({ b: number }, "b"),
    },
    accepts: [{ a: "x", b: 1 }],
    refuses: [{ a: "x" }],
  },
  "an inherited property made required": {
    given: { A: { allOf: [ref("B"), { required: ["b"] }] }, B: object({ b: number, c: string }) },
    accepts: [{ b: 1 }],
    refuses: [{}, { b: "1" }],
  },
  "an inherited property made narrower": {
    given: {
      A: { allOf: [ref("B"), object({ kind: { const: "a" } })] },
      B: object({ kind: string, b: number }, "kind"),
    },
    accepts: [{ kind: "a", b: 1 }],
    refuses: [{ kind: "b" }, {}],
  },
  "an inherited property that contradicts": {
    given: { A: { allOf: [ref("B"), object({ id: number })] }, B: object({ id: string }) },
    accepts: [{}],
    refuses: [{ id: "x" }, { id: 1 }],
  },
  "two parents": {
    given: {
      A: { allOf: [ref("B"), ref("C")] },
      B: object({ id: string, b: number }, "b"),
      C: object({ id: string, c: number }, "c"),
    },
    accepts: [{ id: "x", b: 1, c: 2 }],
    refuses: [{ b: 1 }],
  },
  "two parents that disagree": {
    given: {
      A: { allOf: [ref("B"), ref("C")] },
      B: object({ id: string }),
      C: object({ id: { type: ["string", "number"] } }),
    },
    accepts: [{ id: "x" }],
    refuses: [{ id: 1 }],
  },
  "two parents, of which one requires more": {
    given: {
      A: { allOf: [ref("B"), ref("C")] },
      B: object({ id: string }),
      C: object({ id: string }, "id"),
    },
    accepts: [{ id: "x" }],
    refuses: [{}],
  },
  "a parent that is a map": {
    given: {
      A: { allOf: [ref("B"), object({ a: number }, "a")] },
      B: { type: "object", additionalProperties: string },
    },
    accepts: [{ a: 1, z: "x" }],
    refuses: [{ z: "x" }],
  },
  "an object and one of several": {
    given: {
      A: {
        ...object({ id: string }, "id"),
        oneOf: [object({ b: number }, "b"), object({ c: number }, "c")],
      },
    },
    accepts: [
      { id: "x", b: 1 },
      { id: "x", c: 1 },
    ],
    refuses: [{ id: "x" }, { b: 1 }],
  },
  "alternatives that only require": {
    given: {
      A: { ...object({ a: string, b: string }), anyOf: [{ required: ["a"] }, { required: ["b"] }] },
    },
    accepts: [{ a: "x" }, { b: "x" }],
    refuses: [{ a: 1 }],
  },
  "a scalar and its restriction": {
    given: { A: { allOf: [{ type: "string" }, { minLength: 1 }] } },
    accepts: ["x"],
    refuses: [1],
  },
  "an enum by reference with a description": {
    given: { A: { allOf: [ref("B")], description: "The size." }, B: { enum: ["s", "m"] } },
    via: "request",
    accepts: ["s"],
    refuses: ["xl"],
  },
  "made of itself": {
    given: { A: { allOf: [ref("A"), object({ a: string }, "a")] } },
    accepts: [{ a: "x" }],
    refuses: [{}],
  },
  "made of each other": {
    given: {
      A: { allOf: [ref("B"), object({ a: string }, "a")] },
      B: { allOf: [ref("A"), object({ b: string }, "b")] },
    },
    accepts: [{ a: "x", b: "y" }],
    refuses: [{ b: "y" }],
  },
  "alternative to itself": {
    given: { A: { oneOf: [ref("A"), { type: "string" }] } },
    accepts: ["x"],
    refuses: [1],
  },
};
