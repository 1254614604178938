/** Uploads: what arrives is what was given, or the call rejects and no server takes it for whole. */
import { once } from "node:events";
import { createReadStream, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { call, type CallOptions } from "../../../templates/package/src/core/call.js";
import {
  type BinaryResponse,
  file,
  NamedFile,
  type Uploadable,
} from "../../../templates/package/src/core/files.js";
import type { BodySpec } from "../../../templates/package/src/core/operation.js";
import { requestWith } from "../../../templates/package/src/core/request.js";
import { withRetries } from "../../../templates/package/src/core/retries.js";
import { binaryBody } from "../../../templates/package/src/internal/body/binary.js";
import { multipartBody } from "../../../templates/package/src/internal/body/multipart.js";
import { multipartList } from "../../../templates/package/src/internal/body/multipart-list.js";
import { binaryResponse } from "../../../templates/package/src/internal/response/binary.js";
import { jsonResponse } from "../../../templates/package/src/internal/response/json.js";
import { fileFromPath } from "../../../templates/package/src/node.js";
import { tempFolder } from "../../support/temp-folder.js";
import { InvalidRequestError, RankCore } from "../../support/rank-sdk.js";
import { begun, failing, sizes, sources } from "./upload-sources.js";
import {
  type Arrival,
  partsOf,
  sha256,
  startUploadServer,
  type UploadServer,
} from "./upload-server.js";

let server: UploadServer;
beforeAll(async () => {
  server = await startUploadServer();
});
afterAll(() => server.close());

function send(body: BodySpec, request: object, options: CallOptions = {}): Promise<unknown> {
  const client = new RankCore({ baseURL: server.url });
  const operation = {
    id: "upload",
    method: "POST",
    path: "/upload",
    body,
    response: jsonResponse,
    errors: {},
  };
  return call(client, operation, request, options, withRetries);
}

interface Form {
  send(content: Uploadable, options?: CallOptions): Promise<unknown>;
  /** The content in what arrived. */
  of(arrival: Arrival): Buffer | undefined;
}

const octets = binaryBody("application/octet-stream");
const named = (content: Uploadable, options = {}) =>
  content instanceof NamedFile ? content : file(content, "a.bin", options);
const all = ({ bytes }: Arrival) => bytes;
const second = (arrival: Arrival) => partsOf(arrival)[1];

const forms: Readonly<Record<string, Form>> = {
  "a binary body": { send: (body, options) => send(octets, { body }, options), of: all },
  "a binary body with a name": {
    send: (content, options) => send(octets, { body: named(content) }, options),
    of: all,
  },
  "a binary body with a name and a type": {
    send: (content, options) =>
      send(binaryBody("*/*"), { body: named(content, { type: "image/png" }) }, options),
    of: all,
  },
  "a part": {
    send: (photo, options) => send(multipartBody("flat"), { text: "t", photo }, options),
    of: second,
  },
  "a part with a name": {
    send: (content, options) =>
      send(multipartBody("flat"), { text: "t", photo: named(content) }, options),
    of: second,
  },
  "a part with a name and a type": {
    send: (content, options) =>
      send(multipartBody("flat"), { text: "t", photo: named(content, { type: "a/b" }) }, options),
    of: second,
  },
  "a part of a list": {
    send: (content, options) =>
      send(multipartBody("flat"), { photos: [new Blob(["first"]), content] }, options),
    of: second,
  },
  "a part without a name of its own": {
    send: (content, options) =>
      send(multipartList("multipart/mixed"), { body: ["first", content] }, options),
    of: second,
  },
  "request()": {
    send: (body, options) => {
      const client = new RankCore({ baseURL: server.url });
      return requestWith(client, { errors: {} }, "POST", "/upload", { ...options, body });
    },
    of: all,
  },
};

const sourceForms = (kinds: readonly string[]) =>
  kinds.flatMap((source) => Object.keys(forms).map((form) => [source, form] as const));

describe.each(Object.entries(sizes))("what is given arrives, %s", (_, chunks) => {
  test.each(sourceForms(Object.keys(sources)))("%s as %s", async (source, form) => {
    const arrived = server.next();
    await forms[form]?.send((await sources[source]?.(chunks)) ?? "");
    const arrival = await arrived;
    expect(arrival.isComplete).toBe(true);
    expect(sha256(forms[form]?.of(arrival) ?? Buffer.of())).toBe(sha256(Buffer.concat(chunks)));
  });
});

describe.each([
  ["at once", 0],
  ["in the middle", 12],
  ["after the last chunk", 24],
])("a source that fails %s fails the call, and nothing whole arrives", (_, count) => {
  test.each(sourceForms(Object.keys(failing)))("%s as %s", async (source, form) => {
    const arrived = server.next();
    const cause = new Error("disk on fire");
    const content = failing[source]?.(begun.slice(0, count), cause) ?? "";
    const error: unknown = await forms[form]?.send(content).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(InvalidRequestError);
    expect(error).toMatchObject({ cause, message: expect.stringContaining("disk on fire") });
    // What fails before the request goes out never reaches the server.
    const arrival = await Promise.race([arrived, wait(50)]);
    expect(arrival?.isComplete ?? false).toBe(false);
    if (arrival === undefined) await forms[form]?.send("to take the place");
  });
});

test("text in any pieces, and bytes in any, arrive as if they were one", async () => {
  const chunk = fc.oneof(
    fc.string({ unit: "binary", maxLength: 20 }), // halves of characters, too
    fc.uint8Array({ maxLength: 20 }),
  );
  const one = (chunks: readonly (string | Uint8Array)[]): Buffer => {
    // Texts that follow each other are one text.
    const joined: (string | Uint8Array)[] = [];
    for (const each of chunks) {
      const last = joined.at(-1);
      if (typeof each === "string" && typeof last === "string") joined.splice(-1, 1, last + each);
      else joined.push(each);
    }
    return Buffer.concat(joined.map((each) => Buffer.from(each)));
  };
  await fc.assert(
    fc.asyncProperty(fc.array(chunk, { maxLength: 12 }), async (chunks) => {
      const { body } = octets({ body: Readable.from(chunks) });
      expect(Buffer.from(await new Response(body ?? null).arrayBuffer())).toEqual(one(chunks));
    }),
  );
  const { body } = octets({ body: Readable.from(["\ud83d", "\ude00", "\ud83d"]) });
  expect(await new Response(body ?? null).text()).toBe("😀\ufffd");
});

describe("a source is closed when its call ends without it", () => {
  /** Says when it is closed; gives without end, or waits without end. */
  function watched(kind: string): { content: Uploadable; closed: Promise<void> } {
    let close: () => void = () => {};
    const closed = new Promise<void>((resolve) => (close = resolve));
    const chunk = Buffer.alloc(1024);
    const never = new Promise<never>(() => {});
    switch (kind) {
      case "a generator":
        return {
          closed,
          content: (async function* () {
            try {
              for (;;) {
                yield chunk;
                await wait(1);
              }
            } finally {
              close();
            }
          })(),
        };
      case "an iterator that waits":
        return {
          closed,
          content: {
            [Symbol.asyncIterator]: () => ({
              next: () => never,
              return: () => {
                close();
                return Promise.resolve({ done: true as const, value: undefined });
              },
            }),
          },
        };
      case "a Readable that waits":
        return { closed, content: new PassThrough().on("close", close) };
      case "a web stream that waits":
        return { closed, content: new ReadableStream({ pull: () => never, cancel: close }) };
      default:
        return {
          closed,
          content: new Readable({ read() {} }).on("close", close),
        };
    }
  }
  const kinds = [
    "a generator",
    "an iterator that waits",
    "a Readable that waits",
    "a web stream that waits",
  ];

  test.each(sourceForms(kinds))("by an abort: %s as %s", async (kind, form) => {
    const { content, closed } = watched(kind);
    const arrived = server.next();
    const controller = new AbortController();
    const sent = forms[form]?.send(content, { signal: controller.signal });
    setTimeout(() => controller.abort(), 20);
    await expect(sent).rejects.toMatchObject({ name: "AbortedError" });
    await closed;
    const arrival = await Promise.race([arrived, wait(50)]);
    expect(arrival?.isComplete ?? false).toBe(false);
    if (arrival === undefined) await forms[form]?.send("to take the place");
  });

  test.each(["by a timeout", "before it is read", "because another fails"])("%s", async (why) => {
    const { content, closed } = watched("a Readable that is never read");
    const broken = failing["a web stream"]?.([], new Error("broken"));
    const options: CallOptions =
      why === "by a timeout"
        ? { timeoutMs: 20, fetch: () => new Promise(() => {}) }
        : { middleware: [() => Promise.reject(new Error("not today"))] };
    const parts = why === "because another fails" ? [broken, content] : [content];
    await expect(
      send(multipartBody("flat"), { parts }, parts.length > 1 ? {} : options),
    ).rejects.toBeInstanceOf(Error);
    await closed;
  });
});

test("a source is asked for no more than the network takes", async () => {
  let asked = 0;
  const endless = async function* () {
    for (;;) {
      asked += 1;
      yield Buffer.alloc(64 * 1024);
    }
  };
  const { body } = octets({ body: endless() });
  const reader = (body as ReadableStream<Uint8Array>).getReader();
  await wait(5);
  expect(asked).toBe(0);
  for (let count = 1; count <= 3; count++) {
    await reader.read();
    expect(asked).toBe(count);
  }
  await reader.cancel();
});

describe("a source is read once", () => {
  const used = async (content: Uploadable) => {
    const arrived = server.next();
    await send(octets, { body: content });
    await arrived;
    return content;
  };
  test.each<[string, () => Promise<Uploadable>]>([
    [
      "a generator",
      () => used(sources["an async generator"]?.(sizes["small"] ?? []) as Uploadable),
    ],
    ["a Readable", () => used(Readable.from(["a"]))],
    ["a file", () => used(createReadStream(import.meta.filename))],
    ["a web stream", () => used(new Blob(["a"]).stream())],
    [
      "a web stream that somebody has read from",
      async () => {
        const stream = new Blob(["a"]).stream();
        const reader = stream.getReader();
        await reader.read();
        reader.releaseLock();
        return stream;
      },
    ],
  ])("a second call with %s is refused, and sends nothing", async (_, make) => {
    const content = await make();
    for (const form of ["a binary body", "a part", "request()"])
      await expect(forms[form]?.send(content)).rejects.toBeInstanceOf(InvalidRequestError);
  });
});

test.each<[string, () => Uploadable]>([
  ["a generator", () => sources["an async generator"]?.(sizes["small"] ?? []) as Uploadable],
  ["a Readable", () => Readable.from(["a"])],
  ["a file", () => createReadStream(import.meta.filename)],
  ["a web stream", () => new Blob(["a"]).stream()],
])("one source in two places is refused: the second would get nothing of %s", async (_, make) => {
  const content = make();
  const twice = { photos: [content, content] };
  await expect(send(multipartBody("flat"), twice)).rejects.toBeInstanceOf(InvalidRequestError);
});

test("a Readable that somebody has read from is refused: its beginning is lost", async () => {
  const readable = createReadStream(import.meta.filename, { highWaterMark: 64 });
  await once(readable, "readable");
  readable.read(10);
  await expect(send(octets, { body: readable })).rejects.toBeInstanceOf(InvalidRequestError);
});

test("a source is closed when the server has answered without it", async () => {
  const endless = new Readable({ read() {} });
  const closed = once(endless, "close");
  const answers = async () => Response.json({});
  expect(await send(octets, { body: endless }, { fetch: answers })).toEqual({});
  await closed;

  // A stream or a download that is the answer may still need it.
  const other = new Readable({ read() {} });
  const otherClosed = once(other, "close");
  const client = new RankCore({ baseURL: server.url });
  const download = await requestWith<BinaryResponse>(client, { errors: {} }, "POST", "/upload", {
    body: other,
    fetch: async () => new Response("bytes"),
    response: binaryResponse("*/*"),
  });
  expect(other.destroyed).toBe(false);
  expect(await download.text()).toBe("bytes");
  await otherClosed;
});

test("a chunk that is neither bytes nor text is refused", async () => {
  for (const chunk of [{}, 7, null, undefined, new Blob(["x"])]) {
    const chunks = async function* () {
      yield chunk as unknown as Uint8Array;
    };
    await expect(send(octets, { body: chunks() })).rejects.toThrow(/neither bytes nor text/);
  }
});

test("a file that is not there fails the call, though an earlier part is still on its way", async () => {
  const photos = [new Readable({ read() {} }), createReadStream("/nowhere/at/all")];
  await expect(send(multipartBody("flat"), { photos })).rejects.toMatchObject({
    name: "InvalidRequestError",
    cause: { code: "ENOENT" },
  });
});

test("a file that changes between its naming and its sending fails the call", async () => {
  const path = join(tempFolder({ "a.bin": "before" }), "a.bin");
  const content = await fileFromPath(path);
  writeFileSync(path, "something longer than before");
  const arrived = server.next();
  await expect(send(octets, { body: content })).rejects.toBeInstanceOf(Error);
  expect((await Promise.race([arrived, wait(50)]))?.isComplete ?? false).toBe(false);
});

test("a server that answers before it has all is believed, unless the source then fails first", async () => {
  const answers = async (_input: unknown, init?: { readonly body?: unknown }) => {
    const { body } = init ?? {};
    if (!(body instanceof ReadableStream)) throw new Error("it is no stream");
    const reader = body.getReader();
    for (let count = 0; count < 2; count++) await reader.read().catch(() => {});
    return Response.json({});
  };
  const fail = (count: number) => failing["a Readable"]?.(begun.slice(0, count), new Error("gone"));
  expect(await send(octets, { body: fail(20) }, { fetch: answers })).toEqual({});
  await expect(send(octets, { body: fail(1) }, { fetch: answers })).rejects.toThrow(/gone/);
});

test.each(Object.keys(forms))(
  "the request is aborted before its body breaks off: %s",
  async (form) => {
    const order: string[] = [];
    const watching = async (_input: unknown, init?: RequestInit) => {
      init?.signal?.addEventListener("abort", () => order.push("aborted"));
      const reader = new Response(init?.body ?? null).body?.getReader();
      for (;;) if ((await reader?.read())?.done !== false) return Response.json({});
    };
    const reading = (...given: Parameters<typeof watching>) =>
      watching(...given).catch((error: unknown) => {
        order.push("broken off");
        throw error;
      });
    const content = failing["an async generator"]?.(begun.slice(0, 1), new Error("gone")) ?? "";
    await expect(forms[form]?.send(content, { fetch: reading })).rejects.toThrow(/gone/);
    expect(order).toEqual(["aborted", "broken off"]);
  },
);
