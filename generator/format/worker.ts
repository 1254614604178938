/** A thread that lays out what it is sent, one text at a time. */
import { parentPort } from "node:worker_threads";
import { attempt } from "./attempt.js";
import { layOut } from "./prettier.js";

parentPort?.on("message", (text: string) => {
  void answer(text);
});

async function answer(text: string): Promise<void> {
  const laidOut = await attempt(() => layOut(text));
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  parentPort?.postMessage(laidOut);
}
