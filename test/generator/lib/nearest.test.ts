import { expect, test } from "vitest";
import { nearest } from "../../../generator/lib/nearest.js";

const cases: [given: string, candidates: string[], want: string | null][] = [
  ["outptu", ["input", "output"], "output"],
  ["chekc", ["generate", "check"], "check"],
  ["allow-hosts", ["allowHosts"], "allowHosts"],
  ["pets", ["Pets"], "Pets"],
  ["partials/metod.hbs", ["partials/method.hbs", "partials/doc.hbs"], "partials/method.hbs"],
  ["b", ["a", "c"], "a"],
  ["ab", ["yz"], null],
  ["banana", ["output"], null],
  ["x", [], null],
];
test.each(cases)("%s among %j is %s", (given, candidates, want) => {
  expect(nearest(given, candidates)).toBe(want);
});
