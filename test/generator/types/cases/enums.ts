import { Source, type Case } from "../check.js";

const sizes = { type: "string", enum: ["s", "m", ""] };

export const enums: Readonly<Record<string, Case>> = {
  "named values beside any text, however many": {
    given: {
      A: {
        type: "object",
        required: ["a"],
        properties: { a: { anyOf: [{ type: "string" }, { $ref: "#/components/schemas/Many" }] } },
      },
      Many: { type: "string", enum: Array.from({ length: 40 }, (_, index) => `value-${index}`) },
    },
    accepts: [
      { a: "value-7" },
      { a: "another" },
      // `string` alone would have swallowed it.
      new Source('{ a: "value-9" satisfies Extract<A["a"], "value-9"> }'),
    ],
    refuses: [{ a: 1 }],
  },
  "open on a response": {
    given: { A: sizes },
    accepts: ["s", "", "some new size"],
    refuses: [1, null],
  },
  "closed on a request": {
    given: { A: sizes },
    via: "request",
    accepts: ["s", ""],
    refuses: ["xl", null],
  },
  "open where both use it": {
    given: { A: sizes },
    via: "both",
    accepts: ["s", "xl"],
    refuses: [1],
  },
  "opened by x-speakeasy-unknown-values": {
    given: { A: { ...sizes, "x-speakeasy-unknown-values": "allow" } },
    via: "request",
    accepts: ["xl"],
    refuses: [1],
  },
  "closed by x-speakeasy-unknown-values": {
    given: { A: { ...sizes, "x-speakeasy-unknown-values": "disallow" } },
    accepts: ["s"],
    refuses: ["xl"],
  },
  "open ones still suggest": {
    given: { A: sizes },
    accepts: [new Source('"s" satisfies Extract<A, "s">')],
    refuses: [new Source('"q" satisfies Extract<A, "s">')],
  },
  "numbers, closed": {
    given: { A: { type: "integer", enum: [-1, 0, 1.5] } },
    via: "request",
    accepts: [-1, 0, 1.5],
    refuses: [2, "0"],
  },
  "numbers, open": {
    given: { A: { type: "integer", enum: [1, 2] } },
    accepts: [1, 7],
    refuses: ["1"],
  },
  booleans: { given: { A: { type: "boolean", enum: [true] } }, accepts: [true], refuses: [false] },
  mixed: {
    given: { A: { enum: ["a", 1, true, null] } },
    via: "request",
    accepts: ["a", 1, true, null],
    refuses: ["b", 2, false],
  },
  "one value is a tag, closed also on responses": {
    given: { A: { enum: ["a"] } },
    accepts: ["a"],
    refuses: ["b"],
  },
  const: { given: { A: { const: "a" } }, accepts: ["a"], refuses: ["b"] },
  "const of an object": {
    given: { A: { const: { a: [1, "b"] } } },
    accepts: [{ a: [1, "b"] }],
    refuses: [{ a: [2, "b"] }],
  },
  "numbers of a string type": {
    given: { A: { type: "string", enum: [1, 2] } },
    via: "request",
    accepts: ["1", "2"],
    refuses: [1, "3"],
  },
  "strings of a number type": {
    given: { A: { type: "number", enum: ["1"] } },
    via: "request",
    accepts: [1],
    refuses: ["1"],
  },
  "difficult strings": {
    given: { A: { enum: ['"', "\\", "\n", "`${x}`", "*/", "\u2028", "ü", "😀"] } },
    via: "request",
    accepts: ['"', "\\", "\n", "`${x}`", "*/", "\u2028", "ü", "😀"],
    refuses: ["x"],
  },
  "anyOf string and enum is open": {
    given: { A: { anyOf: [{ type: "string" }, { enum: ["a"] }] } },
    via: "request",
    accepts: ["a", "b"],
    refuses: [1],
  },
  "150 values": {
    given: { A: { enum: Array.from({ length: 150 }, (_, index) => `v${index}`) } },
    via: "request",
    accepts: ["v149"],
    refuses: ["v150"],
  },
};
