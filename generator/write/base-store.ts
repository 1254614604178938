/**
 * What was generated last, of every file: a merge starts from there, and it must be known before anybody edits. One packed file beside
 * the manifest, for this machine: git ignores it, and in a fresh clone git has the texts itself.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, brotliDecompressSync, constants } from "node:zlib";
import type { OutputFile } from "../contract/index.js";

export const baseStoreName = ".specwright-base";

/** Its contents. The lowest quality: 94 kB for the rerank package in 10 ms, where the best takes seconds. */
export function packedBases(files: readonly OutputFile[]): Buffer {
  const texts = Object.fromEntries(files.map(({ path, text }) => [path, text]));
  return brotliCompressSync(JSON.stringify(texts), {
    params: { [constants.BROTLI_PARAM_QUALITY]: 1 },
  });
}

/** By path; empty where there is none, or none that can be read. What it says has to be held against a hash. */
export function readBases(output: string): ReadonlyMap<string, string> {
  try {
    const content: unknown = JSON.parse(
      brotliDecompressSync(readFileSync(join(output, baseStoreName))).toString("utf8"),
    );
    const entries = typeof content === "object" && content !== null ? Object.entries(content) : [];
    return new Map(
      entries.filter((entry): entry is [string, string] => typeof entry[1] === "string"),
    );
  } catch {
    return new Map();
  }
}
