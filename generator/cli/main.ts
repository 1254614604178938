#!/usr/bin/env node
import * as nodeModule from "node:module";
import { exitCodes } from "./exit-codes.js";
import { run } from "./run.js";
import { processTerminal } from "./terminal.js";

// Two compilers and a formatter are most of what a run loads: Node 22 keeps what it made of their text for the next run.
(nodeModule as { enableCompileCache?: () => void }).enableCompileCache?.();

// The write stage is synchronous: this runs before it or after it, so an interrupted run leaves the package whole.
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => process.exit(exitCodes.interrupted.code));
}
// `specwright inspect | head` closes the pipe early, which is no fault.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(exitCodes.ok.code);
});

process.exitCode = await run(process.argv.slice(2), processTerminal());
