import { readFileSync } from "node:fs";
import { join } from "node:path";
import { projectFiles, root } from "../../rules/source-files.js";

export interface CodeBlock {
  /** `README.md:42`: the first line of the code. */
  readonly place: string;
  readonly language: string;
  readonly code: string;
}

/** The fenced blocks of one Markdown text. */
export function codeBlocksOf(path: string, text: string): CodeBlock[] {
  return [...text.matchAll(/^( *)(`{3,})(\w+)[^\n]*\n([\s\S]*?)^\1\2$/gm)].map((match) => {
    const [, indent = "", , language = "", body = ""] = match;
    const line = text.slice(0, match.index).split("\n").length + 1;
    const code = body.replaceAll(new RegExp(`^${indent}`, "gm"), "");
    return { place: `${path}:${line}`, language, code };
  });
}

/** The blocks of every tracked Markdown file (and `llms-full.txt`) that `isWanted` names, each distinct code once. */
export function codeBlocks(isWanted: (path: string) => boolean): CodeBlock[] {
  const documents = projectFiles((path) => /(\.md|llms-full\.txt)$/.test(path) && isWanted(path));
  const blocks = documents.flatMap(({ path }) =>
    codeBlocksOf(path, readFileSync(join(root, path), "utf8")),
  );
  return [...new Map(blocks.map((block) => [block.language + block.code, block])).values()];
}
