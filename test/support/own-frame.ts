/** For tests of stacks: the frame of the caller's own `await` is there, in the ten frames that engines keep. */
import { afterEach, beforeEach, expect } from "vitest";
import type { Middleware } from "../../templates/package/src/core/contract.js";
import { SdkError } from "../../templates/package/src/core/errors.js";

/** As many frames as V8 keeps by default: vitest changes it. */
export function keepTenFrames(): void {
  const limit = Error.stackTraceLimit;
  beforeEach(() => {
    Error.stackTraceLimit = 10;
  });
  afterEach(() => {
    Error.stackTraceLimit = limit;
  });
}

/** The caller's function, which has to be called `ownFrame`, is in the stack. */
export function expectOwnFrame(error: unknown): void {
  expect(error).toBeInstanceOf(SdkError);
  expect((error as SdkError).stack).toMatch(/\n +at (async )?(Object\.)?ownFrame /);
}

const pass: Middleware = async (request, next) => await next(request);
/** Each takes two frames. */
export const THREE_DEEP: readonly Middleware[] = [pass, pass, pass];
