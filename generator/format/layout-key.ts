import { createRequire } from "node:module";
import { sha256 } from "../lib/text-cache.js";
import { layoutOptions } from "./layout.js";

const { version } = createRequire(import.meta.url)("prettier/package.json") as { version: string };

/** Another version of prettier, or other settings, lay out differently. */
export function layoutKey(text: string): string {
  return sha256(JSON.stringify([version, layoutOptions, text]));
}
