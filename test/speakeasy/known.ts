/** Where our names differ from Speakeasy's on purpose. Each says why; one that no longer occurs fails the run. */
import type { Aspect } from "./compare.js";

export interface KnownDifference {
  readonly document: string;
  readonly aspect: Aspect;
  /** `GET /things`, or a pattern where one reason holds for many operations. */
  readonly operation: string | RegExp;
  readonly why: string;
}

export const knownDifferences: readonly KnownDifference[] = [];
