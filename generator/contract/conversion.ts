/** Where a value has dates or 64-bit integers in it, for the options `types.dates` and `types.int64`. */
import type { Json } from "./document.js";

export type Conversion =
  /** A `Date`, a `bigint`. */
  | { readonly kind: "dateTime" }
  | { readonly kind: "int64" }
  /** That of a declaration. */
  | { readonly kind: "named"; readonly name: string }
  | {
      readonly kind: "list";
      /** Of the first items; `null` where there is nothing to convert. */
      readonly first: readonly (Conversion | null)[];
      readonly items: Conversion | null;
    }
  | {
      readonly kind: "object";
      /** `null`: `rest` does not apply to it. */
      readonly properties: readonly (readonly [string, Conversion | null])[];
      readonly rest: Conversion | null;
    }
  /** Each that has something to do does it. */
  | { readonly kind: "all"; readonly members: readonly Conversion[] }
  /** Only for an object with these properties, and with one of these values where it has such a property. */
  | {
      readonly kind: "when";
      readonly has: readonly string[];
      readonly is: readonly (readonly [string, readonly Json[]])[];
      readonly conversion: Conversion;
    };

/** By the name of the declaration. */
export type Conversions = ReadonlyMap<string, Conversion>;
