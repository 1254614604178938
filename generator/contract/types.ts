/** What `types` hands on: every type that the package declares, and the one at each place where an operation uses a schema. */
import type { Conversion } from "./conversion.js";
import type { Pointer } from "./document.js";
import type { Constraints, Type } from "./type.js";

export interface TypeExpression {
  readonly type: Type;
  /** What stands in a value that JSON cannot say; absent where there is none of it. */
  readonly conversion?: Conversion;
}

export interface TypeDeclaration extends TypeExpression {
  readonly name: string;
  readonly pointer: Pointer;
  /** What it is declared for: a schema may have one declaration for each direction. */
  readonly direction: "request" | "response";
  /** An interface can be extended by a flat request; an alias may be a union. */
  readonly kind: "interface" | "alias";
  /** Interfaces that it extends. */
  readonly heritage: readonly string[];
  /** Markdown, safe inside a doc comment. */
  readonly doc: string | null;
  readonly constraints: Constraints | null;
}

export interface Types {
  /** In document order, inline ones directly after their operation's components. */
  readonly declarations: readonly TypeDeclaration[];
  /** By schema pointer: the type where that schema is used (a name, for a declared one). */
  readonly expressions: Readonly<Record<Pointer, TypeExpression>>;
  /** What is converted in the payload of a webhook, whichever it is: they share an endpoint, so it has to be found out. */
  readonly webhookConversion: Conversion | null;
}
