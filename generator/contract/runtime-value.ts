/** Values of the runtime that emitted code names. */
import type { Json } from "./document.js";

/** A value of the runtime with its arguments: `jsonBody("flat")`; without a call (`arguments: null`), `jsonResponse`. */
export interface RuntimeReference {
  readonly kind: "reference";
  readonly name: string;
  readonly arguments: readonly RuntimeArgument[] | null;
}

export type RuntimeArgument =
  | RuntimeReference
  | { readonly kind: "literal"; readonly value: Json }
  | { readonly kind: "list"; readonly items: readonly RuntimeArgument[] }
  /** `() => value` */
  | { readonly kind: "late"; readonly value: RuntimeArgument }
  | {
      readonly kind: "object";
      readonly entries: readonly { readonly key: string; readonly value: RuntimeArgument }[];
    };
