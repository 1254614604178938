/** Strings, numbers and booleans. */
import type { JsonObject, Type } from "../contract/index.js";
import { conversionKind } from "../lib/conversion.js";
import { typesOf } from "../lib/schema-shape.js";
import { BIGINT, DATE, unionOf } from "../lib/type.js";
import type { Scope } from "./scope.js";

/** What JSON has, or what an option makes of its format. */
export function scalar({ settings }: Scope, schema: JsonObject, type: "string" | "number"): Type {
  const kind = conversionKind(settings, schema, type);
  if (kind === null) return { kind: type };
  return kind === "dateTime" ? DATE : BIGINT;
}

/** Of a schema that names types, all scalar; else `null`. */
export function scalarTypes(scope: Scope, schema: JsonObject): Type | null {
  const types = typesOf(schema).filter((type) => type !== "null");
  const scalars = types.filter((type) => ["string", "number", "integer", "boolean"].includes(type));
  if (types.length === 0 || scalars.length < types.length) return null;
  return unionOf(
    scalars.map((type): Type => {
      if (type === "boolean") return { kind: type };
      return scalar(scope, schema, type === "string" ? "string" : "number");
    }),
  );
}
