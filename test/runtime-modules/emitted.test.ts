/** What the emitted package adds to the runtime's modules, called against a server on this machine. */
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, expectTypeOf, test } from "vitest";
import { file, PaperbackLibrary, type Call } from "../../generated/kitchen-sink/src/index.js";
import type { Stream } from "../../generated/kitchen-sink/src/core/stream.js";
import { createAnswer } from "../../generated/kitchen-sink/src/operations/create-answer.js";
import { listPastEventsStream } from "../../generated/kitchen-sink/src/operations/list-past-events.js";
import type { SuggestBookRequest } from "../../generated/kitchen-sink/src/operations/suggest-book.js";
import type { Answer, AnswerPart, LibraryEvent } from "../../generated/kitchen-sink/src/types.js";

interface Seen {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

let server: Server | undefined;
const seen: Seen[] = [];

/** A client of a server that notes what it gets and answers as the `Accept` header asks. */
async function clientOf(
  answers: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): Promise<PaperbackLibrary> {
  server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += String(chunk);
    seen.push({ headers: request.headers, body });
    const type = String(request.headers.accept);
    response.writeHead(200, { "content-type": type, ...headers }).end(answers[type]);
  });
  const listening = server;
  await new Promise<void>((resolve) => listening.listen(0, "127.0.0.1", resolve));
  const { port } = listening.address() as AddressInfo;
  return new PaperbackLibrary({
    baseURL: `http://127.0.0.1:${port}`,
    token: "token",
    retries: { strategy: "none" },
  });
}

afterEach(() => {
  seen.length = 0;
  server?.closeAllConnections();
  server?.close();
});

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

describe("several media types of a request", () => {
  const photo = file("bytes", "atlas.png", { type: "image/png" });
  test.each<[string, SuggestBookRequest, string, string]>([
    ["the first, unless said otherwise", { title: "T" }, "application/json", '{"title":"T"}'],
    [
      "another of the same shape",
      { title: "T", contentType: "application/x-www-form-urlencoded" },
      "application/x-www-form-urlencoded",
      "title=T",
    ],
    [
      "another of another shape",
      { photo, contentType: "multipart/form-data" },
      "multipart/form-data; boundary=",
      'name="photo"; filename="atlas.png"',
    ],
    ["one under `body`", { body: "T", contentType: "text/plain" }, "text/plain", "T"],
  ])("%s", async (_, request, contentType, body) => {
    const client = await clientOf({ "application/json": '{"ticket":"1"}' });
    await client.books.suggest(request);
    expect(seen[0]?.headers["content-type"]).toContain(contentType);
    expect(seen[0]?.body).toContain(body);
  });

  test("what one takes is refused for another", () => {
    // @ts-expect-error -- the form has no photo
    const wrong: SuggestBookRequest = { photo: "p", contentType: "application/json" };
    // @ts-expect-error -- JSON needs the title
    const missing: SuggestBookRequest = {};
    expect([wrong, missing]).toHaveLength(2);
  });
});

test("documented response headers, read as what they are; those that did not come are left out", async () => {
  const client = await clientOf(
    { "application/json": '{"ticket":"1"}' },
    { "X-Suggestions-Left": "2", "X-Similar": "a, b" },
  );
  const call = client.books.suggest({ title: "T" });
  const { data, headers, response } = await call.withResponse();
  expectTypeOf(headers.xSuggestionsLeft).toEqualTypeOf<number | undefined>();
  expect(headers).toEqual({ xSuggestionsLeft: 2, xSimilar: ["a", "b"] });
  expect(data).toEqual({ ticket: "1" });
  expect(response.headers.get("x-suggestions-left")).toBe("2");
});

test("the headers of a page", async () => {
  const body = '{"items":[],"next_cursor":null}';
  const client = await clientOf({ "application/json": body }, { "X-Total-Count": "7" });
  const { data, headers } = await client.books.list().withResponse();
  expectTypeOf(headers.xTotalCount).toEqualTypeOf<number | undefined>();
  expect([data.items, headers.xTotalCount]).toEqual([[], 7]);
});

describe("a stream by a flag", () => {
  const answers = {
    "application/json": '{"text":"whole"}',
    "text/event-stream": 'data: {"text":"a"}\n\ndata: {"text":"b"}\n\ndata: [DONE]\n\n',
  };

  test("the method: whole without it, item by item with it", async () => {
    const client = await clientOf(answers);
    const whole = await client.assistant.createAnswer({ question: "Where?" });
    const stream = await client.assistant.createAnswer({ question: "Where?", stream: true });
    expectTypeOf(whole).toEqualTypeOf<Answer>();
    expectTypeOf(stream).toEqualTypeOf<Stream<AnswerPart>>();
    expect(whole).toEqual({ text: "whole" });
    expect(await all(stream)).toEqual([{ text: "a" }, { text: "b" }]);
    expect(seen.map(({ body }) => JSON.parse(body) as unknown)).toEqual([
      { question: "Where?" },
      { question: "Where?", stream: true },
    ]);
  });

  test("the function; a flag that is known at run time only gives either", async () => {
    const client = await clientOf(answers);
    const stream: boolean = JSON.parse("true") as boolean;
    const call = createAnswer(client, { question: "Where?", stream });
    expectTypeOf(await call).toEqualTypeOf<Answer | Stream<AnswerPart>>();
    expect(await all((await call) as Stream<AnswerPart>)).toHaveLength(2);
    const whole = () => createAnswer(client, { question: "Where?", stream: false });
    expectTypeOf(whole).returns.toExtend<Call<Answer>>();
  });
});

test("a stream by the header `Accept`: a method and a function of their own", async () => {
  const event = { type: "overdue" };
  const lines = `${JSON.stringify(event)}\n`.repeat(2);
  const client = await clientOf({ "application/json": "[]", "application/jsonl": lines });
  expect(await client.listPastEvents()).toEqual([]);
  const stream = await client.listPastEventsStream();
  expectTypeOf(stream).toEqualTypeOf<Stream<LibraryEvent>>();
  expect(await all(stream)).toEqual([event, event]);
  expect(await all(await listPastEventsStream(client))).toHaveLength(2);
  expect(seen.map(({ headers }) => headers.accept)).toEqual([
    "application/json",
    "application/jsonl",
    "application/jsonl",
  ]);
});
