import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { Answer } from "./attempt.js";

/**
 * Characters that a thread is sent at once: enough that it never waits for the next, few enough that all end together.
 */
const BATCH = 100_000;

/**
 * Lays out many texts on several threads, each taking the next ones when it is done. Answers stand in the order of the
 * texts.
 */
export async function layOutInThreads(
  texts: readonly string[],
  threads: number,
): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  const batches = batchesOf(texts);
  let next = 0;
  const run = async (): Promise<void> => {
    const worker = startWorker();
    try {
      for (let batch = batches[next++]; batch !== undefined; batch = batches[next++]) {
        const answered = once(worker, "message") as Promise<[readonly Answer[]]>;
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
        worker.postMessage(batch.map((index) => texts[index]));
        const [made] = await answered;
        for (const [position, index] of batch.entries())
          answers[index] = made[position] ?? { error: "no answer" };
      }
    } finally {
      await worker.terminate();
    }
  };
  await Promise.all(Array.from({ length: Math.min(threads, batches.length) }, run));
  return answers;
}

/** Places of texts, long ones first, so that no thread is left alone with one at the end. */
function batchesOf(texts: readonly string[]): readonly (readonly number[])[] {
  const lengthOf = (index: number) => texts[index]?.length ?? 0;
  const batches: number[][] = [];
  let size = BATCH;
  for (const index of [...texts.keys()].sort((left, right) => lengthOf(right) - lengthOf(left))) {
    if (size >= BATCH) {
      batches.push([]);
      size = 0;
    }
    batches.at(-1)?.push(index);
    size += lengthOf(index);
  }
  return batches;
}

/** From the sources (in development), the thread needs what compiles them. */
function startWorker(): Worker {
  const isSource = import.meta.url.endsWith(".ts");
  return new Worker(
    new URL(isSource ? "./worker-from-source.mjs" : "./worker.js", import.meta.url),
  );
}
