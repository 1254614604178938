import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { Answer } from "./attempt.js";

/** Lays out many texts on several threads, each taking the next one when it is done. Answers stand in the order of the texts. */
export async function layOutInThreads(
  texts: readonly string[],
  threads: number,
): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  // Long texts first, so that no thread is left alone with one at the end.
  const order = [...texts.entries()].sort(([, left], [, right]) => right.length - left.length);
  let next = 0;
  const run = async (): Promise<void> => {
    const worker = startWorker();
    try {
      for (let job = order[next++]; job !== undefined; job = order[next++]) {
        const [index, text] = job;
        const answered = once(worker, "message") as Promise<[Answer]>;
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
        worker.postMessage(text);
        [answers[index] = { error: "no answer" }] = await answered;
      }
    } finally {
      await worker.terminate();
    }
  };
  await Promise.all(Array.from({ length: Math.min(threads, texts.length) }, run));
  return answers;
}

/** From the sources (in development), the thread needs what compiles them. */
function startWorker(): Worker {
  const isSource = import.meta.url.endsWith(".ts");
  return new Worker(
    new URL(isSource ? "./worker-from-source.mjs" : "./worker.js", import.meta.url),
  );
}
