import type { Operation, ResponseHeader } from "../contract/index.js";
import type { HeadersView } from "./operation-contexts.js";

/** The documented headers of all successes, each once; `null` without any. `taken` are names of types. */
export function headersView(
  { successes, names }: Operation,
  taken: Set<string>,
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
  return { typeName, members: [...all.values()] };
}
