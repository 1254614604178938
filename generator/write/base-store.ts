/**
 * What was generated last, of every file: a merge starts from there, and it must be known before anybody edits. One packed file beside
 * the manifest, for this machine: git ignores it, and in a fresh clone git has the texts itself.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, brotliDecompressSync, constants } from "node:zlib";
import type { OutputFile } from "../contract/index.js";

export const baseStoreName = ".specwright-base";

/** Its contents. The lowest quality: 80 kB for the rerank package in 10 ms, where the best takes seconds. */
export function packedBases(files: readonly OutputFile[]): Buffer {
  // Bytes, file by file: as one string, a package with a single emoji takes two bytes for each of its characters.
  const entries = files
    .filter(isEditable)
    .map(({ path, text }, index) =>
      Buffer.from(`${index === 0 ? "" : ","}${JSON.stringify(path)}:${JSON.stringify(text)}`),
    );
  const json = Buffer.concat([Buffer.from("{"), ...entries, Buffer.from("}")]);
  return brotliCompressSync(json, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } });
}

/** Reports and what repeats other pages, half of a large package's bytes: nobody changes them by hand and wants to keep it. */
function isEditable({ path }: OutputFile): boolean {
  return !path.startsWith("etc/") && path !== "llms-full.txt";
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
