/** Emitted types accept the values that their schemas allow, and refuse others. */
import { describe, expect, test } from "vitest";
import { judge, Source, type Case } from "./check.js";
import { composition } from "./cases/composition.js";
import { enums } from "./cases/enums.js";
import { formats } from "./cases/formats.js";
import { hierarchies } from "./cases/hierarchies.js";
import { nullable } from "./cases/nullable.js";
import { objects } from "./cases/objects.js";
import { scalars } from "./cases/scalars.js";
import { unions } from "./cases/unions.js";

const groups: Readonly<Record<string, Readonly<Record<string, Case>>>> = {
  scalars,
  formats,
  nullable,
  enums,
  objects,
  composition,
  unions,
  hierarchies,
};
const flat = Object.fromEntries(
  Object.entries(groups).flatMap(([group, cases]) =>
    Object.entries(cases).map(([name, each]) => [`${group}: ${name}`, each]),
  ),
);
const verdicts = judge(flat);
const show = (value: unknown): string =>
  value instanceof Source ? value.text : JSON.stringify(value);

describe.each(Object.entries(flat))("%s", (name, given) => {
  const verdict = verdicts.get(name);

  test("compiles under strict, exactOptionalPropertyTypes and noUncheckedIndexedAccess", () => {
    expect(verdict?.declarations).toEqual([]);
  });

  test.each((given.accepts ?? []).map((value, index) => [show(value), index] as const))(
    "accepts %s",
    (_, index) => {
      expect(verdict?.accepts[index]).toBeNull();
    },
  );

  test.each((given.refuses ?? []).map((value, index) => [show(value), index] as const))(
    "refuses %s",
    (_, index) => {
      expect(verdict?.refuses[index]).not.toBeNull();
    },
  );
});
