/** Values of an `enum` against the `type` beside it. */
import type { Json } from "../contract/index.js";

export function allowsValue(types: readonly string[], value: Json): boolean {
  if (typeof value === "number") return types.includes("number") || types.includes("integer");
  if (Array.isArray(value)) return types.includes("array");
  return types.includes(typeof value);
}

/** What YAML, or a quote, made something else of; `undefined` where that is not plain. */
export function meantValue(value: Json, types: readonly string[]): Json | undefined {
  if (types.includes("string") && typeof value !== "object") return String(value);
  if (typeof value !== "string") return undefined;
  const isNumeric = value.trim() !== "" && Number.isFinite(Number(value));
  if ((types.includes("number") || types.includes("integer")) && isNumeric) return Number(value);
  return types.includes("boolean") && (value === "true" || value === "false")
    ? value === "true"
    : undefined;
}
