import type { Case } from "../check.js";

const text: Case = { given: {}, accepts: ["a", null], refuses: [1] };
const Pet = { type: "object", required: ["name"], properties: { name: { type: "string" } } };
const ref = { $ref: "#/components/schemas/Pet" };
const pet: Case = {
  given: {},
  type: "A",
  accepts: [{ pet: { name: "Bo" } }, { pet: null }],
  refuses: [{ pet: {} }, { pet: "Bo" }],
};
const holder = (schema: object): Case => ({
  ...pet,
  given: { A: { type: "object", properties: { pet: schema } }, Pet } as Case["given"],
});

/** Every spelling that documents use for "or null". */
export const nullable: Readonly<Record<string, Case>> = {
  "type list": { ...text, given: { A: { type: ["string", "null"] } } },
  "nullable of 3.0": { ...text, given: { A: { type: "string", nullable: true } } },
  "anyOf with null": { ...text, given: { A: { anyOf: [{ type: "string" }, { type: "null" }] } } },
  "oneOf with null": { ...text, given: { A: { oneOf: [{ type: "null" }, { type: "string" }] } } },
  "oneOf with const null": {
    ...text,
    given: { A: { oneOf: [{ const: null }, { type: "string" }] } },
  },
  "oneOf with enum null": {
    ...text,
    given: { A: { oneOf: [{ enum: [null] }, { type: "string" }] } },
  },
  "null alone": { given: { A: { type: "null" } }, accepts: [null], refuses: ["a"] },
  "const null": { given: { A: { const: null } }, accepts: [null], refuses: ["a"] },
  "enum with null in a type list": {
    given: { A: { type: ["string", "null"], enum: ["a", null] } },
    via: "request",
    accepts: ["a", null],
    refuses: ["b"],
  },
  "enum whose type names null": {
    given: { A: { type: ["string", "null"], enum: ["a", "b"] } },
    via: "request",
    accepts: ["a", null],
    refuses: ["c"],
  },
  "enum with null that the type forgot": {
    given: { A: { type: "string", enum: ["a", null] } },
    via: "request",
    accepts: ["a", null],
    refuses: ["b"],
  },
  "reference and nullable": holder({ ...ref, nullable: true }),
  "reference in allOf and nullable": holder({ allOf: [ref], nullable: true }),
  "reference in allOf and type null": holder({ allOf: [ref], type: ["object", "null"] }),
  "reference in oneOf and null": holder({ oneOf: [ref, { type: "null" }] }),
  "reference in anyOf and nullable": holder({ anyOf: [ref], nullable: true }),
  "inline nullable object": holder({ ...Pet, type: ["object", "null"] }),
  "reference to a nullable component": {
    ...pet,
    given: {
      A: { type: "object", properties: { pet: ref } },
      Pet: { ...Pet, type: ["object", "null"] },
    },
  },
  "nullable array of nullables": {
    given: { A: { type: ["array", "null"], items: { type: ["number", "null"] } } },
    accepts: [null, [1, null]],
    refuses: [["a"], 1],
  },
};
