/** What the SDK refuses as a success, in `jsonOf`. What the schema admits must never be refused. */
import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../generator/contract/index.js";
import { expectedJson } from "../../../generator/model/response/expected-json.js";
import { surveyed } from "../support/document.js";

const string = { type: "string" };
const ref = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });
const schemas: JsonObject = {
  Pet: { type: "object", required: ["id", "name"], properties: { id: string, name: string } },
  Named: { type: "object", required: ["name"], properties: { name: string } },
  Note: { type: "object", properties: { text: string } },
  Secret: {
    type: "object",
    required: ["pin"],
    properties: { pin: { type: "string", writeOnly: true } },
  },
  Pin: { type: "string", writeOnly: true },
  Alias: ref("Pet"),
  Nobody: { type: ["object", "null"], required: ["id"] },
  Base: {
    type: "object",
    required: ["kind"],
    properties: { kind: string },
    discriminator: { propertyName: "kind" },
  },
  Cat: { allOf: [ref("Base"), { required: ["lives"], properties: { lives: string } }] },
  Tree: { type: "object", required: ["left"], properties: { left: ref("Tree") } },
  Loop: { allOf: [ref("Loop")] },
  Parent: { required: ["a"], oneOf: [ref("Child")] },
  Child: { allOf: [ref("Parent"), { type: "object", required: ["b"] }] },
};

/** `kinds: names`, as the emitted call has them. */
function expected(schema: JsonObject | boolean): string | null {
  const survey = surveyed({ components: { schemas: { ...schemas, Tested: schema } } });
  const found = expectedJson(survey, "/components/schemas/Tested");
  if (found === null) return null;
  const kinds = found.kinds.join(" | ");
  return found.required.length === 0 ? kinds : `${kinds}: ${found.required.join(" ")}`;
}

describe("expected of a value", () => {
  test.each<[name: string, schema: JsonObject | boolean, want: string | null]>([
    // nothing
    ["nothing is said", {}, null],
    ["any value", true, null],
    ["only a description", { description: "Anything." }, null],
    ["a type that is none", { type: "file" }, null],
    ["bytes", { type: "string", format: "binary" }, null],
    ["`required` alone, which leaves the kind open", { required: ["id"] }, null],
    ["what an extension calls anything", { type: "object", "x-stainless-any": true }, null],
    ["a contradiction", { type: "string", allOf: [ref("Note")] }, null],
    ["a reference to nowhere", ref("Nowhere"), null],
    ["a reference to itself", ref("Loop"), null],
    // one kind
    ["an object", { type: "object" }, "object"],
    ["what it may have", ref("Note"), "object"],
    ["a map", { type: "object", additionalProperties: string }, "object"],
    ["properties without a type", { properties: { id: string } }, "object"],
    ["a list", { type: "array", items: ref("Pet") }, "array"],
    ["items without a type, which may be a property", { items: string }, null],
    ["a text", { type: "string", format: "date-time" }, "string"],
    ["an integer", { type: "integer", format: "int64" }, "number"],
    ["nullable by 3.1", { type: ["string", "null"] }, "string | null"],
    ["nullable by 3.0", { type: "string", nullable: true }, "string | null"],
    ["a nullable reference of 3.0", { nullable: true, allOf: [ref("Note")] }, "object | null"],
    ["several types", { type: ["null", "integer", "boolean"] }, "number | boolean | null"],
    ["a constant", { const: "a" }, "string"],
    ["an enum", { enum: ["a", 1, null] }, "string | number | null"],
    ["an object as a constant", { const: { a: 1 } }, "object"],
    // what it requires
    ["required", ref("Pet"), "object: id name"],
    ["required, or null", ref("Nobody"), "object | null: id"],
    ["of a reference to a reference", ref("Alias"), "object: id name"],
    ["required beside a reference", { ...ref("Note"), required: ["text"] }, "object: text"],
    ["of all parts", { allOf: [ref("Pet"), { required: ["age"] }] }, "object: id name age"],
    ["of the base of a discriminated union", ref("Base"), "object: kind"],
    ["of its heir", ref("Cat"), "object: kind lives"],
    ["of what refers to itself", ref("Tree"), "object: left"],
    ["of parent and child", ref("Parent"), "object: a b"],
    ["required and never described", { type: "object", required: ["x"] }, "object: x"],
    // what a response does not have
    ["write-only", ref("Secret"), "object"],
    ["write-only by reference", { required: ["p"], properties: { p: ref("Pin") } }, "object"],
    ["write-only in a part", { allOf: [ref("Secret"), { required: ["pin", "q"] }] }, "object: q"],
    ["read-only", { required: ["id"], properties: { id: { readOnly: true } } }, "object: id"],
    // alternatives
    ["one of two", { oneOf: [ref("Pet"), ref("Named")] }, "object: id name"],
    ["any of two", { anyOf: [ref("Named"), ref("Tree")] }, "object: name left"],
    ["one of which is open", { oneOf: [ref("Pet"), ref("Note")] }, "object"],
    ["one of which is anything", { oneOf: [ref("Pet"), {}] }, null],
    ["an object or a list", { oneOf: [ref("Pet"), { type: "array" }] }, "object | array: id name"],
    ["an object or null", { anyOf: [ref("Pet"), { type: "null" }] }, "object | null: id name"],
    ["a text or a number", { anyOf: [string, { type: "number" }] }, "string | number"],
    ["a union beside a type", { type: "object", oneOf: [ref("Pet"), {}] }, "object"],
    [
      "a union that says what is required",
      { ...ref("Note"), anyOf: [{ required: ["a"] }, { required: ["b"] }] },
      "object: a b",
    ],
    ["a union of what the parent requires", { required: ["x"], oneOf: [ref("Note")] }, "object: x"],
    // on a condition
    ["a condition", { type: "object", if: {}, else: { required: ["x"] } }, "object"],
  ])("%s", (_name, schema, want) => {
    expect(expected(schema)).toBe(want);
  });
});
