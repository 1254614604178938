/**
 * Events per second of the SDK's reader of server-sent events, next to eventsource-parser: from a response's bytes to a `for await`
 * loop, which is what a user has; and, without a limit, the parsers alone. The same input for both, in one process, turn by turn;
 * CPU time, medians over the rounds.
 */
import { createParser } from "eventsource-parser";
import { EventSourceParserStream } from "eventsource-parser/stream";
import type { OperationSpec } from "../templates/package/src/core/operation.js";
import { eventStream } from "../templates/package/src/internal/response/event-stream.js";
import { EventParser } from "../templates/package/src/internal/stream/events.js";
import { median, table } from "./support/measure.js";

const ROUNDS = Number(process.env["ROUNDS"] ?? 11);
const WARM_UP = 4;
const LIMIT = 1;

interface Input {
  readonly name: string;
  readonly events: number;
  /** How often it is read in a round: the clock of CPU time is coarse. */
  readonly times: number;
  readonly chunks: readonly Uint8Array[];
}

const token = (n: number) =>
  `data: {"id":"gen-1","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"content":" token ${n}"}}]}\n\n`;
const INPUTS: readonly Input[] = [
  input("small events, one a chunk", 5_000, token, (text) => text.split(/(?<=\n\n)/)),
  input("small events, 16 kB chunks", 20_000, token, (text) => cut(text, 16_384)),
  input(
    "with event and id, CRLF",
    20_000,
    (n) => `event: delta\r\nid: ${n}\r\ndata: {"n":${n}}\r\n\r\n`,
    (text) => cut(text, 16_384),
  ),
  input(
    "large events (100 kB), 16 kB chunks",
    100,
    (n) => `data: ${String(n % 10).repeat(100_000)}\n\n`,
    (text) => cut(text, 16_384),
  ),
  input(
    "of many lines (100 each)",
    500,
    (n) => `${`data: line of event ${n}\n`.repeat(100)}\n`,
    (text) => cut(text, 16_384),
  ),
  input("many tiny chunks (5 bytes)", 1_000, token, (text) => cut(text, 5)),
];

interface Reader {
  /** Gives the number of events, so that neither can skip any. */
  read(input: Input): number | Promise<number>;
}

/** Both hand over each event: a parser whose events nobody takes would be spared making them. */
const parsers: readonly [ours: Reader, theirs: Reader] = [
  {
    read({ chunks }) {
      const events: unknown[] = [];
      const parser = new EventParser();
      const decoder = new TextDecoder();
      for (const chunk of chunks)
        for (const event of parser.push(decoder.decode(chunk, { stream: true })))
          events.push(event);
      return events.length;
    },
  },
  {
    read({ chunks }) {
      const events: unknown[] = [];
      const parser = createParser({ onEvent: (event) => void events.push(event) });
      const decoder = new TextDecoder();
      for (const chunk of chunks) parser.feed(decoder.decode(chunk, { stream: true }));
      return events.length;
    },
  },
];

const operation: OperationSpec = {
  id: "bench",
  method: "GET",
  path: "/",
  response: eventStream({ item: "event", data: "text" }),
  errors: {},
};

const readers: readonly [ours: Reader, theirs: Reader] = [
  {
    async read(given) {
      let count = 0;
      const stream = await operation.response.parse(respond(given), {
        operation,
        signal: new AbortController().signal,
      });
      for await (const _ of stream as AsyncIterable<unknown>) count++;
      return count;
    },
  },
  {
    async read(given) {
      let count = 0;
      const events = respond(given)
        .body?.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>)
        .pipeThrough(new EventSourceParserStream());
      for await (const _ of events as unknown as AsyncIterable<unknown>) count++;
      return count;
    },
  },
];

const rows = [];
for (const [what, pair] of [
  ["parser alone", parsers],
  ["response", readers],
] as const) {
  for (const given of INPUTS) {
    const [ours = NaN, theirs = NaN, ratio = NaN] = await compare(given, pair);
    if (pair === readers && !(ratio >= LIMIT)) process.exitCode = 1;
    rows.push([
      `${what}: ${given.name}`,
      ours.toLocaleString("en", { maximumFractionDigits: 0 }),
      theirs.toLocaleString("en", { maximumFractionDigits: 0 }),
      ratio.toFixed(2),
    ]);
  }
}
table(["events per second of CPU", "ours", "eventsource-parser", "ratio"], rows);

/** Events per second of CPU time of each, and the ratio: of a round, because both sides of one had the machine in the same mood. */
async function compare(given: Input, [ours, theirs]: readonly [Reader, Reader]): Promise<number[]> {
  const rates: number[][] = [];
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    // Who comes first pays for the other's garbage: in turns.
    const first = round % 2 ? ours : theirs;
    const one = await rate(first, given);
    const other = await rate(first === ours ? theirs : ours, given);
    const [us, them] = first === ours ? [one, other] : [other, one];
    if (round >= 0) rates.push([us, them, us / them]);
  }
  return [0, 1, 2].map((column) => median(rates.map((row) => row[column] ?? NaN)));
}

async function rate(reader: Reader, given: Input): Promise<number> {
  const start = process.cpuUsage();
  let count = 0;
  for (let time = 0; time < given.times; time++) count += await reader.read(given);
  const { user, system } = process.cpuUsage(start);
  if (count !== given.events * given.times) throw new Error(`${given.name}: ${count} events`);
  return (count / (user + system)) * 1e6;
}

function respond({ chunks }: Input): Response {
  const bytes = chunks.values();
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const { done, value } = bytes.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  });
  return new Response(body, { headers: { "Content-Type": "text/event-stream" } });
}

function input(
  name: string,
  events: number,
  event: (n: number) => string,
  split: (text: string) => readonly string[],
): Input {
  const encoder = new TextEncoder();
  const text = Array.from({ length: events }, (_, n) => event(n)).join("");
  const chunks = split(text).map((part) => encoder.encode(part));
  return {
    name,
    events,
    times: Math.ceil(20_000 / events / (text.length / events > 500 ? 20 : 1)),
    chunks,
  };
}

function cut(text: string, size: number): string[] {
  return Array.from({ length: Math.ceil(text.length / size) }, (_, n) =>
    text.slice(n * size, (n + 1) * size),
  );
}
