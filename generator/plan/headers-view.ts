import type { Operation, ResponseHeader } from "../contract/index.js";
import { holds, leafKind } from "../lib/conversion.js";
import { conversionValue, type ConversionScope } from "./conversions.js";
import type { OperationScope } from "./scope.js";
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
  const headers = [...all.values()];
  // JSON with 64-bit integers in it is read by the conversion, from the text.
  const members = headers.map((header) =>
    isExact(header, conversions) ? { ...header, kind: "string" as const } : header,
  );
  return { typeName, members, conversion: conversionOf(headers, conversions) };
}

function isExact({ kind, type: { conversion } }: ResponseHeader, scope: ConversionScope): boolean {
  return kind === "json" && conversion !== undefined && holds(conversion, "int64", scope.named);
}

/** `null` where all headers are read as what they are at once. */
function conversionOf(
  headers: readonly ResponseHeader[],
  scope: ConversionScope,
): HeadersView["conversion"] {
  const properties = headers.flatMap((header) => {
    const { property, type } = header;
    if (type.conversion === undefined) return [];
    const value = conversionValue(type.conversion, scope);
    if (isExact(header, scope)) return [[property, reference("exactlyOfHeader", [value])] as const];
    const kind = leafKind(type.conversion, scope.named);
    return [[property, kind === null ? value : reference(`${kind}OfHeader`)] as const];
  });
  if (properties.length === 0) return null;
  return object({ properties: object(Object.fromEntries(properties)) });
}
