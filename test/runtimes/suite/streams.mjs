/** Streams of events, and bodies that are no JSON: through `request`, because the rerank API has none of its own. */
import { AbortedError, ConnectionError, OpenRouter, TimeoutError } from "openrouter-rerank";
import { asEvents, asJsonLines } from "openrouter-rerank/responses";
import { once } from "./call.mjs";
import { equal, rejection } from "./check.mjs";

function watch(place, options = {}) {
  const client = new OpenRouter({ apiKey: "secret-key", baseURL: place.baseURL });
  const response = asEvents({ sentinel: "[DONE]" });
  return client.request("POST", "/watch", { body: {}, response, ...once, ...options });
}

/** The items of a stream, and the error that it ends with. */
async function drain(stream, ErrorClass, each = () => {}) {
  const items = [];
  const reading = async () => {
    for await (const item of stream) {
      items.push(item.n);
      each();
    }
  };
  return { items, error: ErrorClass ? await rejection(reading(), ErrorClass) : await reading() };
}

export const streams = {
  async "a stream of events, cut inside a character and a line end"({ at }) {
    const items = [];
    for await (const item of await watch(at("events"))) items.push(item);
    equal(items, [{ n: 1 }, { n: "日本 👩‍👩‍👧" }]);
  },

  async "lines of JSON"({ at }) {
    const client = new OpenRouter({ apiKey: "key", baseURL: at("lines").baseURL });
    const stream = await client.request("POST", "/lines", { response: asJsonLines() });
    equal((await drain(stream)).items, [1, 2]);
  },

  async "leaving the loop closes the connection"({ at }) {
    const place = at("events-open");
    for await (const item of await watch(place)) {
      equal(item.n, 1);
      break;
    }
    equal(await place.hungUp(), true, "the connection is closed");
  },

  async "a stream that is cut is no finished one"({ at }) {
    const { items, error } = await drain(await watch(at("events-cut")), ConnectionError);
    equal([items, error.name, error.delivered], [[1], "StreamInterruptedError", 1]);
  },

  async "an end without the mark is no finished stream"({ at }) {
    const { items, error } = await drain(await watch(at("events-unmarked")), ConnectionError);
    equal([items, error.name, error.lastEventId], [[1], "StreamInterruptedError", "1"]);
  },

  async "a server that falls silent"({ at }) {
    const stream = await watch(at("events-open"), { idleTimeoutMs: 150 });
    const { items, error } = await drain(stream, TimeoutError);
    equal([items, error.limit, error.limitMs], [[1], "idle", 150]);
  },

  async "abort in a stream"({ at }) {
    const place = at("events-open");
    const controller = new AbortController();
    let abortedAt = 0;
    const abort = () => {
      abortedAt = Date.now();
      controller.abort("mine");
    };
    const stream = await watch(place, { signal: controller.signal });
    const { error } = await drain(stream, AbortedError, () => setTimeout(abort, 50));
    const ms = Date.now() - abortedAt;
    equal([error.phase, error.cause], ["body", "mine"]);
    equal(await place.hungUp(), true, "the connection is closed");
    return `ended ${ms} ms after the abort`;
  },

  async "tee() and toReadableStream()"({ at }) {
    const [left, right] = (await watch(at("events"))).tee();
    const reader = left.toReadableStream().getReader();
    equal((await reader.read()).value.n, 1);
    equal((await drain(right)).items.length, 2);
    equal([(await reader.read()).done, (await reader.read()).done], [false, true]);
  },

  // Without a file: for such, Node 18 warns that its `File` is experimental.
  async "a form"({ at }) {
    const place = at("ok");
    const client = new OpenRouter({ apiKey: "key", baseURL: place.baseURL });
    const body = new FormData();
    body.append("note", "é");
    body.append("name", "two\r\nlines");
    await client.request("POST", "/files", { body });
    const [received] = await place.seen();
    equal(/^multipart\/form-data; ?boundary=/.test(received.headers["content-type"]), true, "type");
    for (const part of ["é", 'name="name"', "two\r\nlines"])
      equal(received.body.includes(part), true, `${part} in the body`);
  },

  async bytes({ at }) {
    const place = at("ok");
    const client = new OpenRouter({ apiKey: "key", baseURL: place.baseURL });
    await client.request("PUT", "/bytes", { body: new TextEncoder().encode("bytes") });
    equal((await place.seen("PUT"))[0].body, "bytes");
  },
};
