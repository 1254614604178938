/** The one file that knows prettier. Loaded only when there is something to lay out. */
import { format } from "prettier";
import { foldComments, unfoldComments } from "./comments.js";
import { layoutOptions } from "./layout.js";

/**
 * Babel's parser takes a third less time than TypeScript's and gives the same layout; what it does not know, TypeScript does.
 *
 * @throws {SyntaxError} where the text does not parse.
 */
export async function layOut(text: string): Promise<string> {
  const folded = foldComments(text);
  return unfoldComments(await layOutCode(folded.text), folded.comments);
}

async function layOutCode(text: string): Promise<string> {
  try {
    return await format(text, { ...layoutOptions, parser: "babel-ts" });
  } catch {
    return format(text, { ...layoutOptions, parser: "typescript" });
  }
}
