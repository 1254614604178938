import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { LayoutAnswer, LayoutRequest } from "./worker.js";

/** Lays out many texts on several threads, each taking the next one when it is done. Answers stand in the order of the requests. */
export async function layOutInThreads(
  requests: readonly LayoutRequest[],
  threads: number,
): Promise<readonly LayoutAnswer[]> {
  const answers: LayoutAnswer[] = [];
  // Long texts first, so that no thread is left alone with one at the end.
  const order = requests
    .map((_, index) => index)
    .sort((a, b) => length(requests, b) - length(requests, a));
  let next = 0;
  const run = async (): Promise<void> => {
    const worker = startWorker();
    try {
      for (let index = order[next++]; index !== undefined; index = order[next++]) {
        const answered = once(worker, "message") as Promise<[LayoutAnswer]>;
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
        worker.postMessage(requests[index]);
        [answers[index] = { error: "no answer" }] = await answered;
      }
    } finally {
      await worker.terminate();
    }
  };
  await Promise.all(Array.from({ length: Math.min(threads, requests.length) }, run));
  return answers;
}

function length(requests: readonly LayoutRequest[], index: number): number {
  return requests[index]?.text.length ?? 0;
}

function startWorker(): Worker {
  const isSource = import.meta.url.endsWith(".ts");
  return new Worker(
    new URL(isSource ? "./worker-from-source.mjs" : "./worker.js", import.meta.url),
  );
}
