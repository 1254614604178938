import type { ParameterSerializer } from "../../core/operation.js";
import { entriesIn, own } from "../own.js";

/** Headers of a part that callers give in `partHeaders`, by their names on the wire; `known` are those that the document itself says. */
export function partHeaders(
  open: Readonly<
    Record<string, { readonly property: string; readonly serialize?: ParameterSerializer }>
  >,
  known: Readonly<Record<string, string>> = {},
): (given: unknown) => Readonly<Record<string, string>> {
  return (given) => {
    const headers = { ...known };
    for (const [name, { property, serialize }] of Object.entries(open)) {
      const value = own(entriesIn(given), property);
      if (value !== undefined) headers[name] = serialize ? serialize(name, value) : String(value);
    }
    return headers;
  };
}
