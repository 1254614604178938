/** Declarations that ts-morph printed ahead. The build writes them in the place of this file's; among the sources there are none. */
import type { PrintedForms } from "./declarations.js";

export const printed: PrintedForms | null = null;
