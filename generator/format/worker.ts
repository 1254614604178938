/** A thread that lays out the texts that it is sent. */
import { parentPort } from "node:worker_threads";
import { attempt, type Answer } from "./attempt.js";
import { layOut } from "./prettier.js";

parentPort?.on("message", (texts: readonly string[]) => {
  void answer(texts);
});

async function answer(texts: readonly string[]): Promise<void> {
  const answers: Answer[] = [];
  for (const text of texts) answers.push(await attempt(() => layOut(text)));
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  parentPort?.postMessage(answers);
}
