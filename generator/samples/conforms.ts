/**
 * Whether a value fits a schema, as its TypeScript type would have it: an unknown property is a misfit, a format is not
 * looked at. Not a validator: what it does not know, it lets pass.
 */
import type { Direction, Json, JsonObject, Pointer } from "../contract/index.js";
import { conversionKind } from "../lib/conversion.js";
import { digitsOf } from "../lib/exact-json.js";
import { child, isObject } from "../lib/pointer.js";
import { list, number, object, text, texts } from "../lib/read.js";
import { membersOf, restKeyword, typesOf } from "../lib/schema-shape.js";
import type { ExampleScope } from "./scope.js";
import { mayMatch } from "./pattern.js";

interface Check extends ExampleScope {
  readonly direction: Direction;
}

export function conforms(
  scope: ExampleScope,
  value: Json,
  pointer: Pointer,
  direction: Direction,
): boolean {
  const check = { ...scope, direction };
  const { verdicts } = scope.known;
  if (value === null || typeof value !== "object") return fits(check, value, pointer, true);
  const known = verdicts.get(value) ?? new Map<string, boolean>();
  verdicts.set(value, known);
  const schemaPointer = scope.schemas.located(pointer)?.pointer ?? pointer;
  const key = `${direction} ${schemaPointer}`;
  const verdict = known.get(key) ?? fits(check, value, pointer, true);
  known.set(key, verdict);
  return verdict;
}

/**
 * `above`: the schemas that this very value is being compared with. One that leads to itself asks nothing more of it.
 */
function fits(
  check: Check,
  value: Json,
  pointer: Pointer,
  strict: boolean,
  above: readonly Pointer[] = [],
): boolean {
  const placed = check.schemas.located(pointer);
  if (placed === undefined || above.includes(placed.pointer)) return true;
  if (!isObject(placed.schema)) return placed.schema;
  const { schema } = placed;
  if (schema["const"] !== undefined && !same(schema["const"], value)) return false;
  if (Array.isArray(schema["enum"]) && !list(schema["enum"]).some((member) => same(member, value)))
    return false;
  const digits = digitsOf(value);
  if (!fitsType(schema, digits === null ? value : Number(digits))) return false;
  if (!fitsMembers(check, placed.pointer, value, strict, above)) return false;
  if (typeof value === "string") return fitsText(schema, value);
  if (digits !== null) return fitsNumber(check, schema, Number(digits), digits);
  if (typeof value === "number") return fitsNumber(check, schema, value, null);
  if (Array.isArray(value))
    return fitsArray(check, schema, value as readonly Json[], placed.pointer);
  return !isObject(value) || fitsObject(check, schema, value, placed.pointer, strict);
}

function fitsType(schema: JsonObject, value: Json): boolean {
  const types = typesOf(schema);
  if (types.length === 0) return !isObject(schema["properties"]) || isObject(value);
  if (value === null) return types.includes("null");
  if (Array.isArray(value)) return types.includes("array");
  if (typeof value === "number")
    return types.includes("number") || (types.includes("integer") && Number.isInteger(value));
  return types.includes(typeof value);
}

function fitsMembers(
  check: Check,
  pointer: Pointer,
  value: Json,
  strict: boolean,
  above: readonly Pointer[],
): boolean {
  const schema = object(check.document.at(pointer));
  const test = (keyword: string, index: number, strictly: boolean) =>
    fits(check, value, child(pointer, keyword, index), strictly, [...above, pointer]);
  const alone = strict && schema["properties"] === undefined && schema["allOf"] === undefined;
  for (const keyword of ["oneOf", "anyOf"] as const) {
    const members = membersOf(schema, keyword);
    if (members.length > 0 && !members.some((_, index) => test(keyword, index, alone)))
      return false;
  }
  return membersOf(schema, "allOf").every((_, index) => test("allOf", index, false));
}

function fitsText(schema: JsonObject, value: string): boolean {
  const pattern = text(schema["pattern"]);
  if (
    value.length < (number(schema["minLength"]) ?? 0) ||
    value.length > (number(schema["maxLength"]) ?? Infinity)
  )
    return false;
  return pattern === null || mayMatch(pattern, value);
}

function fitsNumber(
  check: Check,
  schema: JsonObject,
  value: number,
  digits: string | null,
): boolean {
  if (check.direction === "request" && !isSentExactly(check, schema, value, digits)) return false;
  if (
    value < (number(schema["minimum"]) ?? -Infinity) ||
    value > (number(schema["maximum"]) ?? Infinity)
  )
    return false;
  return (
    value > (number(schema["exclusiveMinimum"]) ?? -Infinity) &&
    value < (number(schema["exclusiveMaximum"]) ?? Infinity)
  );
}

const floating: ReadonlySet<Json | undefined> = new Set(["float", "double", "decimal"]);

/**
 * False for an integer that becomes another where its type is a number. What is listed is part of the type, whatever it
 * is.
 */
function isSentExactly(
  { types }: Check,
  schema: JsonObject,
  value: number,
  digits: string | null,
): boolean {
  if (!Number.isInteger(value) || (Number.isSafeInteger(value) && digits === null)) return true;
  if (schema["const"] !== undefined || schema["enum"] !== undefined) return true;
  const numeric = typesOf(schema).filter((type) => type === "integer" || type === "number");
  if (numeric.length === 0 || floating.has(schema["format"])) return true;
  if (numeric.some((type) => conversionKind(types, schema, type) === "int64")) return true;
  if (digits === null) return numeric.includes("number") || String(value) === String(BigInt(value));
  return String(value) === digits;
}

function fitsArray(
  check: Check,
  schema: JsonObject,
  value: readonly Json[],
  pointer: Pointer,
): boolean {
  if (
    value.length < (number(schema["minItems"]) ?? 0) ||
    value.length > (number(schema["maxItems"]) ?? Infinity)
  )
    return false;
  const prefix = list(schema["prefixItems"]).length;
  return value.every((item, index) => {
    if (index < prefix) return fits(check, item, child(pointer, "prefixItems", index), true);
    return schema["items"] === undefined || fits(check, item, child(pointer, "items"), true);
  });
}

function fitsObject(
  check: Check,
  schema: JsonObject,
  value: JsonObject,
  pointer: Pointer,
  strict: boolean,
): boolean {
  const properties = object(schema["properties"]);
  const isHidden = (name: string): boolean => {
    const hidden = check.direction === "request" ? "readOnly" : "writeOnly";
    return check.schemas.resolved(child(pointer, "properties", name))?.[hidden] === true;
  };
  const missing = texts(schema["required"]).some(
    (name) => !Object.hasOwn(value, name) && !(Object.hasOwn(properties, name) && isHidden(name)),
  );
  if (missing) return false;
  const known = strict ? knownProperties(check, schema, pointer) : null;
  const rest = restKeyword(schema);
  return Object.entries(value).every(([name, member]) => {
    if (Object.hasOwn(properties, name))
      return !isHidden(name) && fits(check, member, child(pointer, "properties", name), true);
    if (known !== null && !known.has(name)) return false;
    return !isObject(schema[rest]) || fits(check, member, child(pointer, rest), true);
  });
}

/** The names that its type knows; `null` where others may stand beside them. */
function knownProperties(
  check: Check,
  schema: JsonObject,
  pointer: Pointer,
): ReadonlySet<string> | null {
  const rest = schema[restKeyword(schema)];
  if (rest === true || isObject(rest) || schema["patternProperties"] !== undefined) return null;
  const plain = check.survey.objects.flat(pointer);
  if (plain !== null) return new Set(plain.map(({ name }) => name));
  return rest === false ? new Set(Object.keys(object(schema["properties"]))) : null;
}

/** Equal as JSON, whatever the order of keys. */
function same(left: Json, right: Json): boolean {
  if (Array.isArray(left) || Array.isArray(right)) {
    return (
      Array.isArray(left) &&
      Array.isArray(right) &&
      left.length === right.length &&
      left.every((member: Json, index) => same(member, right[index] as Json))
    );
  }
  if (!isObject(left) || !isObject(right)) return left === right;
  const names = Object.keys(left);
  return (
    names.length === Object.keys(right).length &&
    names.every(
      (name) => Object.hasOwn(right, name) && same(left[name] as Json, right[name] as Json),
    )
  );
}
