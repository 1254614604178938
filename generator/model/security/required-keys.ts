/** API keys that an operation lists among its required parameters are needed together, though its `security` calls them alternatives. */
import type { Json, JsonObject, OperationSite } from "../../contract/index.js";
import { child, follow } from "../../lib/pointer.js";
import { flag, text } from "../../lib/read.js";
import type { ModelContext } from "../context.js";
import { describedParameters, isSameName } from "../parameter/shape.js";

type Alternatives = readonly (readonly string[])[];

/** Alternatives of nothing but such keys become one, where the first of them stands. */
export function withRequiredKeys(
  context: ModelContext,
  site: OperationSite,
  alternatives: Alternatives,
  declared: ReadonlyMap<string, Json>,
): Alternatives {
  if (alternatives.length < 2) return alternatives;
  const parameters = requiredParameters(context, site);
  const isRequired = (id: string): boolean => {
    const scheme = follow(context.document, declared.get(id), schemePointer(id))?.value;
    return scheme !== undefined && parameters.some((parameter) => isKey(parameter, scheme));
  };
  const together = alternatives.filter((ids) => ids.length > 0 && ids.every(isRequired));
  const [first] = together;
  return alternatives.flatMap((ids) => {
    if (!together.includes(ids)) return [ids];
    return ids === first ? [[...new Set(together.flat())]] : [];
  });
}

function requiredParameters(context: ModelContext, site: OperationSite): readonly JsonObject[] {
  return describedParameters(context.document, site).flatMap(({ placed }) =>
    placed !== undefined && flag(placed.value["required"]) ? [placed.value] : [],
  );
}

function schemePointer(id: string): string {
  return child("/components/securitySchemes", id);
}

function isKey(parameter: JsonObject, scheme: JsonObject): boolean {
  const name = text(parameter["name"]);
  return (
    scheme["type"] === "apiKey" &&
    scheme["in"] === parameter["in"] &&
    name !== null &&
    isSameName(String(scheme["in"]), text(scheme["name"]), name)
  );
}
