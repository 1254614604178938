import type { Json } from "../contract/index.js";

/** A value of the runtime with its arguments: `jsonBody("flat")`; without a call (`arguments: null`), `jsonResponse`. */
export interface RuntimeReference {
  readonly kind: "reference";
  readonly name: string;
  readonly arguments: readonly RuntimeArgument[] | null;
}

export type RuntimeArgument =
  | RuntimeReference
  | { readonly kind: "literal"; readonly value: Json }
  | {
      readonly kind: "object";
      readonly entries: readonly { readonly key: string; readonly value: RuntimeArgument }[];
    };
