/** A clock that only moves when a test says so, and what really happens meanwhile: no test waits, nor is judged by how fast its machine is. */
import { afterEach, vi } from "vitest";
import type { Fetch } from "../../templates/package/src/core/fetch.js";

/** Timers and the monotonic clock stand still until `pass`; sockets do not. */
export function stopClock(): StoppedClock {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  return {
    async pass(ms) {
      await turn();
      await vi.advanceTimersByTimeAsync(Math.ceil(ms));
      await turn();
    },
  };
}

interface StoppedClock {
  /** Lets so many milliseconds pass, between what is ready before and what is ready after them. */
  pass(ms: number): Promise<void>;
}

/** To be called once in a file that stops the clock. */
export function startClockAfterEach(): void {
  afterEach(() => {
    vi.useRealTimers();
  });
}

/** Until all that was ready has been done: promises, and what sockets have brought. */
export function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Until it is so. `expect.poll` would move a clock that stands still. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await turn();
}

/** A `fetch` that tells when it was asked, and when it has brought headers. */
export class WatchedFetch {
  readonly fetch: Fetch;
  /** How often it has been asked, and has brought headers. */
  asked = 0;
  brought = 0;

  constructor(send: Fetch = (input, init) => fetch(input, init)) {
    this.fetch = async (input, init) => {
      this.asked++;
      const response = await send(input, init);
      this.brought++;
      return response;
    };
  }
}
