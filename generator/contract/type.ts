/** TypeScript types as data. A type stays that until it is printed (`lib/print-type.ts`), which is once; nothing reads it from text. */
import type { Json, Pointer } from "./document.js";

export type Type =
  | { readonly kind: Keyword }
  /** One value: a text, a number, a list or an object that has just these parts. */
  | { readonly kind: "literal"; readonly value: Json }
  /** `string & {}`: any string, without swallowing the literals beside it. */
  | { readonly kind: "open"; readonly of: "string" | "number" }
  | NamedType
  | { readonly kind: "array"; readonly items: Type }
  | TupleType
  | ObjectType
  /** `A | B`: at least two members; `unionOf` makes it. */
  | { readonly kind: "union"; readonly members: readonly Type[] }
  /** `A & B`: at least two members; `intersectionOf` makes it. */
  | { readonly kind: "intersection"; readonly members: readonly Type[] }
  /** `T["key"]`; `null` is `T[number]`. */
  | { readonly kind: "member"; readonly of: Type; readonly key: string | null };

export type Keyword =
  "string" | "number" | "boolean" | "bigint" | "null" | "undefined" | "void" | "unknown" | "never";

/**
 * `Pet`, `Stream<Pet>`. `name`: declared in the package, by the document or the runtime, and imported where it is used. `global`: of
 * the language or the platform, such as `Date`, `Blob` and `Iterable<Pet>`.
 */
export interface NamedType {
  readonly kind: "name" | "global";
  readonly name: string;
  readonly arguments: readonly Type[];
}

export interface TupleType {
  readonly kind: "tuple";
  readonly items: readonly Type[];
  /** How many of them must be there. */
  readonly required: number;
  /** Of what follows; `null` where nothing may. */
  readonly rest: Type | null;
}

export interface ObjectType {
  readonly kind: "object";
  readonly properties: readonly Property[];
  /** Of every key that is not a property; `null` where there is no index signature. */
  readonly rest: Type | null;
}

export interface Property {
  readonly name: string;
  readonly type: Type;
  readonly required: boolean;
  /** Markdown, safe inside a doc comment; `null` without any. */
  readonly doc: string | null;
  /** Where its schema stands; `null` where no schema describes it. */
  readonly pointer: Pointer | null;
  /** What its schema asks of values beyond their type; `null` where that is nothing. */
  readonly constraints: Constraints | null;
}

/** Keywords of JSON Schema that restrict values in ways that no type says: `{ minLength: 1, format: "uuid" }`. */
export type Constraints = Readonly<Record<string, Json>>;
