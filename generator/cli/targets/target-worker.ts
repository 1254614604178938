/** A thread that generates the packages that it is sent. */
import { parentPort } from "node:worker_threads";
import { answerTo, type Job } from "./worker.js";

parentPort?.on("message", (job: Job) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  void answerTo(job).then((answer) => parentPort?.postMessage(answer));
});
