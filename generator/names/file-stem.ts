/** Stems of files that are called as a function or a group. */
import { kebabCase } from "../lib/words.js";

const MOST_BYTES = 200;

/** A file system takes names of 255 bytes, with the ending and what tells two alike apart. */
export function fileStem(name: string): string {
  let stem = kebabCase(name);
  while (Buffer.byteLength(stem) > MOST_BYTES) stem = stem.slice(0, -1);
  return stem;
}
