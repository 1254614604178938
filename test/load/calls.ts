/** One call of each kind, and how it must end: what the suite makes by the thousand. */
import { getEventListeners } from "node:events";
import {
  type CallOptions,
  PaperbackLibrary,
  logging,
} from "../../generated/kitchen-sink/src/index.js";

/** The document's policy is another for each operation; here it is one. */
export const RETRY = {
  strategy: "backoff",
  maxRetries: 2,
  statusCodes: ["429", "5XX"],
  retryConnectionErrors: true,
} as const;

export interface Kind {
  readonly name: string;
  /** Made as often as is asked for; the others, which cost more time, a fifth of it. */
  readonly ordinary?: true;
  /** Makes one call, or a whole stream or list, of a number that no other has. @throws {Error} where it ends otherwise than it must */
  call(number: number): Promise<void>;
}

export interface Kinds {
  readonly kinds: readonly Kind[];
  /** How many listeners are left on the signal that calls of several kinds share. */
  listeners(): number;
}

/** All kinds, by clients whose calls go to this server. */
export function kindsOf(server: string): Kinds {
  const client = new PaperbackLibrary({
    token: "key",
    retries: { ...RETRY, backoff: { initialInterval: 1, maxInterval: 2 } },
  });
  const logged = client.withOptions({
    middleware: [logging({ logger: { debug() {}, info() {}, warn() {}, error() {} } })],
  });
  const shared = new AbortController().signal;
  const at = (faults: string, number?: number): string =>
    `${server}/${faults}/${number === undefined ? "-" : `-${number}`}`;
  const get = (faults: string, number: number, more: CallOptions = {}, sdk = client) =>
    sdk.books.get({ bookId: `b-${number}` }, { baseURL: at(faults, number), ...more });
  const watch = (faults: string, more: CallOptions = {}) =>
    client.watchEvents({}, { baseURL: at(faults), ...more });

  const kinds: Kind[] = [
    {
      name: "calls",
      ordinary: true,
      call: async (number) => is((await get("ok", number)).id, `b-${number}`),
    },
    {
      name: "calls with one signal",
      ordinary: true,
      call: async (number) => is((await get("ok", number, { signal: shared })).id, `b-${number}`),
    },
    {
      name: "calls with middleware and timeouts",
      call: async (number) =>
        is(
          (await get("ok", number, { timeoutMs: 9e5, deadlineMs: 9e5 }, logged)).id,
          `b-${number}`,
        ),
    },
    {
      name: "retried calls",
      call: async (number) =>
        is((await get("503+429-soon+ok", number, { signal: shared })).id, `b-${number}`),
    },
    {
      name: "failing calls",
      call: async (number) =>
        isError(await get("404", number, { signal: shared }).result(), "NotFoundError"),
    },
    {
      name: "pages",
      async call() {
        let count = 0;
        const options = { baseURL: at("page"), signal: shared };
        for await (const _ of client.books.list({}, options)) count++;
        is(count, 8);
      },
    },
    {
      name: "lists left after the first item",
      async call() {
        for await (const _ of client.books.list({}, { baseURL: at("page") })) break;
      },
    },
    {
      name: "streams read to the end",
      async call() {
        let count = 0;
        for await (const _ of await watch("events", { signal: shared })) count++;
        is(count, 20);
      },
    },
    {
      name: "streams that are left",
      async call() {
        for await (const _ of await watch("events-without-end", { signal: shared })) break;
      },
    },
    {
      name: "streams that are aborted",
      async call() {
        const own = new AbortController();
        const stream = await watch("events-without-end", { signal: own.signal });
        const end = await endOf(stream, () => own.abort("mine"));
        is(end, "AbortedError");
      },
    },
    {
      name: "streams that break off",
      async call() {
        is(await endOf(await watch("events-reset", { signal: shared })), "StreamInterruptedError");
      },
    },
    {
      name: "streams by tee()",
      async call() {
        const [left, right] = (await watch("events-without-end")).tee();
        for await (const _ of left) break;
        for await (const _ of right) break;
      },
    },
    {
      name: "aborted calls",
      async call(number) {
        const own = new AbortController();
        const result = get("stall", number, { signal: own.signal }).result();
        setTimeout(() => own.abort("mine"), 5);
        isError(await result, "AbortedError");
      },
    },
    {
      name: "timeouts",
      call: async (number) =>
        isError(
          await get("stall-after-head", number, {
            signal: shared,
            timeoutMs: 20,
            retries: { strategy: "none" },
          }).result(),
          "TimeoutError",
        ),
    },
    {
      name: "connections that are reset",
      call: async (number) =>
        isError(
          await get("reset", number, { retries: { strategy: "none" } }).result(),
          "ConnectionError",
        ),
    },
    {
      name: "calls to a fetch that never answers",
      call: async (number) =>
        isError(
          await get("ok", number, {
            signal: shared,
            timeoutMs: 5,
            retries: { strategy: "none" },
            fetch: () => new Promise(() => {}),
          }).result(),
          "TimeoutError",
        ),
    },
  ];
  return { kinds, listeners: () => getEventListeners(shared, "abort").length };
}

/** The name of the error that a stream ends with; `each` is told of each item. */
async function endOf(stream: AsyncIterable<unknown>, each = () => {}): Promise<string> {
  try {
    for await (const _ of stream) each();
    return "";
  } catch (error) {
    return (error as Error).name;
  }
}

function is(actual: unknown, expected: unknown): void {
  if (actual !== expected) throw new Error(`is ${String(actual)}, should be ${String(expected)}`);
}

function isError(result: { ok: boolean; error?: Error }, name: string): void {
  is(result.ok ? "a value" : result.error?.name, name);
}
