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
  | { readonly kind: "list"; readonly items: readonly RuntimeArgument[] }
  /** `() => value` */
  | { readonly kind: "late"; readonly value: RuntimeArgument }
  | {
      readonly kind: "object";
      readonly entries: readonly { readonly key: string; readonly value: RuntimeArgument }[];
    };

/** `name`, or with arguments `name(...)`. */
export function reference(
  name: string,
  args: readonly RuntimeArgument[] | null = null,
): RuntimeReference {
  return { kind: "reference", name, arguments: args };
}

export function literal(value: Json): RuntimeArgument {
  return { kind: "literal", value };
}

export function list(items: readonly RuntimeArgument[]): RuntimeArgument {
  return { kind: "list", items };
}

export function object(entries: Readonly<Record<string, RuntimeArgument | null>>): RuntimeArgument {
  const given = Object.entries(entries).flatMap(([key, value]) =>
    value === null ? [] : [{ key, value }],
  );
  return { kind: "object", entries: given };
}
