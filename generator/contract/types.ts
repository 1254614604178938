/** What `types` hands on: TypeScript as text. Two TypeScripts live in this process, so never nodes. */
import type { Conversion } from "./conversion.js";
import type { Pointer } from "./document.js";
import type { ValueSchema } from "./value-schema.js";

/** A type as text, with the declarations that it names: `Array<Pet> | null` names `Pet`. */
export interface TypeExpression {
  readonly text: string;
  /** Names of `TypeDeclaration`s that `text` uses, sorted, without repeats. */
  readonly references: readonly string[];
  /** The same as data; of what a response brings, and only where validation is asked for. */
  readonly schema?: ValueSchema;
  /** What stands in a value that JSON cannot say; absent where there is none of it. */
  readonly conversion?: Conversion;
}

export interface TypeDeclaration extends TypeExpression {
  readonly name: string;
  readonly pointer: Pointer;
  /** An interface can be extended by a flat request; an alias may be a union. */
  readonly kind: "interface" | "alias";
  /** The whole exported declaration with its doc comment, laid out by the TypeScript printer. */
  readonly text: string;
}

export interface Types {
  /** In document order, inline ones directly after their operation's components. */
  readonly declarations: readonly TypeDeclaration[];
  /** By schema pointer: the expression to write where that schema is used (a name, for a declared one). */
  readonly expressions: Readonly<Record<Pointer, TypeExpression>>;
  /** What is converted in the payload of a webhook, whichever it is: they share an endpoint, so it has to be found out. */
  readonly webhookConversion: Conversion | null;
}
