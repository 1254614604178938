/** Texts and names as they stand in TypeScript, in the form that prettier gives them. */

/**
 * A string literal, in the quotes that need fewer escapes. The two line separators of Unicode are escaped for tools
 * that take them for line ends.
 */
export function quoted(text: string): string {
  if (PLAIN.test(text)) return `"${text}"`;
  const double = JSON.stringify(text)
    .replaceAll("\u2028", "\\u2028")
    .replaceAll("\u2029", "\\u2029");
  if (count(text, '"') <= count(text, "'")) return double;
  return `'${double.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

/** ASCII without quotes and backslashes: nothing in it is escaped. */
const PLAIN = /^[ !#-&(-[\]-~]*$/;

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}

const identifier = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;
const arrayIndex = /^(0|[1-9]\d{0,8})$/;

/** `name`, or quoted where it is no identifier. */
export function memberName(name: string): string {
  return identifier.test(name) || arrayIndex.test(name) ? name : quoted(name);
}

/** In an object literal: `__proto__: x` would set the prototype; only computed, it is a property. */
export function propertyKey(name: string): string {
  return name === "__proto__" ? '["__proto__"]' : memberName(name);
}

/** The text of a doc comment, as lines of code without indentation. The text is safe inside a comment. */
export function commentLines(text: string): readonly string[] {
  if (!text.includes("\n")) return [`/** ${text} */`];
  return ["/**", ...text.split("\n").map((line) => (line === "" ? " *" : ` * ${line}`)), " */"];
}
