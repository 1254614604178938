/** Values of the runtime, made in short. */
import type { Json, RuntimeArgument, RuntimeReference } from "../contract/index.js";

export type { RuntimeArgument, RuntimeReference } from "../contract/index.js";

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
