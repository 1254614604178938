/** What the text of an element or attribute means. */
import type { Json, ResolvedConfig, XmlScalar } from "../../contract/index.js";
import { conversionKind } from "../../lib/conversion.js";
import { list } from "../../lib/read.js";
import type { Part } from "./parts.js";

/** `null` where the value is no scalar, or may be anything. */
export function scalarOf(
  options: ResolvedConfig["types"],
  parts: readonly Part[],
  types: readonly string[],
): XmlScalar | null {
  const values = parts.flatMap(({ schema }) =>
    schema["const"] === undefined ? list(schema["enum"]) : [schema["const"]],
  );
  const kinds = types.length > 0 ? types : values.map(typeOfValue);
  const scalars = kinds.flatMap((type): XmlScalar[] => {
    const converted = parts
      .map(({ schema }) => conversionKind(options, schema, type))
      .find((kind) => kind !== null);
    if (converted !== undefined) return [converted];
    if (type === "integer") return ["number"];
    return type === "string" || type === "number" || type === "boolean" ? [type] : [];
  });
  return scalars.length === 0 ? null : eitherScalar(scalars);
}

/** A text that may be a text is one, even where it looks like a number. */
export function eitherScalar(scalars: readonly XmlScalar[]): XmlScalar {
  const [only = "string", ...others] = [...new Set(scalars)];
  if (others.length === 0) return only;
  const isScalar = scalars.every((each) => each !== "string" && each !== "dateTime");
  return isScalar ? "scalar" : "string";
}

function typeOfValue(value: Json): string {
  return value === null ? "null" : typeof value;
}
