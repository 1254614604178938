/** Most of a declaration is put together from forms: it must be what TypeScript's printer makes of the whole. */
import { describe, expect, test } from "vitest";
import {
  arrayOf,
  documented,
  named,
  NULL,
  objectOf,
  openOf,
  TUPLE,
  unionOf,
  UNKNOWN,
  type Lowered,
} from "../../../generator/types/lowered.js";
import { createNodePrinter } from "../../../generator/types/openapi-typescript.js";
import { noPrints } from "../../../generator/types/known-prints.js";
import { createTypePrinter } from "../../../generator/types/print.js";

const docs = [
  null,
  "One line.",
  "Several lines.\n\n    const code = 1;\n@see _word_",
  "A line\u2028that JavaScript ends elsewhere.",
  "| a | b |\n|---|---|\n\n",
];

const names = ["id", "$ref", "a-b", "1", "constructor", "__proto__", "größe", "_word_"];

const types: readonly Lowered[] = [
  named("Pet"),
  UNKNOWN,
  { const: 'a "quoted" ü\n' },
  { const: [1, { a: true }] },
  arrayOf(unionOf([named("Pet"), { type: "string" }, NULL])),
  unionOf([{ const: "a" }, openOf("string")]),
  { allOf: [named("Pet"), objectOf([["a", documented({ type: "string" }, "Inside.")]], [])] },
  { type: "array", [TUPLE]: { items: [{ type: "string" }], required: 0, rest: NULL } },
  objectOf([["inner", documented(named("Pet"), "Deep.\nDeeper.")]], ["inner"]),
];

describe.each(docs)("%j", (doc) => {
  test("an interface", () => {
    const properties = names.flatMap((name) =>
      types.map((type, index) => [`${name}${index || ""}`, documented(type, doc)] as const),
    );
    for (const required of [[], properties.map(([name]) => name)])
      for (const heritage of [[], ["Base"]]) {
        const lowered = objectOf(properties, required);
        const parts = { name: "Pet", lowered, heritage, doc };
        // The second time, what is known from the first.
        const printer = createTypePrinter(noPrints);
        expect(printer.declaration(parts)).toEqual(createNodePrinter().declaration(parts));
        expect(printer.declaration(parts)).toEqual(createNodePrinter().declaration(parts));
      }
  });
});
