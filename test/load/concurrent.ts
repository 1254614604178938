/** 1,000 calls at once, of which a fifth fails or has to be tried again: prints, as JSON, each that ended otherwise than what the server did to it. */
import { type CallOptions, PaperbackLibrary } from "../../generated/kitchen-sink/src/index.js";
import { RETRY } from "./calls.js";

const CALLS = 1000;
const [server = "", refusing = ""] = process.argv.slice(2);

interface Plan {
  /** What the server does, request by request. */
  readonly faults: string;
  /** The book, or the name, status and phase of the error. */
  readonly end: "book" | readonly [name: string, status?: number | undefined, phase?: string];
  /** How many requests it takes; 1 unless it says so. */
  readonly requests?: number;
  readonly options?: CallOptions | (() => CallOptions);
}

/** Long, because a thousand calls at once keep both processes busy before the first stalls. */
const timeoutMs = 10_000;
const once = { retries: { strategy: "none" } } as const;
const impatient = { ...once, timeoutMs };
const aborting = (): CallOptions => {
  const controller = new AbortController();
  setTimeout(() => controller.abort("mine"), timeoutMs);
  return { signal: controller.signal };
};
const ok: Plan = { faults: "ok", end: "book" };
const parse: Plan["end"] = ["ResponseParseError", 200];
const cut: Plan["end"] = ["ConnectionError", 200];

const plans: readonly Plan[] = [
  { faults: "400", end: ["PaperbackLibraryDefaultError", 400] },
  { faults: "404", end: ["NotFoundError", 404] },
  { faults: "503", end: ["PaperbackLibraryDefaultError", 503], requests: 3 },
  { faults: "503", end: ["PaperbackLibraryDefaultError", 503], options: once },
  { faults: "flood-503", end: ["PaperbackLibraryDefaultError", 503], options: once },
  { faults: "503+ok", end: "book", requests: 2 },
  { faults: "429-soon+503+ok", end: "book", requests: 3 },
  { faults: "reset+ok", end: "book", requests: 2 },
  { faults: "reset-in-body+ok", end: "book", requests: 2 },
  { faults: "truncate+reset-after-head+ok", end: "book", requests: 3 },
  { faults: "drip", end: "book" },
  { faults: "moved", end: "book" },
  { faults: "circle", end: ["RedirectError", 307], requests: 21, options: once },
  { faults: "html", end: parse },
  { faults: "empty", end: parse },
  { faults: "broken-json", end: parse },
  { faults: "length-too-short", end: parse },
  { faults: "204", end: ["ResponseParseError", 204] },
  { faults: "not-gzip", end: cut, options: once },
  { faults: "truncate", end: cut, options: once },
  { faults: "truncate-chunks", end: cut, options: once },
  { faults: "reset-after-head", end: cut, options: once },
  { faults: "reset-in-body", end: cut, options: once },
  { faults: "reset", end: ["ConnectionError"], options: once },
  { faults: "reset", end: ["ConnectionError"], requests: 3 },
  { faults: "not-http", end: ["ConnectionError"], options: once },
  {
    faults: "refuse",
    end: ["ConnectionError"],
    requests: 0,
    options: { ...once, baseURL: refusing },
  },
  { faults: "stall", end: ["TimeoutError", undefined, "headers"], options: impatient },
  { faults: "stall-in-head", end: ["TimeoutError", undefined, "headers"], options: impatient },
  { faults: "stall-after-head", end: ["TimeoutError", 200, "body"], options: impatient },
  { faults: "stall-in-body", end: ["TimeoutError", 200, "body"], options: impatient },
  { faults: "drip-too-slowly", end: ["TimeoutError", 200, "body"], options: impatient },
  { faults: "stall", end: ["AbortedError", undefined, "headers"], options: aborting },
  { faults: "stall-in-body", end: ["AbortedError", 200, "body"], options: aborting },
];

const client = new PaperbackLibrary({
  token: "key",
  retries: { ...RETRY, backoff: { initialInterval: 20, maxInterval: 50 } },
});

const made = Array.from({ length: CALLS }, (_, number) => ({
  id: `b-${number}`,
  // Every fifth is one of the others, in turns.
  plan: number % 5 ? ok : (plans[(number / 5) % plans.length] ?? ok),
}));
const ends = await Promise.all(made.map(({ id, plan }) => endOf(id, plan)));
const log = new Map(
  (await (await fetch(`${server}/log`)).json()) as [id: string, done: string[]][],
);
const wrong = made.flatMap(({ id, plan }, index) => {
  const { faults, requests = 1 } = plan;
  const script = faults.split("+");
  // The last one repeats.
  const want = Array.from({ length: requests }, (_, at) => script[at] ?? script.at(-1));
  const is = JSON.stringify([ends[index], log.get(id) ?? []]);
  const should = JSON.stringify([plan.end === "book" ? bookOf(id, faults) : plan.end, want]);
  return is === should ? [] : [`${id}: is ${is}, should be ${should}`];
});
console.log(
  JSON.stringify({
    calls: CALLS,
    others: made.filter(({ plan }) => plan !== ok).length,
    kinds: plans.length,
    wrong,
  }),
);

async function endOf(id: string, { faults, options = {} }: Plan): Promise<unknown> {
  const result = await client.books
    .get(
      { bookId: id },
      {
        baseURL: `${server}/${faults}/${id}`,
        ...(typeof options === "function" ? options() : options),
      },
    )
    .result();
  if (result.ok) return result.data.id;
  const { name, status } = result.error;
  const { phase } = result.error as { phase?: string };
  // As short as the plan: without what is undefined at the end.
  return phase === undefined
    ? status === undefined
      ? [name]
      : [name, status]
    : [name, status, phase];
}

function bookOf(id: string, faults: string): string {
  return faults === "moved" ? "moved" : id;
}
