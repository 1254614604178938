/** Dates and 64-bit integers as what JavaScript has for them, where the options ask for it. */
import { Source, type Case } from "../check.js";

const dates = { dates: "Date" } as const;
const int64 = { int64: "bigint" } as const;
const both = { ...dates, ...int64 };

const date = new Source('new Date("2026-01-01T00:00:00Z")');
const big = new Source("9007199254740993n");
const at = { type: "string", format: "date-time" } as const;
const count = { type: "integer", format: "int64" } as const;

const object = (properties: Readonly<Record<string, object>>, required: readonly string[] = []) =>
  ({ type: "object", properties, required }) as never;

export const formats: Readonly<Record<string, Case>> = {
  "a date-time is a Date": {
    settings: dates,
    given: { A: at },
    accepts: [date],
    refuses: ["2026-01-01T00:00:00Z", 0, null],
  },
  "a date without a time stays a text": {
    settings: dates,
    given: { A: { type: "string", format: "date" } },
    accepts: ["2026-01-01"],
    refuses: [date],
  },
  "each option is for itself": {
    settings: dates,
    given: { A: count },
    accepts: [1],
    refuses: [big],
  },
  "a 64-bit integer is a bigint": {
    settings: int64,
    given: { A: count },
    accepts: [big],
    refuses: [1, "1"],
  },
  "one without a sign, too": {
    settings: int64,
    given: { A: { type: "integer", format: "uint64" } },
    accepts: [big],
    refuses: [1],
  },
  "a 32-bit integer and one without a format stay numbers": {
    settings: int64,
    given: {
      A: object({ small: { type: "integer", format: "int32" }, plain: { type: "integer" } }),
    },
    accepts: [{ small: 1, plain: 2 }],
    refuses: [new Source("{ plain: 2n }")],
  },
  "a 64-bit integer that is a text on the wire stays one": {
    settings: int64,
    given: { A: { type: "string", format: "int64" } },
    accepts: ["9007199254740993"],
    refuses: [big],
  },
  "values that are listed stay what they are": {
    settings: both,
    given: {
      A: object({
        at: { ...at, enum: ["2026-01-01T00:00:00Z"] },
        count: { ...count, const: 1 },
      }),
    },
    accepts: [{ at: "2026-01-01T00:00:00Z", count: 1 }],
    refuses: [new Source("{ count: 1n }")],
  },
  "null beside it": {
    settings: both,
    given: {
      A: object({ at: { ...at, type: ["string", "null"] }, count: { ...count, nullable: true } }),
    },
    accepts: [{ at: null, count: null }, new Source("{ at: new Date(), count: 1n }")],
    refuses: [{ at: "a" }],
  },
  "in lists, tuples and maps": {
    settings: both,
    given: {
      A: object({
        list: { type: "array", items: at },
        tuple: { type: "array", prefixItems: [count, at], minItems: 2, items: false },
        map: { type: "object", additionalProperties: count },
      }),
    },
    accepts: [new Source("{ list: [new Date()], tuple: [1n, new Date()], map: { a: 1n } }")],
    refuses: [{ list: ["a"] }, { map: { a: 1 } }, { tuple: [1, "a"] }],
  },
  "alternatives, with a text and a number among them": {
    settings: both,
    given: { A: { oneOf: [at, { type: "string" }, count, { type: "number" }] } },
    accepts: [date, "soon", big, 1.5],
    refuses: [true],
  },
  "of one type and several formats": {
    settings: dates,
    given: { A: { ...at, oneOf: [{ minLength: 1 }, { maxLength: 9 }] } },
    accepts: [date],
    refuses: ["a"],
  },
  "allOf: the part that says more": {
    settings: both,
    given: { A: { type: "string", allOf: [at] }, B: { allOf: [count, { type: "integer" }] } },
    accepts: [date],
    refuses: ["a"],
  },
  "a member that says more than the base": {
    settings: dates,
    given: {
      A: { allOf: [{ $ref: "#/components/schemas/B" }, object({ at, own: { type: "number" } })] },
      B: object({ at: { type: "string" }, other: { type: "string" } }, ["at"]),
    },
    accepts: [new Source('{ at: new Date(), own: 1, other: "a" }')],
    refuses: [{ at: "a" }],
  },
  "an index signature beside properties": {
    settings: dates,
    given: {
      A: { ...(object({ name: { type: "string" } }) as object), additionalProperties: at } as never,
    },
    accepts: [new Source('{ name: "a", other: new Date() }')],
    refuses: [{ other: 1 }],
  },
};
