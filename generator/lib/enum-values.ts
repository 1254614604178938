/** Values of an `enum` against the `type` beside it. */
import type { Json, JsonObject } from "../contract/index.js";
import { list } from "./read.js";
import { allowsNull, typesOf } from "./schema-shape.js";

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

/** Of a schema that admits no other, as its type has it: a constant, or an enum of one. */
export function onlyValue(schema: JsonObject): string | number | boolean | undefined {
  const values = schema["const"] === undefined ? list(schema["enum"]) : [schema["const"]];
  const [only, ...others] = values;
  const isOpen = allowsNull(schema) || schema["x-speakeasy-unknown-values"] === "allow";
  if (only === undefined || only === null || others.length > 0 || isOpen) return undefined;
  const types = typesOf(schema);
  const meant = types.length === 0 || allowsValue(types, only) ? only : meantValue(only, types);
  const value = meant ?? only;
  return typeof value === "object" ? undefined : value;
}
