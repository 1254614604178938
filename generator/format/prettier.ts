/** The one file that knows prettier. Loaded only when there is something to lay out. */
import { format } from "prettier";
import { layoutOptions } from "./layout.js";

/** @throws {SyntaxError} where the text does not parse. */
export async function layOut(text: string, parser: string): Promise<string> {
  return format(text, { ...layoutOptions, parser });
}
