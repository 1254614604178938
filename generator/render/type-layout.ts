/** A type expression that the printer left on one line, with groups where prettier would break it. What is not known here stays on its line. */
import { group } from "./groups.js";

/** From here on it may be too long for its line. */
const LONG = 50;

/** The type after what names it: `sign` is `:` or ` =`. */
export function annotation(text: string, sign: string): string {
  const members = text.length < LONG ? [] : split(text, " | ");
  if (isUnion(members)) return sign + group(`\n  ${group(lined(members))}`);
  return sign + typed(text, sign);
}

/** What is no union. After `=` there may be a line break, after `:` there is none. */
function typed(text: string, sign: string): string {
  const whole = text.length < LONG ? text : broken(text);
  return whole === text && sign !== ":" ? group(`\n  ${text}`) : ` ${whole}`;
}

/** A list of a union, or an object with one property or index signature. */
function broken(text: string): string {
  const [, union = ""] = /^\((.*)\)\[\]$/.exec(text) ?? [];
  const members = split(union, " | ");
  if (isUnion(members)) return `${group(`(\n  ${group(lined(members))}\n)`)}[]`;
  const [, key, value] = /^\{ ((?:[\w$]+\??|\[\w+: string\])): (.*) \}$/.exec(text) ?? [];
  if (key === undefined || value === undefined || split(value, "; ").length > 1) return text;
  const member = `${key}${annotation(value, ":")};`;
  return group(`{\n  ${member.replaceAll("\n", "\n  ")}\n}`);
}

/** One object among other things would be kept at the line's end. */
function isUnion(members: readonly string[]): boolean {
  return members.length > 1 && !members.some((member) => member.startsWith("{"));
}

function lined(members: readonly string[]): string {
  return members.map((member) => `| ${member}`).join("\n  ");
}

/** At `separator`, where it stands in no brackets and no string. */
function split(text: string, separator: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (const { 0: part, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[([{<]|[)\]}>]|[;|]/g)) {
    if ("([{<".includes(part)) depth++;
    else if (")]}>".includes(part)) depth--;
    else if (depth === 0 && separator.includes(part)) {
      const at = index - separator.indexOf(part);
      if (!text.startsWith(separator, at)) continue;
      parts.push(text.slice(start, at));
      start = at + separator.length;
    }
  }
  return [...parts, text.slice(start)];
}
