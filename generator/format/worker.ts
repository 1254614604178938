/** A thread that lays out what it is sent, one text at a time. */
import { parentPort } from "node:worker_threads";
import { attempt } from "./attempt.js";
import { layOut } from "./prettier.js";

parentPort?.on("message", (text: string) => {
  void attempt(() => layOut(text)).then((answer) => {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
    parentPort?.postMessage(answer);
  });
});
