/** Three-way merge of a module of TypeScript or JavaScript, or of a JSON file, by the compiler's tree. */
import { parse, syntaxFaults } from "../../lib/compiler.js";
import { withNeededImports } from "./imports.js";
import type { Merged, Side, Versions } from "./outcome.js";
import { Source } from "./parts.js";
import { mergeTree } from "./tree.js";

/** `null` where one of the three does not parse. */
export function mergeModule(path: string, texts: Versions<string>, favour: Side): Merged | null {
  if (Object.values<string>({ ...texts }).some((text) => !parses(path, text))) return null;
  const sources = {
    base: new Source(path, texts.base),
    ours: new Source(path, texts.ours),
    theirs: new Source(path, texts.theirs),
  };
  const merged = mergeTree(sources, favour);
  if (path.endsWith(".json")) return merged;
  const sides = [sources.ours.file, sources.theirs.file];
  return { ...merged, text: withNeededImports(path, merged.text, sides) };
}

/** Whether the compiler reads it without a complaint about its syntax. */
export function parses(path: string, text: string): boolean {
  return syntaxFaults(parse(path, text)).length === 0;
}
