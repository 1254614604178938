/** The one file that knows prettier. Loaded only when there is something to lay out. */
import { createRequire } from "node:module";
import type { Plugin } from "prettier";
import type * as Prettier from "prettier/standalone";
import { foldComments, unfoldComments } from "./comments.js";
import { layoutOptions } from "./layout.js";

// The parts that TypeScript needs, as CommonJS: as ES modules they take three times as long to load.
const require = createRequire(import.meta.url);
const { format } = require("prettier/standalone") as typeof Prettier;
const plugins = ["babel", "estree"].map((name) => require(`prettier/plugins/${name}`) as Plugin);

/**
 * Babel's parser takes a third less time than TypeScript's and gives the same layout; what it does not know, TypeScript
 * does.
 *
 * @throws {SyntaxError} where the text does not parse.
 */
export async function layOut(text: string): Promise<string> {
  const folded = foldComments(text);
  return unfoldComments(await layOutCode(folded.text), folded.comments);
}

async function layOutCode(text: string): Promise<string> {
  try {
    return await format(text, { ...layoutOptions, plugins, parser: "babel-ts" });
  } catch {
    const typescript = require("prettier/plugins/typescript") as Plugin;
    return format(text, {
      ...layoutOptions,
      plugins: [...plugins, typescript],
      parser: "typescript",
    });
  }
}
