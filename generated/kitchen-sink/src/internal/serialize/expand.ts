import { encode as encodeStrictly } from "./encode.js";
import { members } from "./members.js";

/** A row of the table in RFC 6570, appendix A: how one operator lays out names and values. */
export interface Operator {
  readonly first: string;
  readonly separator: string;
  /** Values are preceded by the parameter's name. */
  readonly named: boolean;
  /** What follows a name whose value is empty. */
  readonly ifEmpty: "" | "=";
}

export interface Expansion extends Operator {
  readonly explode: boolean;
  readonly encode: (text: string) => string;
  /** Between members that are not exploded. Default `,`. */
  readonly delimiter?: string;
}

/** Variable expansion by RFC 6570 section 3.2.1; `""` where there is nothing to send. */
export function expand(name: string, value: unknown, how: Expansion): string {
  const found = members(value);
  if (!found) return "";
  const { encode, explode, named, delimiter = "," } = how;
  const pair = (key: string, text: string) =>
    key + (text === "" && named ? how.ifEmpty : `=${text}`);
  const whole = (text: string) => (named ? pair(encodeName(name, how), text) : text);
  const pieces =
    found.kind === "map" && explode
      ? found.entries.map(([key, text]) => pair(encode(key), encode(text)))
      : explode
        ? found.entries.map(([, text]) => whole(encode(text)))
        : [
            whole(
              found.entries
                .flatMap(([key, text]) => (found.kind === "map" ? [key, text] : [text]))
                .map(encode)
                .join(delimiter),
            ),
          ];
  return how.first + pieces.join(how.separator);
}

/** A name comes from the document, so nothing in it is a delimiter, whatever the values are allowed. */
function encodeName(name: string, how: Expansion): string {
  return how.encode === identity ? name : encodeStrictly(name);
}

/** Where percent-encoding is not done: headers, and the `cookie` style. */
export function identity(text: string): string {
  return text;
}
