/** `enum` and `const`. @see https://json-schema.org/draft/2020-12/json-schema-validation#section-6.1.2 */
import type { Json, JsonObject, Pointer, Type } from "../contract/index.js";
import { allowsValue, meantValue } from "../lib/enum-values.js";
import type { Fix } from "../lib/overlay.js";
import { list } from "../lib/read.js";
import { allowsNull, typesOf } from "../lib/schema-shape.js";
import { literalOf, NULL, unionOf } from "../lib/type.js";
import type { Scope } from "./scope.js";

/**
 * Open on responses, because APIs add values: `"a" | "b" | (string & {})`. Closed on requests. A single value is a tag and always
 * closed. `x-speakeasy-unknown-values` decides otherwise.
 */
export function lowerEnum(
  scope: Scope,
  schema: JsonObject,
  values: readonly Json[],
  pointer: Pointer,
): Type {
  const types = typesOf(schema);
  reportMismatch(scope, values, types, pointer);
  const meant = values.map((value) =>
    isOf(types, value) ? value : (meantValue(value, types) ?? value),
  );
  const literals = [...new Map(meant.map((value) => [JSON.stringify(value), value])).values()];
  const named = literals.filter((value) => value !== null);
  const open = isOpen(scope, schema, named);
  const members = named.map(literalOf);
  if (open && named.some((value) => typeof value === "string"))
    members.push({ kind: "open", of: "string" });
  if (open && named.some((value) => typeof value === "number"))
    members.push({ kind: "open", of: "number" });
  if (literals.includes(null) || allowsNull(schema)) members.push(NULL);
  return unionOf(members);
}

/** Of a schema that requests and responses share: what a caller may pass is more than its values, so that what was read can be sent back. */
export function isSharedOpenEnum(
  scope: Pick<Scope, "direction" | "isSent">,
  schema: JsonObject,
): boolean {
  const named = list(schema["enum"]).filter((value) => value !== null);
  const isText = named.some((value) => typeof value === "string" || typeof value === "number");
  return scope.isSent && scope.direction === "response" && isText && isOpen(scope, schema, named);
}

function isOpen(
  { direction }: Pick<Scope, "direction">,
  schema: JsonObject,
  named: readonly Json[],
): boolean {
  const unknown = schema["x-speakeasy-unknown-values"];
  return (
    unknown === "allow" || (unknown !== "disallow" && direction === "response" && named.length > 1)
  );
}

/** All values as they were meant; without those of which that is not plain. */
function enumFix(values: readonly Json[], types: readonly string[]): Fix {
  const meant = values.map((value) => (isOf(types, value) ? value : meantValue(value, types)));
  const kept = meant.filter((value) => value !== undefined);
  const isPlain = kept.length === meant.length;
  return {
    remove: ["enum"],
    update: { enum: kept },
    ...(isPlain ? {} : { template: true }),
  };
}

function isOf(types: readonly string[], value: Json): boolean {
  return types.length === 0 || value === null || allowsValue(types, value);
}

/** YAML reads `enum: [1, yes]` of a string as a number and a boolean: the declared type says what was meant. */
function reportMismatch(
  scope: Scope,
  values: readonly Json[],
  types: readonly string[],
  pointer: Pointer,
): void {
  const mismatching = values.filter((value) => !isOf(types, value));
  const [first] = mismatching;
  if (first === undefined) return;
  const meant = meantValue(first, types);
  const shown = JSON.stringify(first);
  const which =
    mismatching.length === 1
      ? `The enum value ${shown} is`
      : `${mismatching.length} values of the enum, such as ${shown}, are`;
  const taken =
    meant === undefined
      ? "the document's spelling stays"
      : `${JSON.stringify(meant)} is taken instead`;
  scope.report({
    rule: "enum-type-mismatch",
    severity: "warning",
    pointer,
    message: `${which} not of the type ${types.join(" or ")}; ${taken}.`,
    hint: "Quote the value, or correct `type`.",
    fix: enumFix(values, types),
  });
}
