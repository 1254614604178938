/** Variable expansion by RFC 6570: a parameter's name and value, laid out as an operator says. */
import { encode as encodeStrictly } from "./encode.js";
import { type Members, members } from "./members.js";

/** A row of the table in RFC 6570, appendix A: how one operator lays out names and values. */
export interface Operator {
  readonly first: string;
  readonly separator: string;
  /** Values are preceded by the parameter's name. */
  readonly named: boolean;
  /** What follows a name whose value is empty. */
  readonly ifEmpty: "" | "=";
}

/** `{name}` */
export const SIMPLE: Operator = { first: "", separator: ",", named: false, ifEmpty: "" };
/** `{.name}` */
export const LABEL: Operator = { first: ".", separator: ".", named: false, ifEmpty: "" };
/** `{;name}` */
export const MATRIX: Operator = { first: ";", separator: ";", named: true, ifEmpty: "" };
/** `{?name}`, but for the `?`: a query has it once, before its first parameter. */
export const FORM: Operator = { first: "", separator: "&", named: true, ifEmpty: "=" };
/** The same in a cookie, whose pairs are parted by `; `. The RFC has no such operator. */
export const COOKIE: Operator = { first: "", separator: "; ", named: true, ifEmpty: "=" };

export interface Expansion extends Operator {
  /** Each member stands by itself: `a=1&a=2` instead of `a=1,2`. */
  readonly explode: boolean;
  readonly encode: (text: string) => string;
  /** Between members that are not exploded. Default `,`. */
  readonly delimiter?: string;
}

/** RFC 6570 section 3.2.1; `""` where there is nothing to send. */
export function expand(name: string, value: unknown, how: Expansion): string {
  const found = members(value);
  if (!found) return "";
  const pieces = how.explode ? exploded(name, found, how) : [joined(name, found, how)];
  return how.first + pieces.join(how.separator);
}

/** Those of a map stand under their keys, all others under the parameter's name. */
function exploded(name: string, { kind, entries }: Members, how: Expansion): string[] {
  const { encode } = how;
  return entries.map(([key, text]) =>
    kind === "map" ? pair(encode(key), encode(text), how) : withName(name, encode(text), how),
  );
}

/** All members as one value. In a map, each key stands before its value. */
function joined(name: string, { kind, entries }: Members, how: Expansion): string {
  const { encode, delimiter = "," } = how;
  const texts = entries.flatMap(([key, text]) => (kind === "map" ? [key, text] : [text]));
  return withName(name, texts.map(encode).join(delimiter), how);
}

/** The value, behind the parameter's name where the operator has that. */
function withName(name: string, value: string, how: Expansion): string {
  return how.named ? pair(encodeName(name, how), value, how) : value;
}

function pair(name: string, value: string, { named, ifEmpty }: Operator): string {
  return value === "" && named ? name + ifEmpty : `${name}=${value}`;
}

/** A name comes from the document, so nothing in it is a delimiter, whatever the values are allowed. */
function encodeName(name: string, how: Expansion): string {
  return how.encode === identity ? name : encodeStrictly(name);
}

/** Where percent-encoding is not done: headers, and the `cookie` style. */
export function identity(text: string): string {
  return text;
}
