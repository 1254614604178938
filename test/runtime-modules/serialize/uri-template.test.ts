/**
 * OpenAPI defines its styles by RFC 6570: a template processor that knows nothing of ours expands to the same text, for any value.
 * @see https://spec.openapis.org/oas/v3.1.1#appendix-c-using-rfc6570-based-serialization
 */
import fc from "fast-check";
import { parseTemplate } from "url-template";
import { expect, test } from "vitest";
import type { ParameterSerializer } from "../../../templates/package/src/core/operation.js";
import { form } from "../../../templates/package/src/internal/serialize/form.js";
import { label } from "../../../templates/package/src/internal/serialize/label.js";
import { matrix } from "../../../templates/package/src/internal/serialize/matrix.js";
import { simple } from "../../../templates/package/src/internal/serialize/simple.js";

const rows: readonly (readonly [
  template: string,
  serialize: ParameterSerializer,
  before: string,
])[] = [
  ["{k}", simple(), ""],
  ["{k*}", simple({ explode: true }), ""],
  ["{.k}", label(), ""],
  ["{.k*}", label({ explode: true }), ""],
  ["{;k}", matrix(), ""],
  ["{;k*}", matrix({ explode: true }), ""],
  ["{?k}", form({ explode: false }), "?"],
  ["{?k*}", form(), "?"],
];

const text = fc.string({ unit: "grapheme" });
const value = fc.oneof(
  text,
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  fc.array(text, { minLength: 1 }),
  fc.dictionary(fc.string({ unit: "grapheme", minLength: 1 }), text, { minKeys: 1 }),
);

test.each(rows)("%s", (template, serialize, before) => {
  const { expand } = parseTemplate(template);
  // The RFC leaves out the `=` of a pair without a value here; that processor does not.
  const given = template.startsWith("{;") ? value.filter((each) => !hasEmptyMember(each)) : value;
  fc.assert(
    fc.property(given, (k) => {
      expect(`${before}${serialize("k", k)}`).toBe(expand({ k: k as string }));
    }),
  );
});

function hasEmptyMember(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.values(value).includes("");
}
