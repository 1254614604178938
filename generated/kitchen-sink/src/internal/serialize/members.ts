/** What a parameter's value consists of, before any style is applied. */
import { entriesIn } from "../own.js";

/** `one`: a single entry without a key; `list`: entries without keys; `map`: entries with keys. Undefined and null members are left out. */
export interface Members {
  readonly kind: "one" | "list" | "map";
  readonly entries: readonly (readonly [key: string, text: string])[];
}

/** RFC 6570 section 2.3: null is undefined, and so is a list or map without members. `undefined`: there is nothing to send. */
export function members(value: unknown): Members | undefined {
  const plain = unwrap(value);
  if (plain === undefined || plain === null) return undefined;
  const kind = kindOf(plain);
  if (kind === "one") return { kind, entries: [["", text(plain)]] };
  const entries: [string, string][] = [];
  for (const [key, member] of entriesOf(plain)) {
    const item = unwrap(member);
    if (item !== undefined && item !== null) entries.push([kind === "map" ? key : "", text(item)]);
  }
  return entries.length === 0 ? undefined : { kind, entries };
}

/** One value as text. What stands deeper than a style reaches is JSON: no style defines it, and `[object Object]` helps nobody. */
export function text(value: unknown): string {
  const plain = unwrap(value);
  if (hasNoForm(plain)) throw new TypeError("a function, a symbol or a promise is no value");
  return typeof plain === "object" ? JSON.stringify(plain) : String(plain);
}

/** What JSON and text make of it is not what was meant: the source of a function, `{}` for a promise. */
export function hasNoForm(value: unknown): boolean {
  return /function|symbol/.test(typeof value) || typeof entriesIn(value)["then"] === "function";
}

/** Values with a JSON form of their own (dates, URLs, decimals) stand for that. */
export function unwrap(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString(); // throws on an invalid date, which `toJSON` would turn into null
  return hasToJson(value) ? value.toJSON() : value;
}

export function kindOf(value: unknown): Members["kind"] {
  if (Array.isArray(value) || value instanceof Set) return "list";
  return typeof value === "object" && value !== null ? "map" : "one";
}

/** The items of a list or a set; `undefined` for anything else. */
export function listOf(value: unknown): readonly unknown[] | undefined {
  return Array.isArray(value) || value instanceof Set ? Array.from<unknown>(value) : undefined;
}

/** Of a list: by index; of a map: by key. */
export function entriesOf(value: unknown): [string, unknown][] {
  return Object.entries(listOf(value) ?? entriesIn(value));
}

function hasToJson(value: unknown): value is { toJSON(): unknown } {
  return (
    typeof value === "object" &&
    value !== null &&
    "toJSON" in value &&
    typeof value.toJSON === "function"
  );
}
