/** The JavaScript engine, set up for a program that runs for a second or two. */
import * as nodeModule from "node:module";
import { setFlagsFromString } from "node:v8";

/**
 * Node 22 keeps what it made of a module's text for the next run: two compilers and a formatter are most of what a run
 * loads.
 *
 * And V8 takes longer until it optimizes a function: with its own thresholds a run is over before much of that has paid. GitHub's
 * document, user and system CPU in turns on two busy cores: 9.9 s and 13.6 s without, on Node 20.20 (V8 11, two pairs); 7.6 s and
 * 8.5 s without, on Node 22 (V8 12, three). V8 13 has a cheaper tier between, and keeps its own threshold.
 */
export function prepareEngine(): void {
  (nodeModule as { enableCompileCache?: () => void }).enableCompileCache?.();
  const [version = ""] = process.versions.v8.split(".");
  const flag = LATER[version];
  if (flag !== undefined) setFlagsFromString(flag);
}

/** By V8's version, three or four times its own threshold. What a version does not know, it complains about. */
const LATER: Readonly<Record<string, string>> = {
  // Bytes of bytecode that run before a function is looked at; 67,584 by default.
  "11": "--interrupt-budget=270336",
  // The same, in calls; 3,000 by default.
  "12": "--invocation-count-for-turbofan=9000",
};
