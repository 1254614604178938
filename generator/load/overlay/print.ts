/** A document as text again. */
import { stringify } from "yaml";
import { unmarkLargeIntegers, withBigIntegers } from "../parse/large-integers.js";
import type { Value } from "../value.js";

/** Integers beyond 2^53 come out with all their digits; words that YAML 1.1 would not read as text are quoted. */
export function printDocument(value: Value, format: "json" | "yaml"): string {
  if (format === "json") return `${unmarkLargeIntegers(JSON.stringify(value, null, 2))}\n`;
  return stringify(withBigIntegers(value), {
    compat: "yaml-1.1",
    lineWidth: 0,
    aliasDuplicateObjects: false,
    intAsBigInt: true,
  });
}
