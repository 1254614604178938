import { conversionAt } from "../lib/conversion.js";
import { digitsOf } from "../lib/exact-json.js";
import { isObject } from "../lib/pointer.js";
import type { Conversion, Conversions, Json, Operation, Type } from "../contract/index.js";
import { BLOB, keyOf, partsOf, UPLOADABLE } from "../lib/type.js";
import type { RequestScope } from "./scope.js";

/** The request to show: without the parameters that are set on the client, which are noise in every example. */
export function exampleOf(
  operation: Operation,
  { samples, conversions: { named } }: Pick<RequestScope, "samples" | "conversions">,
): Json {
  const example = samples.get(operation.id)?.request ?? null;
  if (example === null || typeof example !== "object" || Array.isArray(example)) return example;
  const global = new Set(
    operation.parameters.filter((it) => it.global && !it.required).map((it) => it.property),
  );
  const conversions = new Map(
    operation.arguments.map(({ name, type }) => [name, type.conversion] as const),
  );
  const files = new Set(
    operation.arguments.filter(({ type }) => holdsFile(type.type)).map(({ name }) => name),
  );
  const shown = Object.entries(example)
    .filter(([name]) => !global.has(name))
    .map(([name, value]) => {
      const shown = marked(value, conversions.get(name), named);
      return [name, files.has(name) ? asFile(shown) : shown] as const;
    });
  return shown.length === 0 && operation.requestOptional
    ? null
    : (Object.fromEntries(shown) as Json);
}

function holdsFile(type: Type): boolean {
  const isFile = [BLOB, UPLOADABLE].some((bytes) => keyOf(bytes) === keyOf(type));
  return isFile || partsOf(type).some(holdsFile);
}

/** JSON has no bytes: a text in their place is marked, and written as the content of a file. */
function asFile(value: Json): Json {
  if (typeof value === "string") return { $file: value };
  return Array.isArray(value) ? value.map(asFile) : value;
}

/** JSON has no dates and no 64-bit integers: they are marked as well, and written as `new Date("...")` and `123n`. */
export function marked(value: Json, conversion: Conversion | undefined, named: Conversions): Json {
  if (conversion === undefined) return value;
  switch (conversion.kind) {
    case "dateTime":
      return typeof value === "string" && !Number.isNaN(Date.parse(value))
        ? { $dateTime: value }
        : value;
    case "int64":
      return int64Of(value);
    case "named":
      return marked(value, named.get(conversion.name), named);
    case "all":
      return conversion.members.reduce((result, member) => marked(result, member, named), value);
    case "when": {
      const { has, is } = conversion;
      const isMeant =
        isObject(value) &&
        has.every((name) => Object.hasOwn(value, name)) &&
        is.every(
          ([name, tags]) => !Object.hasOwn(value, name) || tags.includes(value[name] as Json),
        );
      return isMeant ? marked(value, conversion.conversion, named) : value;
    }
    default:
      return markedParts(value, conversion, named);
  }
}

function markedParts(value: Json, conversion: Conversion, named: Conversions): Json {
  const part = (each: Json, step: string | number): Json =>
    marked(each, conversionAt(conversion, step, named) ?? undefined, named);
  if (Array.isArray(value)) return (value as readonly Json[]).map(part);
  if (!isObject(value) || isMark(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, part(each, key)]));
}

function int64Of(value: Json): Json {
  const digits = Number.isInteger(value) ? String(BigInt(value as number)) : digitsOf(value);
  return digits === null ? value : { $int64: digits };
}

function isMark(value: object): boolean {
  return "$dateTime" in value || "$int64" in value || "$integer" in value;
}

/** As TypeScript on one line. */
export function sourceText(value: Json): string {
  return JSON.stringify(value)
    .replaceAll(/\{"\$dateTime":("[^"]*")\}/g, "new Date($1)")
    .replaceAll(/\{"\$int64":"(-?\d+)"\}/g, "$1n")
    .replaceAll(/\{"\$integer":"(-?\d+)"\}/g, "$1");
}
