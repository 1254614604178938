/** What is written as XML is read as the same, whatever the schema and the value: `writeXml` -> XML -> `readXml`. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { JsonObject } from "../../../generator/contract/index.js";
import { readXml } from "../../../templates/package/src/internal/xml/read.js";
import { writeXml } from "../../../templates/package/src/internal/xml/write.js";
import { described } from "./described.js";

interface Sample {
  readonly schema: JsonObject;
  /** Values of it. */
  readonly value: fc.Arbitrary<unknown>;
}

/** Characters that XML has; of control characters only three. */
const text = fc
  .string({ unit: "binary", maxLength: 8 })
  .map((each) =>
    each.replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, " "),
  );
const name = fc
  .stringMatching(/^[A-Za-zé_][\w.-]{0,6}$/)
  .filter((each) => !/^(xmlns|__proto__)$/.test(each));
const number = fc
  .oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }))
  .map((each) => each + 0);

const scalar: fc.Arbitrary<Sample> = fc.constantFrom<Sample>(
  { schema: { type: "string" }, value: text },
  { schema: { type: "integer" }, value: fc.integer() },
  { schema: { type: "number" }, value: number },
  { schema: { type: "boolean" }, value: fc.boolean() },
  { schema: { type: ["number", "boolean"] }, value: fc.oneof(number, fc.boolean()) },
  { schema: { type: "string", enum: ["a", "b c"] }, value: fc.constantFrom("a", "b c") },
  { schema: { type: ["string", "null"] }, value: fc.option(text) },
);

/** Attributes have no null of their own in a list, and are split at blanks. */
const word: fc.Arbitrary<Sample> = fc.constantFrom<Sample>(
  { schema: { type: "string" }, value: fc.stringMatching(/^[^\s\p{C}]{1,5}$/u) },
  { schema: { type: "number" }, value: number },
);

const namespace = fc.constantFrom(
  {},
  { namespace: "urn:a" },
  { namespace: "urn:a", prefix: "a" },
  { namespace: "urn:b", prefix: "a" },
  { namespace: "urn:b", prefix: "b" },
);

const { sample } = fc.letrec<{ sample: Sample; object: Sample; list: Sample; map: Sample }>(
  (tie) => ({
    sample: fc.oneof({ maxDepth: 4 }, scalar, tie("object"), tie("list"), tie("map")),
    object: fc
      .uniqueArray(
        fc.record({
          name,
          place: fc.integer({ min: 0, max: 9 }),
          inside: tie("sample"),
          plain: scalar,
          word,
          namespace,
        }),
        {
          maxLength: 4,
          selector: (each) => each.name,
        },
      )
      .map((members) => objectOf(members)),
    list: fc
      .record({
        items: tie("sample"),
        wrapped: fc.boolean(),
        item: fc.option(name, { nil: undefined }),
      })
      .map(({ items, wrapped, item }) => ({
        schema: {
          type: "array",
          xml: { wrapped },
          items: item === undefined ? items.schema : withXml(items.schema, { name: `i${item}` }),
        },
        value: fc.array(items.value, { maxLength: 3 }),
      })),
    map: tie("sample").map(({ schema, value }) => ({
      schema: { type: "object", additionalProperties: unnamed(schema) },
      value: fc.dictionary(name, value, { maxKeys: 3, noNullPrototype: true }),
    })),
  }),
);

interface Member {
  readonly name: string;
  readonly place: number;
  readonly inside: Sample;
  readonly plain: Sample;
  readonly word: Sample;
  readonly namespace: JsonObject;
}

/** Each property an element but for some that are attributes, and at most one text where there are no elements. */
function objectOf(members: readonly Member[]): Sample {
  const chosen = members.map((member) => {
    const { name: property, place, inside, plain, word: one, namespace: xml } = member;
    if (place === 0)
      return { property, value: plain.value, schema: withXml(plain.schema, { attribute: true }) };
    if (place === 1)
      return {
        property,
        value: fc.array(one.value, { maxLength: 3 }),
        schema: { type: "array", items: one.schema, xml: { attribute: true } },
      };
    if (place === 2)
      return {
        property,
        value: plain.value,
        schema: withXml(plain.schema, { ...xml, name: `r${property}` }),
      };
    return {
      property,
      value: inside.value,
      schema: withXml(inside.schema, inside.schema["type"] === "array" ? {} : xml),
    };
  });
  return {
    schema: {
      type: "object",
      required: chosen.map(({ property }) => property),
      properties: Object.fromEntries(chosen.map(({ property, schema }) => [property, schema])),
    },
    value: fc.record(Object.fromEntries(chosen.map(({ property, value }) => [property, value])), {
      noNullPrototype: true,
    }),
  };
}

function withXml(schema: JsonObject, xml: JsonObject): JsonObject {
  return { ...schema, xml: { ...(schema["xml"] as JsonObject | undefined), ...xml } };
}

/** The values of a map go by its keys; a list among them without items would leave nothing of its key. */
function unnamed(schema: JsonObject): JsonObject {
  return schema["type"] === "array" ? { ...schema, xml: { wrapped: true } } : schema;
}

test("a value comes back as it was", () => {
  const made = sample.chain(({ schema, value }) =>
    fc.record({ schema: fc.constant(schema), value }),
  );
  fc.assert(
    fc.property(made, ({ schema, value }) => {
      const body = {
        type: "object",
        xml: { name: "root" },
        required: ["it"],
        properties: { it: schema },
      };
      const root = described(body);
      expect(readXml(writeXml({ it: value }, root), root)).toEqual({ it: value });
    }),
    { numRuns: 100 },
  );
}, 60_000);
