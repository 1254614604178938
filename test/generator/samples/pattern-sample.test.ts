import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sampleOf } from "../../../generator/samples/pattern-sample.js";

describe("a text that a pattern accepts", () => {
  test.each([
    ["^b-\\d{3}$", "b-000"],
    ["^[a-z]+$", "a"],
    ["^[A-Z]{2}-[0-9]{2,4}$", "AA-00"],
    ["^(cat|dog)s?$", "cat"],
    ["^(?:a|b)+c*$", "a"],
    ["^(?<year>\\d{4})-\\d\\d$", "0000-00"],
    ["^[^a-z]x$", "Ax"],
    ["^\\p{L}\\p{N}$", "A0"],
    ["^\\u0041\\x42$", "AB"],
    ["^https?://", "http://"],
    ["^\\S+@\\S+\\.\\w+$", "a@a.a"],
  ])("%s", (pattern, want) => {
    expect(sampleOf(pattern)).toBe(want);
    expect(want).toMatch(new RegExp(pattern, "u"));
  });

  test.each(["^(?=a)a$", "^(a)\\1$", "(", "[a"])("%s has no plain way through", (pattern) => {
    expect(sampleOf(pattern)).toBeNull();
  });

  test("no pattern makes it throw", () => {
    const pieces = fc.array(fc.constantFrom(..."^$.|()[]{}?*+\\-,0159adpuxk<>=!:"), {
      maxLength: 20,
    });
    fc.assert(fc.property(pieces, (characters) => void sampleOf(characters.join(""))));
  });
});
