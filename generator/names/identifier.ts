/** Names that can stand as a property, a method or a function. */
import { camelCase, pascalCase } from "../lib/words.js";

const NUMBERS = "zero one two three four five six seven eight nine ten eleven twelve".split(" ");

/** camelCase, and small numbers in front in words: `1-click apps` -> `oneClickApps`, `404-page` -> `call404Page`. */
export function identifier(text: string): string {
  const name = camelCase(text);
  if (!/^\P{L}/u.test(name)) return name;
  const [digits = ""] = /^\d+/.exec(name) ?? [];
  const word = digits === "" ? undefined : NUMBERS[Number(digits)];
  return word === undefined
    ? `call${pascalCase(text)}`
    : word + pascalCase(pascalCase(text).slice(digits.length));
}
