/** JSON values as TypeScript literals, laid out as prettier would. */
import { WIDTH, type Json } from "../contract/index.js";
import { propertyKey, quoted } from "../lib/source-text.js";

/** Columns of an example, which mostly stands in a comment. */
const EXAMPLE_WIDTH = WIDTH - 20;
/** Room that one property may take where it follows a call. */
const SHORT = 40;

/**
 * The literal; objects and arrays that do not fit on a line are broken up, each level two blanks further in than
 * `indent`.
 */
export function literal(value: Json, indent = ""): string {
  const inline = inlineLiteral(value);
  const isInline = value === null || typeof value !== "object" || sourceOf(value) !== null;
  if (isInline || inline.length + indent.length <= EXAMPLE_WIDTH) return inline;
  const isArray = Array.isArray(value);
  const deeper = `${indent}  `;
  const lines = Object.entries(value).map(([key, item]: [string, Json]) => {
    const start = isArray ? "" : `${propertyKey(key)}: `;
    return `${deeper}${start}${literal(item, deeper)},\n`;
  });
  const [open, close] = isArray ? "[]" : "{}";
  return `${open}\n${lines.join("")}${indent}${close}`;
}

/** As `literal`, but an object of several properties always has a line for each. */
export function openLiteral(value: Json): string {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return literal(value);
  const entries = Object.entries(value);
  const inline = inlineLiteral(value);
  if (entries.length < 2 && inline.length <= SHORT) return inline;
  const lines = entries.map(([key, item]) => `  ${propertyKey(key)}: ${literal(item, "  ")},\n`);
  return `{\n${lines.join("")}}`;
}

/** What stands for a value that JSON has none of, such as `{ "$file": "text" }` for bytes. */
const SOURCES: Readonly<Record<string, (text: string) => string>> = {
  $file: (text) => `new Blob([${quoted(text)}])`,
  $dateTime: (text) => `new Date(${quoted(text)})`,
  $integer: (text) => (/^-?\d+$/.test(text) ? text : quoted(text)),
  $int64: (text) => (/^-?\d+$/.test(text) ? `${text}n` : quoted(text)),
};

export function sourceOf(value: Json): string | null {
  if (typeof value !== "object" || value === null) return null;
  const [[mark, content] = [], ...others] = Object.entries(value) as [string, Json][];
  const source = mark !== undefined && Object.hasOwn(SOURCES, mark) ? SOURCES[mark] : undefined;
  return source !== undefined && others.length === 0 && typeof content === "string"
    ? source(content)
    : null;
}

function inlineLiteral(value: Json): string {
  if (typeof value === "string") return quoted(value);
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(inlineLiteral).join(", ")}]`;
  const source = sourceOf(value);
  if (source !== null) return source;
  const entries = Object.entries(value).map(
    ([key, item]: [string, Json]) => `${propertyKey(key)}: ${inlineLiteral(item)}`,
  );
  return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
}
