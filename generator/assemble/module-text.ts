import type { ModuleTexts } from "./declarations.js";

/** A file's text with its imports above (below comments that a blank line sets apart) and its exports below. */
export function withModules(text: string, { imports, exports }: ModuleTexts): string {
  const head = headOf(text);
  const parts = [imports, text.slice(head.length).trim(), exports];
  return `${head}${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

/** A licence or a note on the whole file: the comments at the top, up to the last blank line among or after them. */
function headOf(text: string): string {
  return /^(?:\s*(?:\/\/[^\n]*|\/\*(?!\*)[^]*?\*\/)[ \t]*\n)+[ \t]*\n/.exec(text)?.[0] ?? "";
}
