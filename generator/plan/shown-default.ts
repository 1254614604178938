import type { Argument, Json, TypeExpression } from "../contract/index.js";
import { leafKind } from "../lib/conversion.js";
import type { ConversionScope } from "./conversions.js";
import { marked, sourceText } from "./example.js";

/** What stands in where nothing is given, as source text. */
export function shownDefault(
  { default: value, defaultDigits, type }: Pick<Argument, "default" | "defaultDigits" | "type">,
  conversions: ConversionScope,
): string | null {
  if (defaultDigits === null) return shownText(value, type, conversions);
  const isInt64 = leafKind(type.conversion, conversions.named) === "int64";
  return isInt64 ? `${defaultDigits}n` : defaultDigits;
}

/** As source text; `null` where there is none. */
export function shownText(
  value: Json | undefined,
  type: TypeExpression,
  conversions: ConversionScope,
): string | null {
  return value === undefined ? null : sourceText(marked(value, type.conversion, conversions.named));
}
