/** Packages side by side, on as many threads as the machine runs at once. */
import { once } from "node:events";
import { statSync } from "node:fs";
import { Worker } from "node:worker_threads";
import type { ResolvedConfig } from "../../contract/index.js";
import type { TargetRun } from "./run.js";
import type { Answer, Job } from "./worker.js";

export interface PoolOptions extends Omit<Job, "config"> {
  readonly threads: number;
  /** Called as each package ends, with its place in `configs`. */
  readonly onDone: (index: number) => void;
}

/** Runs stand in the order of `configs`, whichever ends first. */
export async function runInThreads(
  configs: readonly ResolvedConfig[],
  { threads, onDone, ...job }: PoolOptions,
): Promise<readonly TargetRun[]> {
  const runs: TargetRun[] = [];
  const queue = byWeight(configs);
  const work = async (): Promise<void> => {
    const worker = startWorker();
    try {
      for (let index = queue.shift(); index !== undefined; index = queue.shift()) {
        const config = configs[index];
        if (config === undefined) continue;
        runs[index] = await answered(worker, { ...job, config });
        onDone(index);
      }
    } finally {
      await worker.terminate();
    }
  };
  await Promise.all(Array.from({ length: Math.min(threads, configs.length) }, work));
  return runs;
}

async function answered(worker: Worker, job: Job): Promise<TargetRun> {
  const message = once(worker, "message") as Promise<[Answer]>;
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  worker.postMessage(job);
  const [answer] = await message;
  if ("run" in answer) return answer.run;
  throw answer.bug;
}

/** Places, those of large documents first, so that no thread is left alone with one at the end. */
function byWeight(configs: readonly ResolvedConfig[]): number[] {
  const weights = configs.map(({ input }) => statSync(input, { throwIfNoEntry: false })?.size ?? 0);
  return [...configs.keys()].sort((left, right) => (weights[right] ?? 0) - (weights[left] ?? 0));
}

function startWorker(): Worker {
  return new Worker(new URL("./target-worker.js", import.meta.url));
}
