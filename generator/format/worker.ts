/** A thread that lays out what it is sent, one text at a time. */
import { parentPort } from "node:worker_threads";
import { layOut } from "./prettier.js";

export interface LayoutRequest {
  readonly text: string;
  readonly parser: string;
}

/** `error`: the text does not parse; the message says why. */
export type LayoutAnswer = { readonly text: string } | { readonly error: string };

parentPort?.on("message", ({ text, parser }: LayoutRequest) => {
  void layOut(text, parser).then(
    (laidOut) => answer({ text: laidOut }),
    (error: unknown) => answer({ error: error instanceof Error ? error.message : String(error) }),
  );
});

function answer(value: LayoutAnswer): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  parentPort?.postMessage(value);
}
