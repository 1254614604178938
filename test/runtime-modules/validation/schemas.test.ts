/** Emitted schemas admit what the emitted types do, and what another validator says of the document's own schemas. */
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Json, JsonObject } from "../../../generator/contract/index.js";
import { composition } from "../../generator/types/cases/composition.js";
import { enums } from "../../generator/types/cases/enums.js";
import { nullable } from "../../generator/types/cases/nullable.js";
import { objects } from "../../generator/types/cases/objects.js";
import { scalars } from "../../generator/types/cases/scalars.js";
import { unions } from "../../generator/types/cases/unions.js";
import { Source } from "../../generator/types/check.js";
import { schemasOf } from "./schemas.js";

/** What the compiler refuses in a literal, and a schema admits: properties that the type does not name, and what is no JSON. */
const compilerOnly: ReadonlySet<string> = new Set([
  "binary is a Blob",
  "media type without encoding is a Blob",
  "Swagger 2's file is a Blob",
  "any other tag is the default",
  "the base itself is the default",
  "required and optional",
  "properties on a condition are optional",
  "writeOnly is absent from a response",
]);

const cases = Object.entries({
  ...scalars,
  ...nullable,
  ...enums,
  ...objects,
  ...composition,
  ...unions,
}).filter(([, { via = "response" }]) => via === "response");

const isJson = (value: Json | Source): value is Json => !(value instanceof Source);

describe("what the types of these schemas accept and refuse, the schemas do too", () => {
  test.each(cases)("%s", async (title, { given, type, accepts = [], refuses = [] }) => {
    const { accepts: admits, text } = await schemasOf(given);
    const name = type ?? Object.keys(given)[0] ?? "";
    const verdicts = (values: readonly (Json | Source)[]) =>
      values.filter(isJson).map((value) => [value, admits(name, value)]);
    expect(verdicts(accepts), text).toEqual(accepts.filter(isJson).map((value) => [value, true]));
    if (compilerOnly.has(title)) return;
    expect(verdicts(refuses), text).toEqual(refuses.filter(isJson).map((value) => [value, false]));
  });
});

const names = fc.constantFrom("a", "b", "c", "type", "x-y");
const scalar = fc.constantFrom<JsonObject[]>(
  { type: "string" },
  { type: "number" },
  { type: "boolean" },
  { type: ["string", "null"] },
  { const: "a" },
  { const: 1 },
  { type: "null" },
  { enum: ["a"] },
);

/** Schemas that say of a value what a type can say. */
const { schema } = fc.letrec<{ schema: JsonObject }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    scalar,
    fc.record({ type: fc.constant("array"), items: tie("schema") }),
    objectOf(tie("schema")),
    fc.record({ anyOf: fc.array(tie("schema"), { minLength: 1, maxLength: 3 }) }),
    fc
      .uniqueArray(fc.constantFrom("cat", "dog", "bird"), { minLength: 2 })
      .chain((tags) =>
        fc.tuple(...tags.map((tag) => objectOf(tie("schema")).map((each) => tagged(each, tag)))),
      )
      .map((oneOf) => ({ oneOf })),
    fc
      .tuple(objectOf(scalar, 1), objectOf(scalar, 1))
      .map(([one, other]) => ({ allOf: [one, other] as const })),
    fc.record({ type: fc.constant("object"), additionalProperties: tie("schema") }),
  ),
}));

function objectOf(value: fc.Arbitrary<JsonObject>, minKeys = 0): fc.Arbitrary<JsonObject> {
  return fc
    .dictionary(names, value, { minKeys, maxKeys: 3 })
    .chain((properties) =>
      fc
        .subarray(Object.keys(properties))
        .map((required) => ({ type: "object", properties, required })),
    );
}

function tagged(object: JsonObject, tag: string): JsonObject {
  const { properties, required } = object as {
    properties: JsonObject;
    required: readonly string[];
  };
  return {
    type: "object",
    properties: { ...properties, type: { const: tag } },
    required: [...required.filter((name) => name !== "type"), "type"],
  };
}

/** Values that are near to what a schema says, and any others. */
const value: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom<Json[]>("a", "cat", "dog", "", 1, 0.5, true, null),
    fc.array(tie("value"), { maxLength: 2 }),
    fc.dictionary(names, tie("value"), { maxKeys: 4 }),
    fc.record({ type: fc.constantFrom("cat", "dog"), a: tie("value") }),
  ),
})).value;

test("any schema of these kinds, any value: the same verdict as ajv's", async () => {
  const counts = { accepted: 0, refused: 0 };
  await fc.assert(
    fc.asyncProperty(
      fc.array(schema, { minLength: 8, maxLength: 8 }),
      fc.array(value, { minLength: 40, maxLength: 40 }),
      async (schemas, values) => {
        const components = Object.fromEntries(schemas.map((each, index) => [`S${index}`, each]));
        const { accepts, text } = await schemasOf(components);
        for (const [name, each] of Object.entries(components)) {
          const validate = new Ajv2020({ strict: false }).compile(each);
          for (const given of values) {
            const wanted = validate(given);
            counts[wanted ? "accepted" : "refused"]++;
            const said = `${JSON.stringify(each)} ${JSON.stringify(given)}\n${text}`;
            expect(accepts(name, given), said).toBe(wanted);
          }
        }
      },
    ),
    { numRuns: 15 },
  );
  // Neither would say much without the other.
  expect(counts.accepted).toBeGreaterThan(200);
  expect(counts.refused).toBeGreaterThan(200);
});
