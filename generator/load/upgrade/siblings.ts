/** What stands beside a `$ref`, where the specification says that it does not count (2.0 and 3.0). */
import type { Place } from "../references/origins.js";
import type { Node } from "../value.js";
import { isAnnotation } from "./annotations.js";
import type { ReportAt } from "./report-at.js";

/** Written beside a reference by habit: they repeat what stands at its end, and nobody misses them. */
const repeating = new Set(["type", "format", "xml", "originalRef"]);

/**
 * Takes away what would restrict the schema in 3.1 but did not in the document's own version. What only describes
 * stays, and so does `nullable`: everyone who writes it means it.
 * @see https://spec.openapis.org/oas/v3.0.4#reference-object
 */
export function dropSiblings(schema: Node, place: Place, reportAt: ReportAt): void {
  const dropped = Object.keys(schema).filter(
    (key) => key !== "$ref" && key !== "nullable" && !isAnnotation(key),
  );
  if (dropped.length === 0) return;
  for (const key of dropped) delete schema[key];
  const restricting = dropped.filter((key) => !repeating.has(key));
  if (restricting.length === 0) return;
  const ref = schema["$ref"] as string;
  reportAt(place, {
    rule: "ref-siblings-ignored",
    severity: "warning",
    message: `${restricting.map((key) => `\`${key}\``).join(", ")} beside \`$ref\` does not count before OpenAPI 3.1 and is left out.`,
    hint: "Put the reference and the rest into an `allOf`, or declare OpenAPI 3.1.",
    fix: { remove: ["$ref"], update: { allOf: [{ $ref: ref }] }, template: true },
  });
}
