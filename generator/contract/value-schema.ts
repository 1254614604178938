/** What a type admits, as data: what a validator is made of. Made only where the configuration asks for validation. */
import type { Json } from "./document.js";

export type ValueSchema =
  | { readonly kind: "string" | "number" | "boolean" | "null" | "unknown" | "never" }
  /** What the options make of a date-time and a 64-bit integer. */
  | { readonly kind: "date" | "bigint" }
  /** No JSON, such as bytes: nothing is compared. */
  | { readonly kind: "any" }
  | { readonly kind: "literal"; readonly value: Json }
  | { readonly kind: "literals"; readonly values: readonly Json[] }
  /** A `TypeDeclaration`. `lazy`: its schema stands further down. */
  | { readonly kind: "reference"; readonly name: string; readonly lazy: boolean }
  | { readonly kind: "array"; readonly items: ValueSchema }
  | TupleSchema
  | ObjectSchema
  | { readonly kind: "nullable"; readonly value: ValueSchema }
  | { readonly kind: "union"; readonly members: readonly ValueSchema[] }
  | TaggedSchema
  | { readonly kind: "intersection"; readonly members: readonly ValueSchema[] };

export interface TupleSchema {
  readonly kind: "tuple";
  readonly items: readonly ValueSchema[];
  /** How many of them must be there. */
  readonly required: number;
  /** Not all of them must. */
  readonly partial: boolean;
  /** Of what follows; `null` where nothing may. */
  readonly rest: ValueSchema | null;
}

export interface ObjectSchema {
  readonly kind: "object";
  readonly properties: readonly {
    readonly name: string;
    readonly required: boolean;
    readonly value: ValueSchema;
  }[];
  /** Of every key that is not a property; `null` where nothing is said of it. */
  readonly rest: ValueSchema | null;
}

/** Objects that the value of one property tells apart. */
export interface TaggedSchema {
  readonly kind: "tagged";
  readonly property: string;
  readonly members: readonly { readonly tag: string; readonly value: ValueSchema }[];
}
