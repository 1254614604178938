/** Strings, numbers and booleans. */
import type { JsonObject } from "../contract/index.js";
import { conversionKind } from "../lib/conversion.js";
import { typesOf } from "../lib/schema-shape.js";
import { BIGINT, DATE, unionOf, type Lowered } from "./lowered.js";
import type { Scope } from "./scope.js";

/** What JSON has, or what an option makes of its format. */
export function scalar(
  { settings }: Scope,
  schema: JsonObject,
  type: "string" | "number",
): Lowered {
  const kind = conversionKind(settings, schema, type);
  if (kind === null) return { type };
  return kind === "dateTime" ? DATE : BIGINT;
}

/** Of a schema that names types, all scalar; else `null`. */
export function scalarTypes(scope: Scope, schema: JsonObject): Lowered | null {
  const types = typesOf(schema).filter((type) => type !== "null");
  const scalars = types.filter((type) => ["string", "number", "integer", "boolean"].includes(type));
  if (types.length === 0 || scalars.length < types.length) return null;
  return unionOf(
    scalars.map((type): Lowered => {
      if (type === "boolean") return { type };
      return scalar(scope, schema, type === "string" ? "string" : "number");
    }),
  );
}
