/** The type of a configuration file, held against what an author would write. `npm run types` checks it. */
import { expect, expectTypeOf, test } from "vitest";
import { defineConfig, type SpecwrightConfig } from "../../../generator/config/index.js";

test("takes one configuration or a list, and gives it back", () => {
  const one = defineConfig({
    input: "a",
    package: { name: "x" },
    retries: { backoff: { exponent: 2 } },
  });
  expectTypeOf(one).toEqualTypeOf<SpecwrightConfig>();
  expect(one).toEqual({
    input: "a",
    package: { name: "x" },
    retries: { backoff: { exponent: 2 } },
  });
  expect(defineConfig([{ input: "a" }, { input: "b" }])).toHaveLength(2);
});

test("has the type of each option's value", () => {
  expectTypeOf<SpecwrightConfig["overlays"]>().toEqualTypeOf<readonly string[] | undefined>();
  expectTypeOf<SpecwrightConfig["failOn"]>().toEqualTypeOf<
    "error" | "warning" | "never" | undefined
  >();
  expectTypeOf<NonNullable<SpecwrightConfig["retries"]>["retryConnectionErrors"]>().toEqualTypeOf<
    boolean | undefined
  >();
  // A value that may be missing, such as an environment variable, is as good as none.
  expect(defineConfig({ input: process.env["SPECWRIGHT_TEST_NOTHING"] })).toEqual({
    input: undefined,
  });
});

test("refuses unknown keys and wrong values while they are typed", () => {
  // @ts-expect-error no such key
  defineConfig({ inptu: "a" });
  // @ts-expect-error a list, not a text
  defineConfig({ overlays: "a" });
  // @ts-expect-error no such word
  defineConfig({ failOn: "warn" });
  // @ts-expect-error no such key, in a list
  defineConfig([{ input: "a", package: { nam: "x" } }]);
});
