/** What the driver and the runtimes tell each other. */
import type { Addresses } from "./server.js";

export interface CaseResult {
  readonly case: string;
  readonly outcome: "passed" | "failed" | "skipped";
  readonly ms: number;
  /** Why it failed or was skipped, or something measured. */
  readonly note?: string;
}

/** Where it is missing, the reason. */
export type Outcome = readonly CaseResult[] | { readonly missing: string };

export interface Runtime {
  readonly name: string;
  /** Runs all cases in the user's project. */
  run(folder: string, addresses: Addresses): Promise<Outcome>;
}

/** A runtime that could not be started, or ended in the middle, is a failure and not fewer cases. */
export function failed(name: string, error: unknown): CaseResult {
  const note = error instanceof Error ? `${error.message}` : String(error);
  return { case: name, outcome: "failed", ms: 0, note };
}
