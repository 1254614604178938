/** Keywords that restrict values in ways that a TypeScript type cannot: told, so that nobody relies on the compiler for them. */
import type { JsonObject, Pointer } from "../contract/index.js";
import { child, isObject } from "../lib/pointer.js";
import { membersOf, restKeyword, saysType } from "../lib/schema-shape.js";
import type { Scope } from "./scope.js";

const KEYWORDS = [
  "not",
  "if",
  "then",
  "else",
  "contains",
  "propertyNames",
  "dependentRequired",
  "dependentSchemas",
  "dependencies",
  "unevaluatedItems",
  "contentSchema",
  "$dynamicRef",
  "$recursiveRef",
] as const;

const RESTRICTING: ReadonlySet<string> = new Set(KEYWORDS);

export function reportUnsupported(scope: Scope, schema: JsonObject, pointer: Pointer): void {
  const found = Object.keys(schema).some((key) => RESTRICTING.has(key)) ? KEYWORDS : [];
  for (const keyword of found) {
    if (schema[keyword] !== undefined) reportKeyword(scope, pointer, keyword);
  }
  const isTyped = restKeyword(schema) === "unevaluatedProperties" || isComposed(schema);
  if (isObject(schema["unevaluatedProperties"]) && !isTyped)
    reportKeyword(scope, pointer, "unevaluatedProperties");
  for (const keyword of ["oneOf", "anyOf"] as const) {
    const isCondition = membersOf(schema, keyword).some(
      (member) => isObject(member) && !saysType(member),
    );
    if (isCondition) reportKeyword(scope, pointer, keyword, " of conditions");
  }
}

/** Of plain objects, beside which an index signature says it. */
function isComposed(schema: JsonObject): boolean {
  return ["oneOf", "anyOf", "$ref"].every((keyword) => schema[keyword] === undefined);
}

function reportKeyword(scope: Scope, pointer: Pointer, keyword: string, which = ""): void {
  scope.report({
    rule: "keyword-not-in-type",
    severity: "info",
    pointer,
    message: `\`${keyword}\`${which} restricts values in a way that a TypeScript type cannot say; the type admits more than the schema.`,
    hint: "Nothing to do, unless the compiler should refuse such values: then describe the alternatives by `oneOf` with their properties.",
    fix: { at: child(pointer, keyword), remove: true, template: true },
  });
}
