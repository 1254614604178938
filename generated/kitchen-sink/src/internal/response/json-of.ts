import type { ResponseSpec } from "../../core/operation.js";
import { readJson } from "./json.js";

/**
 * JSON of the kind that the document promises, otherwise as it arrived. What is refused is another kind of value, which no code for
 * the promised one could use, and an object with none of the properties that all such objects have: a failure, or the answer of
 * somebody else. An object that has some of them passes.
 * @param kinds one or more of `object`, `array`, `string`, `number`, `boolean`, `null`, with ` | ` between them
 * @param required names of properties; an empty list asks for none
 * @example
 * ```ts
 * jsonOf("object", ["id", "results"]); // {"id":1} passes; null, [], {} and {"error":"no such model"} do not
 * ```
 */
export function jsonOf(
  kinds: string,
  required: readonly string[] = [],
  accept = "application/json",
): ResponseSpec<never> {
  return {
    accept,
    parse: (response, context) =>
      readJson(response, context, (value) => {
        const kind = kindOf(value);
        if (!kinds.includes(kind)) return `it is ${kind}, not ${kinds}`;
        return kind === "object" && required.length > 0 && !hasAny(value, required)
          ? `it has none of the properties ${required.join(", ")}`
          : undefined;
      }),
  };
}

/** As JSON calls it. */
function kindOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

function hasAny(value: unknown, names: readonly string[]): boolean {
  return value instanceof Object && names.some((name) => Object.hasOwn(value, name));
}
