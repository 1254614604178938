/** Conversions as values of the runtime: one constant for each declaration that has something to convert. */
import type { Conversion, Conversions, SdkModel } from "../contract/index.js";
import { holds } from "../lib/conversion.js";
import type { ConverterView } from "./contexts.js";
import {
  literal,
  list,
  object,
  reference,
  type RuntimeArgument,
  type RuntimeReference,
} from "./runtime-reference.js";

export interface ConversionScope {
  readonly named: Conversions;
  /** By the name of a declaration. */
  readonly constants: ReadonlyMap<string, string>;
}

/** `taken`: names that a file may import beside the constants. */
export function conversionScope(
  { types }: Pick<SdkModel, "types">,
  taken: ReadonlySet<string>,
): ConversionScope {
  const named = new Map(
    types.flatMap(({ name, conversion }) => (conversion === undefined ? [] : [[name, conversion]])),
  );
  const given = new Set(taken);
  const constants = new Map<string, string>();
  for (const name of named.keys()) {
    const wanted = `conversionOf${name}`;
    let constant = wanted;
    for (let count = 2; given.has(constant); count++) constant = `${wanted}${count}`;
    given.add(constant);
    constants.set(name, constant);
  }
  return { named, constants };
}

/** What reads a response; `spec` where its type is just what JSON says. */
export function convertedResponse(
  spec: RuntimeReference,
  conversion: Conversion | undefined,
  scope: ConversionScope,
): RuntimeReference {
  if (conversion === undefined) return spec;
  const name = holds(conversion, "int64", scope.named) ? "exactResponse" : "convertedResponse";
  return reference(name, [spec, conversionValue(conversion, scope)]);
}

/** What converts an error's data. */
export function errorConverter(
  conversion: Conversion | undefined,
  scope: ConversionScope,
): ConverterView | null {
  if (conversion === undefined) return null;
  const name = holds(conversion, "int64", scope.named) ? "exactError" : "convertedError";
  return { name, value: conversionValue(conversion, scope) };
}

/** What reads JSON that no response brings. */
export function jsonReader(
  conversion: Conversion | null,
  scope: ConversionScope,
): ConverterView | null {
  if (conversion === null) return null;
  const name = holds(conversion, "int64", scope.named) ? "readExactly" : "readJson";
  return { name, value: conversionValue(conversion, scope) };
}

/** A constant that the value refers to, as it stands in another file. */
function constantIn(name: string, { constants }: ConversionScope): RuntimeArgument {
  return reference(constants.get(name) ?? "");
}

/** Constants refer to each other before they are there, in circles too. */
export function lateConstantIn(name: string, scope: ConversionScope): RuntimeArgument {
  return object({ of: { kind: "late", value: constantIn(name, scope) } });
}

export function conversionValue(
  conversion: Conversion,
  scope: ConversionScope,
  named: typeof constantIn = constantIn,
): RuntimeArgument {
  const valueOf = (each: Conversion | null) =>
    each === null ? literal(null) : conversionValue(each, scope, named);
  const orLeftOut = (each: Conversion | null) => (each === null ? null : valueOf(each));
  switch (conversion.kind) {
    case "dateTime":
    case "int64":
      return reference(LEAVES[conversion.kind]);
    case "named":
      return named(conversion.name, scope);
    case "list": {
      const first = conversion.first.length === 0 ? null : list(conversion.first.map(valueOf));
      return object({ first, items: orLeftOut(conversion.items) });
    }
    case "object": {
      const { properties, rest } = conversion;
      const entries = properties.map(([name, each]) => ({ key: name, value: valueOf(each) }));
      const known: RuntimeArgument = { kind: "object", entries };
      return object({ properties: entries.length === 0 ? null : known, rest: orLeftOut(rest) });
    }
    case "all":
      return list(conversion.members.map(valueOf));
    case "when":
      return conditional(conversion, conversionValue(conversion.conversion, scope, named));
  }
}

const LEAVES = { dateTime: "asDateTime", int64: "asInt64" } as const;

/** The condition stands beside the parts, or beside a constant that has them. */
function conditional(
  { has, is }: Extract<Conversion, { readonly kind: "when" }>,
  parts: RuntimeArgument,
): RuntimeArgument {
  const tags: RuntimeArgument = {
    kind: "object",
    entries: is.map(([key, values]) => ({ key, value: literal(values) })),
  };
  // A condition of its own needs a place of its own.
  const canJoin =
    parts.kind === "object" && !parts.entries.some(({ key }) => key === "has" || key === "is");
  const entries = canJoin ? parts.entries : [];
  const of = canJoin ? null : ({ kind: "late", value: parts } as const);
  const condition = object({
    has: has.length === 0 ? null : literal(has),
    is: is.length === 0 ? null : tags,
    of,
  });
  return condition.kind === "object"
    ? { kind: "object", entries: [...condition.entries, ...entries] }
    : condition;
}
