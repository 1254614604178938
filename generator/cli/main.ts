#!/usr/bin/env node
import { prepareEngine } from "./engine.js";
import { exitCodes } from "./exit-codes.js";
import { run } from "./run.js";
import { processTerminal } from "./terminal.js";

prepareEngine();

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
