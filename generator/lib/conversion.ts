/** Which formats the options give a type of their own, and what that means for a value. */
import type { Conversion, Conversions, JsonObject, ResolvedConfig } from "../contract/index.js";

/** `null` for what stays what JSON has. `type`: of the type or types that the schema names, the one in question. */
export function conversionKind(
  { dates, int64 }: ResolvedConfig["types"],
  { format }: JsonObject,
  type: string,
): "dateTime" | "int64" | null {
  if (type === "string") return dates === "Date" && format === "date-time" ? "dateTime" : null;
  const isNumber = type === "number" || type === "integer";
  return isNumber && int64 === "bigint" && (format === "int64" || format === "uint64")
    ? "int64"
    : null;
}

/** What is converted directly at a property or an item (a number) of a value. */
export function conversionAt(
  conversion: Conversion,
  step: string | number,
  named: Conversions,
): Conversion | null {
  switch (conversion.kind) {
    case "dateTime":
    case "int64":
      return null;
    case "named": {
      const found = named.get(conversion.name);
      return found === undefined ? null : conversionAt(found, step, named);
    }
    case "list":
      return typeof step === "number" ? (conversion.first[step] ?? conversion.items) : null;
    case "object": {
      const own = conversion.properties.find(([name]) => name === step);
      return own === undefined ? conversion.rest : own[1];
    }
    case "all": {
      const members = conversion.members.flatMap((each) => conversionAt(each, step, named) ?? []);
      return allOf(members);
    }
    case "when":
      return conversionAt(conversion.conversion, step, named);
  }
}

/** `null` for none; one stands for itself. */
export function allOf(members: readonly Conversion[]): Conversion | null {
  const distinct = [...new Map(members.map((each) => [JSON.stringify(each), each])).values()];
  const [first] = distinct;
  return distinct.length > 1 ? { kind: "all", members: distinct } : (first ?? null);
}

/** True where something of this kind stands in a value, however deep. */
export function holds(
  conversion: Conversion,
  kind: "dateTime" | "int64",
  named: Conversions,
  seen: Set<string> = new Set(),
): boolean {
  const within = (each: Conversion | null) => each !== null && holds(each, kind, named, seen);
  switch (conversion.kind) {
    case "dateTime":
    case "int64":
      return conversion.kind === kind;
    case "named": {
      if (seen.has(conversion.name)) return false;
      seen.add(conversion.name);
      return within(named.get(conversion.name) ?? null);
    }
    case "list":
      return [...conversion.first, conversion.items].some(within);
    case "object":
      return [...conversion.properties.map(([, each]) => each), conversion.rest].some(within);
    case "all":
      return conversion.members.some(within);
    case "when":
      return within(conversion.conversion);
  }
}

/** The kind of a value that is converted as a whole; `null` for any other. */
export function leafKind(
  conversion: Conversion | undefined,
  named: Conversions,
): "dateTime" | "int64" | null {
  let found = conversion;
  for (let hops = 0; found?.kind === "named" && hops < 32; hops++) found = named.get(found.name);
  return found?.kind === "dateTime" || found?.kind === "int64" ? found.kind : null;
}

/** What is converted in each property of an object, wherever its parts say so. */
export function propertiesOf(
  conversion: Conversion,
  named: Conversions,
): readonly (readonly [string, Conversion])[] {
  switch (conversion.kind) {
    case "object":
      return conversion.properties.flatMap(([name, each]) =>
        each === null ? [] : [[name, each] as const],
      );
    case "all":
      return conversion.members.flatMap((member) => propertiesOf(member, named));
    case "when":
      return propertiesOf(conversion.conversion, named);
    case "named": {
      const found = named.get(conversion.name);
      return found === undefined ? [] : propertiesOf(found, named);
    }
    default:
      return [];
  }
}

/** True where the value that is converted is an object, and not one of several things. */
export function isObjectConversion(conversion: Conversion, named: Conversions): boolean {
  let found: Conversion | undefined = conversion;
  for (let hops = 0; found?.kind === "named" && hops < 32; hops++) found = named.get(found.name);
  return found?.kind === "object";
}
