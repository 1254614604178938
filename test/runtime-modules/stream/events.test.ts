import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ServerSentEvent } from "../../../templates/package/src/core/stream.js";
import { EventParser } from "../../../templates/package/src/internal/stream/events.js";

const message = (data: string, id = "", event = "message"): ServerSentEvent => ({
  event,
  data,
  id,
});

const cases: [name: string, given: string, want: ServerSentEvent[]][] = [
  [
    "the specification's stock example",
    "data: YHOO\ndata: +2\ndata: 10\n\n",
    [message("YHOO\n+2\n10")],
  ],
  [
    "the specification's comment and id example",
    ": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n",
    [message("first event", "1"), message("second event"), message(" third event")],
  ],
  [
    "the specification's empty data example",
    "data\n\ndata\ndata\n\ndata:",
    [message(""), message("\n")],
  ],
  [
    "the specification's two equal events",
    "data:test\n\ndata: test\n\n",
    [message("test"), message("test")],
  ],
  ["LF", "event: a\ndata: 1\n\n", [message("1", "", "a")]],
  ["CRLF", "event: a\r\ndata: 1\r\n\r\n", [message("1", "", "a")]],
  ["CR", "event: a\rdata: 1\r\r", [message("1", "", "a")]],
  [
    "all line ends mixed",
    "data: 1\rdata: 2\r\ndata: 3\n\r\ndata: 4\n\r",
    [message("1\n2\n3"), message("4")],
  ],
  [
    "only one space is taken off",
    "data:  two\n\ndata:none\n\ndata:\ttab\n\n",
    [message(" two"), message("none"), message("\ttab")],
  ],
  ["a comment that looks like data", ": data: no\n:data:no\ndata: yes\n\n", [message("yes")]],
  [
    "unknown fields, fields in capitals and a line without colon",
    "foo: 1\nDATA: 2\nbar\ndata: 3\n\n",
    [message("3")],
  ],
  [
    "an event without data is none, and its name does not stay",
    "event: a\n\ndata: 1\n\n",
    [message("1")],
  ],
  [
    "an id stays until another, an empty one ends it",
    "id: 7\ndata: 1\n\ndata: 2\n\nid:\ndata: 3\n\n",
    [message("1", "7"), message("2", "7"), message("3")],
  ],
  [
    "an id with NUL is ignored",
    "id: 1\ndata: a\n\nid: 2\0\ndata: b\n\n",
    [message("a", "1"), message("b", "1")],
  ],
  ["colons in data stay", "data: a:b: c\n\n", [message("a:b: c")]],
  ["an unfinished event is not delivered", "data: 1\n\ndata: 2\n", [message("1")]],
  [
    "a sentinel inside text is text",
    'data: {"t":"say [DONE] now"}\n\n',
    [message('{"t":"say [DONE] now"}')],
  ],
  [
    "unicode line ends are no line ends",
    "data: a\u2028b\u0085c\vd\n\n",
    [message("a\u2028b\u0085c\vd")],
  ],
];

describe.each(cases)("%s", (_name, given, want) => {
  test("whole", () => expect(parse([given])).toEqual(want));
  test("character by character", () => expect(parse([...given])).toEqual(want));
});

test("retry takes digits only; the id of an event without data counts, that of an unfinished one does not", () => {
  const parser = new EventParser();
  parser.push("retry: 10s\nretry: 3000\n\nid: 5\n\nid: 6\ndata: x");
  expect([parser.retryMs, parser.lastEventId, parser.unfinished]).toEqual([3000, "5", true]);
  expect(parser.flush()).toEqual([message("x", "6")]);
  expect([parser.lastEventId, parser.unfinished]).toEqual(["6", false]);
});

test("a comment at the end is nothing unfinished", () => {
  const parser = new EventParser();
  parser.push("data: 1\n\n: keep");
  expect(parser.unfinished).toBe(false);
});

test("bytes in chunks of any size give what the specification's algorithm reads in the whole (property)", () => {
  const line = fc.oneof(
    fc.constantFrom(
      "data: é😀",
      "data:",
      "event: x",
      "id: 1",
      "id",
      ": c",
      "",
      "",
      "retry: 5",
      "retry:10",
      "retry: 5 s",
      "event",
      "event:",
      "id: é2",
      "id: 3\0",
      "data",
      "datax: 1",
      ":",
      " data: 1",
      "data: [DONE]",
    ),
    fc.string({ unit: "binary" }).map((text) => `data: ${text}`),
  );
  const end = fc.constantFrom("\n", "\r\n", "\r");
  const text = fc
    .tuple(fc.boolean(), fc.array(fc.tuple(line, end)))
    .map(([bom, lines]) => (bom ? "\ufeff" : "") + lines.flat().join(""));
  fc.assert(
    fc.property(text, fc.array(fc.nat({ max: 12 }), { minLength: 1 }), (whole, sizes) => {
      const bytes = new TextEncoder().encode(whole);
      const pieces: Uint8Array[] = [];
      for (let at = 0, n = 0; at < bytes.length; n++) {
        const size = Number(sizes[n % sizes.length]) + (n % 7 === 6 ? 1 : 0);
        pieces.push(bytes.subarray(at, at + size));
        at += size;
      }
      const parser = new EventParser();
      const events = decode(pieces).flatMap((piece) => [...parser.push(piece)]);
      const { lastEventId, retryMs } = parser;
      expect({ events, lastEventId, retryMs }).toEqual(
        reference(whole.replace(/\p{Surrogate}/gu, "\ufffd")),
      );
    }),
    { numRuns: 500 },
  );
});

test("a line that comes in a hundred thousand pieces takes linear time", () => {
  const parser = new EventParser();
  const start = process.cpuUsage();
  parser.push("data: ");
  for (let piece = 0; piece < 100_000; piece++) parser.push("0123456789");
  expect(parser.push("\n\n")[0]?.data).toHaveLength(1_000_000);
  // Of the processor, whatever else it has to do: to copy the line for each piece takes minutes.
  expect(process.cpuUsage(start).user).toBeLessThan(5e6);
});

/** Step by step as in "interpreting an event stream", of the whole text. */
function reference(text: string) {
  const events: ServerSentEvent[] = [];
  let [data, type, id, lastEventId, retryMs] = ["", "", "", "", undefined as number | undefined];
  let own: { readonly retry?: number } = {};
  const lines = text.replace(/^\ufeff/, "").split(/\r\n|\n|\r/);
  // What follows the last line end is no line.
  for (const line of lines.slice(0, -1)) {
    if (line === "") {
      lastEventId = id;
      if (data !== "")
        events.push({ ...message(data.replace(/\n$/, ""), id, type || "message"), ...own });
      data = type = "";
      own = {};
      continue;
    }
    const [, field = "", value = ""] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
    if (field === "event") type = value;
    if (field === "data") data += `${value}\n`;
    if (field === "id" && !value.includes("\0")) id = value;
    if (field === "retry" && /^[0-9]+$/.test(value)) own = { retry: (retryMs = Number(value)) };
  }
  return { events, lastEventId, retryMs };
}

function parse(pieces: Iterable<string>): ServerSentEvent[] {
  const parser = new EventParser();
  return [...pieces].flatMap((piece) => [...parser.push(piece)]);
}

function decode(pieces: readonly Uint8Array[]): string[] {
  const decoder = new TextDecoder();
  return [...pieces.map((piece) => decoder.decode(piece, { stream: true })), decoder.decode()];
}
