import type { Operation, ResponseHeader } from "../contract/index.js";
import { leafKind } from "../lib/conversion.js";
import { conversionValue, type ConversionScope } from "./conversions.js";
import type { OperationScope } from "./operation-view.js";
import { object, reference } from "./runtime-reference.js";
import type { HeadersView } from "./operation-contexts.js";

/** The documented headers of all successes, each once; `null` without any. `taken` are names of types. */
export function headersView(
  { successes, names }: Operation,
  { taken, conversions }: Pick<OperationScope, "taken" | "conversions">,
): HeadersView | null {
  const all = new Map<string, ResponseHeader>();
  const properties = new Set<string>();
  for (const header of successes.flatMap(({ headers }) => headers)) {
    const key = header.name.toLowerCase();
    if (all.has(key)) continue;
    let { property } = header;
    for (let count = 2; properties.has(property); count++) property = `${header.property}${count}`;
    properties.add(property);
    all.set(key, { ...header, property });
  }
  if (all.size === 0) return null;
  const wanted = `${names.requestType.replace(/Request$/, "")}Headers`;
  let typeName = wanted;
  for (let count = 2; taken.has(typeName); count++) typeName = `${wanted}${count}`;
  taken.add(typeName);
  const members = [...all.values()];
  return { typeName, members, conversion: conversionOf(members, conversions) };
}

/** `null` where all headers are read as what they are at once. */
function conversionOf(
  headers: readonly ResponseHeader[],
  scope: ConversionScope,
): HeadersView["conversion"] {
  const properties = headers.flatMap(({ property, type: { conversion } }) => {
    if (conversion === undefined) return [];
    const kind = leafKind(conversion, scope.named);
    const value = kind === null ? conversionValue(conversion, scope) : reference(`${kind}OfHeader`);
    return [[property, value] as const];
  });
  if (properties.length === 0) return null;
  return object({ properties: object(Object.fromEntries(properties)) });
}
