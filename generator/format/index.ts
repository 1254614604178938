import { availableParallelism } from "node:os";
import type { AssembledFile, OutputFile, Report } from "../contract/index.js";
import { defaultCacheDir, TextCache } from "../lib/text-cache.js";
import { attempt, type Answer } from "./attempt.js";
import { layoutKey, layOutJson, layOutMarkdown, layoutOf } from "./layout.js";

export interface FormatOptions {
  /**
   * Folder that keeps laid-out texts by their hash; `null`: none. Default: in `node_modules/.cache`, or the user's
   * temporary folder.
   */
  readonly cacheDir?: string | null;
  /** Threads for a large output. Default: as many as the machine runs at once. */
  readonly threads?: number;
  /** From how many characters on a thread pays for its start. Default: 400,000. */
  readonly threadsFrom?: number;
  readonly report?: Report;
}

/**
 * The files with their final layout. A text that does not parse is kept as it is, and reported (`layout-failed`).
 * The same text gives the same bytes, from the cache or not.
 */
export async function format(
  files: readonly AssembledFile[],
  options: FormatOptions = {},
): Promise<readonly OutputFile[]> {
  const { cacheDir = defaultCacheDir(), report = () => {} } = options;
  const cache = new TextCache(cacheDir);
  const answers: Answer[] = await Promise.all(files.map((file) => cheapLayout(file, cache)));
  const missing = [...answers.keys()].filter((index) => answers[index] === later);
  const texts = missing.map((index) => files[index]?.text ?? "");
  const made = await layOutAll(texts, options);
  await Promise.all(
    made.map(async (answer, position) => {
      answers[missing[position] ?? -1] = answer;
      if ("text" in answer) await cache.set(layoutKey(texts[position] ?? ""), answer.text);
    }),
  );
  return files.map(({ path, text }, index) => {
    const answer = answers[index] ?? later;
    if ("text" in answer) return { path, text: answer.text };
    report(layoutFailed(path, answer.error));
    return { path, text: withFinalNewline(text) };
  });
}

/** Stands for an answer that only prettier can give. */
const later: Answer = { error: "not laid out" };

async function cheapLayout(
  { path, text, format: isWanted }: AssembledFile,
  cache: TextCache,
): Promise<Answer> {
  switch (isWanted ? layoutOf(path) : null) {
    case "json":
      return attempt(() => layOutJson(text));
    case "markdown":
      return attempt(() => layOutMarkdown(text));
    case "prettier": {
      const known = await cache.get(layoutKey(text));
      return known === null ? later : { text: known };
    }
    case null:
      return { text: withFinalNewline(text) };
  }
}

async function layOutAll(
  texts: readonly string[],
  options: FormatOptions,
): Promise<readonly Answer[]> {
  if (texts.length === 0) return [];
  const { threads = availableParallelism(), threadsFrom = 400_000 } = options;
  const size = texts.reduce((sum, text) => sum + text.length, 0);
  if (threads > 1 && size >= threadsFrom) {
    const { layOutInThreads } = await import("./pool.js");
    return layOutInThreads(texts, threads);
  }
  const { layOut } = await import("./prettier.js");
  return Promise.all(texts.map((text) => attempt(() => layOut(text))));
}

function layoutFailed(path: string, message: string) {
  return {
    rule: "layout-failed",
    severity: "warning",
    message: `${path} could not be laid out: ${message.split("\n")[0]}`,
    hint: "The file is written as it is. Look at the template that makes it.",
    location: { file: path },
  } as const;
}

function withFinalNewline(text: string): string {
  return text === "" || text.endsWith("\n") ? text : `${text}\n`;
}
