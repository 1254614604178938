/** API keys that an operation lists among its required parameters are needed together, though its `security` calls them alternatives. */
import type { Json, JsonObject } from "../contract/index.js";
import type { OperationSite } from "../lib/operations.js";
import { child, follow } from "../lib/pointer.js";
import { flag, list, text } from "../lib/read.js";
import type { ModelContext } from "./context.js";

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
  const holders = [
    { value: site.pathItem["parameters"], pointer: child(site.pathItemPointer, "parameters") },
    { value: site.operation["parameters"], pointer: child(site.canonical, "parameters") },
  ];
  return holders
    .flatMap(({ value, pointer }) =>
      list(value).map((member, index) => follow(context.document, member, child(pointer, index))),
    )
    .flatMap((placed) =>
      placed !== undefined && flag(placed.value["required"]) ? [placed.value] : [],
    );
}

function schemePointer(id: string): string {
  return child("/components/securitySchemes", id);
}

function isKey(parameter: JsonObject, scheme: JsonObject): boolean {
  const [name, key] = [text(parameter["name"]), text(scheme["name"])];
  if (scheme["type"] !== "apiKey" || scheme["in"] !== parameter["in"] || name === null)
    return false;
  return scheme["in"] === "header" ? name.toLowerCase() === key?.toLowerCase() : name === key;
}
