import { getEventListeners } from "node:events";
import { describe, expect, test } from "vitest";
import { Stream, StreamEventError } from "../../../templates/package/src/core/stream.js";
import {
  eventStream,
  type EventStreamOptions,
} from "../../../templates/package/src/internal/response/event-stream.js";
import { answer, contextOf, drain, served } from "./serve.js";

const TYPE = "text/event-stream; charset=utf-8";
const utf8 = new TextEncoder().encode('data: "é😀"\n\n');

interface Case {
  readonly name: string;
  readonly sent: readonly (string | Uint8Array)[];
  readonly finish?: "end" | "hang" | "destroy";
  readonly options?: EventStreamOptions;
  readonly items: readonly unknown[];
  readonly error?: object;
}

const done = { sentinel: "[DONE]" };
const cases: Case[] = [
  {
    name: "JSON of each event",
    sent: ['data: {"a":1}\n\n', "data: [2]\n\n"],
    items: [{ a: 1 }, [2]],
  },
  {
    name: "CRLF cut between CR and LF",
    sent: ["data: 1\r", "\n\r", "\ndata: 2\r\n\r\n"],
    items: [1, 2],
  },
  {
    name: "characters cut apart",
    sent: [...utf8].map((byte) => new Uint8Array([byte])),
    items: ["é😀"],
  },
  { name: "byte order mark", sent: ["\ufeffdata: 1\n\n"], items: [1] },
  { name: "data of many lines", sent: ['data: {\ndata: "a": 1\ndata: }\n\n'], items: [{ a: 1 }] },
  { name: "keep-alive comments", sent: [": data: 0\n\n", "data: 1\n\n"], items: [1] },
  {
    name: "sentinel, then more",
    sent: ["data: 1\n\ndata: [DONE]\n\ndata: 2\n\n"],
    finish: "hang",
    options: done,
    items: [1],
  },
  {
    name: "sentinel inside JSON text",
    sent: ['data: {"t":"say [DONE] now"}\n\ndata: [DONE]\n\n'],
    options: done,
    items: [{ t: "say [DONE] now" }],
  },
  {
    name: "[DONE] where no sentinel is stated, on a connection that stays open",
    sent: ['data: {"t":"[DONE]"}\n\ndata: [DONE]\n\n'],
    finish: "hang",
    items: [{ t: "[DONE]" }],
  },
  {
    name: "[DONE] without a blank line at the end",
    sent: ["data: 1\n\ndata: [DONE]"],
    items: [1],
  },
  {
    name: "a sentinel without a blank line at the end",
    sent: ["data: 1\n\ndata: [DONE]\n"],
    options: done,
    items: [1],
  },
  {
    name: "[DONE] as the data of a whole event",
    sent: ["data: 1\n\ndata: [DONE]\n\n"],
    options: { item: "event" },
    items: [{ event: "message", data: 1, id: "" }],
  },
  {
    name: "[DONE] in a stream of texts is one of them",
    sent: ["data: a\n\ndata: [DONE]\n\ndata: b\n\n"],
    options: { data: "text" },
    items: ["a", "[DONE]", "b"],
  },
  {
    name: "[DONE] in an event whose data is a text, of a stream of JSON",
    sent: ["event: word\ndata: [DONE]\n\ndata: 1\n\ndata: [DONE]\n\n"],
    options: { dataExceptions: ["word"] },
    items: ["[DONE]", 1],
  },
  {
    name: "[DONE] where another sentinel is stated",
    sent: ["data: 1\n\ndata: [DONE]\n\ndata: END\n\n"],
    options: { sentinel: "END" },
    items: [1],
    error: { name: "ResponseParseError", snippet: "[DONE]" },
  },
  {
    name: "text, spaces kept",
    sent: ["data:  two \n\n", "data: \n\n"],
    options: { data: "text" },
    items: [" two ", ""],
  },
  {
    name: "whole events",
    sent: ["id: 1\nevent: x\ndata: 5\n\n"],
    options: { item: "event" },
    items: [{ event: "x", data: 5, id: "1" }],
  },
  {
    name: "text in some events, JSON in the others",
    sent: ["event: word\ndata: 5\n\n", "event: number\ndata: 5\n\n"],
    options: { dataExceptions: ["word"] },
    items: ["5", 5],
  },
  {
    name: "JSON in some events, text in the others",
    sent: ["data: 5\n\n", "event: number\ndata: 5\n\n"],
    options: { data: "text", dataExceptions: ["number"] },
    items: ["5", 5],
  },
  {
    name: "an error event whose name the document uses for data",
    sent: ["event: error\ndata: 1\n\n"],
    options: { errorEvents: [] },
    items: [1],
  },
  {
    name: "a tail without blank line, on request",
    sent: ["data: 1\n\ndata: 2"],
    options: { flushTail: true },
    items: [1, 2],
  },
  {
    name: "bad JSON after a good event",
    sent: ["data: 1\n\ndata: {oops\n\ndata: 3\n\n"],
    items: [1],
    error: {
      name: "ResponseParseError",
      status: 200,
      snippet: "{oops",
      reason: "the data of an event is not valid JSON",
    },
  },
  {
    name: "error event",
    sent: ["data: 1\n\n", 'event: error\ndata: {"error":{"code":429,"message":"slow down"}}\n\n'],
    finish: "hang",
    items: [1],
    error: {
      name: "StreamEventError",
      message: "op: the server ended the stream with an error: slow down",
      data: { error: { code: 429, message: "slow down" } },
    },
  },
  {
    name: "error event that is no JSON",
    sent: ["event: error\ndata: oops\n\n"],
    items: [],
    error: { name: "StreamEventError", data: "oops" },
  },
  {
    name: "error event without words",
    sent: ['event: error\ndata: {"code":17}\n\n'],
    items: [],
    error: { name: "StreamEventError", message: "op: the server ended the stream with an error" },
  },
  {
    name: "cut connection",
    sent: ["id: 4\ndata: 1\n\n"],
    finish: "destroy",
    items: [1],
    error: {
      name: "StreamInterruptedError",
      delivered: 1,
      lastEventId: "4",
      cause: expect.anything(),
    },
  },
  {
    name: "end inside an event",
    sent: ["data: 1\n\ndata: 2\n"],
    items: [1],
    error: { name: "StreamInterruptedError", message: "op: the stream ended inside an event" },
  },
  ...["id: 6\n", "event: x\n", "id"].map((start) => ({
    name: `end after ${JSON.stringify(start)}: the event that it begins is not there, nor does its id count`,
    sent: [`id: 5\ndata: 1\n\n${start}`],
    items: [1],
    error: { name: "StreamInterruptedError", delivered: 1, lastEventId: "5" },
  })),
  {
    name: "end without the sentinel, after an id",
    sent: ["id: 5\ndata: 1\n\nid: 6\n"],
    options: done,
    items: [1],
    error: { name: "StreamInterruptedError", lastEventId: "5" },
  },
  {
    name: "end after a comment, or a retry",
    sent: ["data: 1\n\nretry: 5\n: bye\n:"],
    items: [1],
  },
  {
    name: "end without the sentinel",
    sent: ["data: 1\n\n"],
    options: done,
    items: [1],
    error: { name: "StreamInterruptedError", message: "op: the stream ended without [DONE]" },
  },
];

describe.each(cases)("$name", ({ sent, finish, options, items, error }) => {
  test("by for await; the connection is closed afterwards", () =>
    served(
      eventStream<unknown>(options),
      answer(TYPE, sent, finish),
      async ({ value, context, closed }) => {
        const got = await drain(value);
        expect(got.items).toEqual(items);
        if (error) expect(got.error).toMatchObject(error);
        else expect(got.error).toBeUndefined();
        expect(context.lifetime?.live.size).toBe(0);
        await closed;
      },
    ));
});

const endless = answer(TYPE, ["id: 1\nretry: 20\ndata: 1\n\ndata: 2\n\n"], "hang");

describe("leaving", () => {
  test("break closes the connection", () =>
    served(eventStream<number>(), endless, async ({ value, closed, context }) => {
      for await (const item of value) {
        expect(item).toBe(1);
        break;
      }
      await closed;
      expect(context.lifetime?.live.size).toBe(0);
    }));

  test("so does a throw in the loop, cancel before or while it is read, and await using", async () => {
    await served(eventStream<number>(), endless, async ({ value, closed }) => {
      await expect(async () => {
        for await (const item of value) throw new Error(`mine ${item}`);
      }).rejects.toThrow("mine 1");
      await closed;
    });
    await served(eventStream<number>(), endless, async ({ value, closed }) => {
      value.cancel();
      expect(await drain(value)).toEqual({ items: [], error: undefined });
      await closed;
    });
    await served(eventStream<number>(), endless, async ({ value, closed }) => {
      setTimeout(() => value.cancel(), 30);
      expect(await drain(value)).toEqual({ items: [1, 2], error: undefined });
      await closed;
    });
    await served(eventStream<number>(), endless, async ({ value, closed }) => {
      await value[Symbol.asyncDispose]();
      await closed;
    });
  });

  test("events that came along are not delivered after it", async () => {
    await served(eventStream<number>(), endless, async ({ value }) => {
      const items: number[] = [];
      for await (const item of value) {
        items.push(item);
        value.cancel();
      }
      expect(items).toEqual([1]);
    });
  });

  test("a stream is read once", () =>
    served(eventStream<number>(), endless, async ({ value }) => {
      value[Symbol.asyncIterator]();
      expect(() => value[Symbol.asyncIterator]()).toThrow(/read once/);
      value.cancel();
    }));
});

describe("ends from outside", () => {
  test("the caller's signal ends a waiting read, with the reason as cause", async () => {
    const controller = new AbortController();
    await served(
      eventStream<number>(),
      endless,
      async ({ value, closed }) => {
        setTimeout(() => controller.abort(new Error("mine")), 30);
        const { items, error } = await drain(value);
        expect(items).toEqual([1, 2]);
        expect(error).toMatchObject({
          name: "AbortedError",
          phase: "body",
          cause: { message: "mine" },
        });
        await closed;
      },
      contextOf({ signal: controller.signal }),
    );
  });

  test("so does a signal that comes between two events of one piece", async () => {
    const controller = new AbortController();
    await served(
      eventStream<number>(),
      endless,
      async ({ value }) => {
        const items: number[] = [];
        const reading = async () => {
          for await (const item of value) {
            items.push(item);
            controller.abort("mine");
          }
        };
        await expect(reading()).rejects.toMatchObject({ name: "AbortedError", cause: "mine" });
        expect(items).toEqual([1]);
      },
      contextOf({ signal: controller.signal }),
    );
  });

  test("one listener for any number of streams of a signal, none after them", async () => {
    const { signal } = new AbortController();
    const listeners = () => getEventListeners(signal, "abort").length;
    const context = contextOf({ signal });
    await served(
      eventStream<number>(),
      endless,
      async ({ value }) => {
        await served(
          eventStream<number>(),
          endless,
          async ({ value: other }) => {
            expect(listeners()).toBe(1);
            value.cancel();
            expect(listeners()).toBe(1);
            other.cancel();
            expect(listeners()).toBe(0);
          },
          context,
        );
      },
      context,
    );
  });

  test("closing the client ends it", () =>
    served(eventStream<number>(), endless, async ({ value, context }) => {
      setTimeout(() => [...(context.lifetime?.live ?? [])].forEach((end) => end()), 30);
      expect(await drain(value)).toMatchObject({ items: [1, 2], error: { name: "AbortedError" } });
    }));

  test("a server that stays silent for idleTimeoutMs", () =>
    served(
      eventStream<number>(),
      endless,
      async ({ value, closed }) => {
        expect(await drain(value)).toMatchObject({
          items: [1, 2],
          error: { name: "TimeoutError", limit: "idle", limitMs: 40, phase: "body" },
        });
        await closed;
      },
      contextOf({ idleTimeoutMs: 40 }),
    ));

  test("time that the reader takes is no silence", () =>
    served(
      eventStream<number>(),
      answer(TYPE, ["data: 1\n\n", "data: 2\n\n"]),
      async ({ value }) => {
        const items: number[] = [];
        for await (const item of value) {
          items.push(item);
          await new Promise((resolve) => setTimeout(resolve, 60));
        }
        expect(items).toEqual([1, 2]);
      },
      contextOf({ idleTimeoutMs: 50 }),
    ));
});

describe("other views", () => {
  test("lastEventId and retryMs follow the reading", () =>
    served(eventStream<number>(), endless, async ({ value }) => {
      for await (const item of value) {
        expect([item, value.lastEventId, value.retryMs]).toEqual([1, "1", 20]);
        break;
      }
    }));

  test("each reader of a tee has an error of its own, of the same kind", () =>
    served(
      eventStream<number>(),
      answer(TYPE, ["data: 1\n\nevent: error\ndata: no\n\n"]),
      async ({ value }) => {
        const [left, right] = value.tee();
        async function leftReader() {
          for await (const item of left) expect(item).toBe(1);
        }
        async function rightReader() {
          for await (const item of right) expect(item).toBe(1);
        }
        const [first, second] = await Promise.all(
          [leftReader(), rightReader()].map((read) =>
            read.catch((error: unknown) => error as Error),
          ),
        );
        expect(first).not.toBe(second);
        expect(second).toBeInstanceOf(StreamEventError);
        expect(second).toEqual(first);
        expect([first?.stack, second?.stack]).toEqual([
          expect.stringContaining("leftReader"),
          expect.stringContaining("rightReader"),
        ]);
      },
    ));

  test("tee gives both readers every item and every failure; the connection ends when both have left", async () => {
    await served(
      eventStream<number>(),
      answer(TYPE, ["data: 1\n\ndata: 2\n\ndata: {\n\n"]),
      async ({ value }) => {
        const [left, right] = value.tee();
        const want = { items: [1, 2], error: { name: "ResponseParseError" } };
        expect(await drain(left)).toMatchObject(want);
        expect(await drain(right)).toMatchObject(want);
      },
    );
    await served(eventStream<number>(), endless, async ({ value, closed, context }) => {
      const [left, right] = value.tee();
      for await (const item of left) if (item === 2) break;
      expect(context.lifetime?.live.size).toBe(1);
      for await (const item of right) if (item === 2) break;
      await closed;
    });
  });

  test("toReadableStream gives items, and its cancel ends the connection", () =>
    served(eventStream<number>(), endless, async ({ value, closed }) => {
      const reader = value.toReadableStream().getReader();
      expect([await reader.read(), await reader.read()]).toEqual([
        { done: false, value: 1 },
        { done: false, value: 2 },
      ]);
      await reader.cancel();
      await closed;
    }));

  test("what is no event stream is refused before any item", () =>
    served(
      {
        accept: "",
        parse: async (response, context) =>
          eventStream()
            .parse(response, context)
            .catch((error: unknown) => error),
      },
      answer("application/json", ["{}"]),
      async ({ value }) => {
        expect(value).not.toBeInstanceOf(Stream);
        expect(value).toMatchObject({
          name: "ResponseParseError",
          status: 200,
          snippet: "{}",
          reason: "it is application/json, not text/event-stream",
        });
      },
    ));
});
