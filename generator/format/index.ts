import { availableParallelism } from "node:os";
import type { AssembledFile, OutputFile, Report } from "../contract/index.js";
import { defaultCacheDir, LayoutCache, layoutKey } from "./cache.js";
import { parserOf } from "./layout.js";
import type { LayoutAnswer, LayoutRequest } from "./worker.js";

export interface FormatOptions {
  /** Folder that keeps laid-out texts by their hash; `null`: none. Default: in `node_modules/.cache`, or the user's temporary folder. */
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
  const cache = new LayoutCache(cacheDir);
  const output: OutputFile[] = files.map(({ path, text }) => ({
    path,
    text: withFinalNewline(text),
  }));
  const missing: { index: number; key: string; request: LayoutRequest }[] = [];
  await Promise.all(
    files.map(async ({ path, text, format: isWanted }, index) => {
      const parser = isWanted ? parserOf(path) : null;
      if (parser === null) return;
      const key = layoutKey(text, parser);
      const known = await cache.get(key);
      if (known === null) missing.push({ index, key, request: { text, parser } });
      else output[index] = { path, text: known };
    }),
  );
  const answers = await layOutAll(
    missing.map(({ request }) => request),
    options,
  );
  await Promise.all(
    answers.map(async (answer, position) => {
      const { index = -1, key = "" } = missing[position] ?? {};
      const path = files[index]?.path ?? "";
      if ("error" in answer) return report(layoutFailed(path, answer.error));
      output[index] = { path, text: answer.text };
      await cache.set(key, answer.text);
    }),
  );
  return output;
}

async function layOutAll(
  requests: readonly LayoutRequest[],
  options: FormatOptions,
): Promise<readonly LayoutAnswer[]> {
  if (requests.length === 0) return [];
  const { threads = availableParallelism(), threadsFrom = 400_000 } = options;
  const size = requests.reduce((sum, { text }) => sum + text.length, 0);
  if (threads > 1 && size >= threadsFrom) {
    const { layOutInThreads } = await import("./pool.js");
    return layOutInThreads(requests, threads);
  }
  const { layOut } = await import("./prettier.js");
  return Promise.all(
    requests.map(async ({ text, parser }): Promise<LayoutAnswer> => {
      try {
        return { text: await layOut(text, parser) };
      } catch (error) {
        return { error: error instanceof Error ? error.message : String(error) };
      }
    }),
  );
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
