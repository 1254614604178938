/** The emitted package compares what arrives with its document, for those who ask; never is anything changed. */
import { afterAll, beforeAll, describe, expect, expectTypeOf, test } from "vitest";
import {
  ErrorResponseError,
  isPaperbackLibraryError,
  PaperbackLibrary,
} from "../../../generated/kitchen-sink/src/index.js";
import type { OperationSpec } from "../../../generated/kitchen-sink/src/core/operation.js";
import { getMember } from "../../../generated/kitchen-sink/src/operations/get-member.js";
import {
  Book,
  Item,
  LibraryEvent,
  LoanOverdue,
} from "../../../generated/kitchen-sink/src/schemas.js";
import {
  responseValidation,
  ResponseValidationError,
  type Mismatch,
  type ResponseSchema,
  type ResponseValidationOptions,
} from "../../../generated/kitchen-sink/src/validation.js";
import { reply, startFaultServer, type FaultServer } from "../../support/fault-server.js";

let server: FaultServer;
beforeAll(async () => {
  server = await startFaultServer();
});
afterAll(() => server.close());

interface Log {
  readonly message: string;
  readonly paths: readonly string[];
}

/** A client, and what it writes to its logger. */
function clientOf(options: ResponseValidationOptions = {}) {
  const logs: Log[] = [];
  const warn = (message: string, details?: object) => {
    const { issues } = details as { issues: readonly Mismatch[] };
    logs.push({ message, paths: issues.map(({ path }) => path) });
  };
  const client = new PaperbackLibrary({
    baseURL: server.url,
    token: "token",
    session: "session",
    signature: "signature",
    retries: { strategy: "none" },
    validate: responseValidation({ logger: { warn }, ...options }),
  });
  return { client, logs };
}

const good = { id: "1", title: "T", pages: 1 };
const bad = { id: 1, title: "T", pages: null, extra: "secret", unknown: [1] };
const differs =
  "getBook: 200, but what arrived is not what the document says: /id should be string, but is number, and 1 more";

describe("warn", () => {
  test("says nothing of what is as documented, and of what the document does not name", async () => {
    server.play(reply(200, { ...good, genre: "a genre of tomorrow", since: "yesterday" }));
    const { client, logs } = clientOf();
    const book = await client.books.get({ bookId: "1" });
    expect(book).toEqual({ ...good, genre: "a genre of tomorrow", since: "yesterday" });
    expect(logs).toEqual([]);
  });

  test("tells the logger where it differs, without values, and hands the data on as it came", async () => {
    server.play(reply(200, bad));
    const { client, logs } = clientOf({ mode: "warn" });
    expect(await client.books.get({ bookId: "1" })).toEqual(bad);
    expect(logs).toEqual([{ message: differs, paths: ["/id", "/pages"] }]);
  });

  test("a logger that throws loses nothing", async () => {
    server.play(reply(200, bad));
    const warn = () => {
      throw new Error("full");
    };
    const { client } = clientOf({ logger: { warn } });
    expect(await client.books.get({ bookId: "1" })).toEqual(bad);
  });
});

describe("error", () => {
  test("throws what arrived, where it differs, and whose answer it was", async () => {
    server.play(reply(200, bad, { "x-request-id": "r1" }));
    const { client, logs } = clientOf({ mode: "error" });
    const error = await client.books.get({ bookId: "1" }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ResponseValidationError);
    expect(error).toMatchObject({
      name: "ResponseValidationError",
      message: differs,
      status: 200,
      requestId: "r1",
      data: bad,
      issues: [
        { path: "/id", message: "should be string, but is number", expected: "string" },
        { path: "/pages", message: "should be number, but is null", expected: "number" },
      ],
    });
    expect(logs).toEqual([]);
    expect(server.requests).toHaveLength(1);
  });

  test("is part of the exact union of errors", async () => {
    server.play(reply(200, { id: 1, name: 2 }));
    const { client } = clientOf({ mode: "error" });
    const outcome = await getMember(client, { memberId: 1 }).result();
    if (outcome.ok) throw new Error("its name is a number");
    expectTypeOf<ResponseValidationError>().toExtend<typeof outcome.error>();
    expect(outcome.error.message).toContain("/name should be string, but is number");
  });

  test("lets pass what is as documented, whole", async () => {
    server.play(reply(200, good));
    const { client } = clientOf({ mode: "error" });
    const { data, response } = await client.books.get({ bookId: "1" }).withResponse();
    expect([data, response.status]).toEqual([good, 200]);
  });
});

describe("the body of an error status", () => {
  test.each(["warn", "error"] as const)("%s: the documented error is thrown", async (mode) => {
    server.play(reply(404, { message: 5 }));
    const { client, logs } = clientOf({ mode });
    const error = await client.members.get({ memberId: 1 }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ErrorResponseError);
    expect(error).toMatchObject({ status: 404, data: { message: 5 } });
    expect(logs.map(({ paths }) => paths)).toEqual([["/message"]]);
    expect(logs[0]?.message).toMatch(/^getMember: 404, /);
  });
});

describe("lists", () => {
  test("each page is compared, the first and those after it", async () => {
    const page = (book: object, next: string | null) =>
      reply(200, { items: [good, book], next_cursor: next });
    server.play(page(good, "2"), page(bad, null));
    const { client, logs } = clientOf();
    const books: unknown[] = [];
    for await (const book of client.books.list()) books.push(book);
    expect(books).toEqual([good, good, good, bad]);
    expect(logs.map(({ paths }) => paths)).toEqual([["/items/1/id", "/items/1/pages"]]);
  });
});

describe("streams", () => {
  const events = ["a", 5, "b"].map((text) => `data: ${JSON.stringify({ text })}\n\n`).join("");
  const stream = (): void =>
    server.play(
      (response) =>
        void response
          .writeHead(200, { "content-type": "text/event-stream" })
          .end(`${events}data: [DONE]\n\n`),
    );

  test("warn: each item is compared, and arrives", async () => {
    stream();
    const { client, logs } = clientOf();
    const items: unknown[] = [];
    for await (const item of await client.assistant.createAnswer({ question: "?", stream: true }))
      items.push(item);
    expect(items).toEqual([{ text: "a" }, { text: 5 }, { text: "b" }]);
    expect(logs.map(({ paths }) => paths)).toEqual([["/text"]]);
  });

  test("error: it ends with the item that differs", async () => {
    stream();
    const { client } = clientOf({ mode: "error" });
    const items: unknown[] = [];
    const reading = (async () => {
      for await (const item of await client.assistant.createAnswer({ question: "?", stream: true }))
        items.push(item);
    })();
    await expect(reading).rejects.toBeInstanceOf(ResponseValidationError);
    expect(items).toEqual([{ text: "a" }]);
    const error: unknown = await reading.catch((reason: unknown) => reason);
    expect(isPaperbackLibraryError(error)).toBe(true);
    const said = expect.stringContaining("ResponseValidationError");
    expect(error).toMatchObject({ attempts: [{ status: 200, error: said }] });
  });

  test("error: by one of two readers, the same", async () => {
    stream();
    const { client } = clientOf({ mode: "error" });
    const answer = await client.assistant.createAnswer({ question: "?", stream: true });
    const [, right] = answer.tee();
    const reading = (async () => {
      for await (const item of right) expect(item).toEqual({ text: "a" });
    })();
    await expect(reading).rejects.toMatchObject({ attempts: [{ status: 200 }] });
  });
});

test("another media type is not compared with the schema of the first", async () => {
  server.play(reply(200, "id,title\n", { "content-type": "text/csv" }));
  const { client, logs } = clientOf({ mode: "error" });
  expect(await client.books.getAsCsv({ bookId: "1" })).toContain("id,title");
  expect(logs).toEqual([]);
});

describe("off, and none", () => {
  test("off compares nothing, also for one call", async () => {
    server.play(reply(200, bad));
    const off = clientOf({ mode: "off" });
    const on = clientOf({ mode: "error" });
    expect(await off.client.books.get({ bookId: "1" })).toEqual(bad);
    const validate = responseValidation({ mode: "off" });
    expect(await on.client.books.get({ bookId: "1" }, { validate })).toEqual(bad);
    expect(off.logs).toEqual([]);
  });
});

describe("another Standard Schema", () => {
  /** As zod has paths: bare keys. */
  const even: ResponseSchema = {
    "~standard": {
      validate: async (value) =>
        (value as typeof good).pages % 2 === 0
          ? {}
          : { issues: [{ message: "should be even", path: ["pages"] }] },
    },
  };

  test("takes the place of the document's, for one operation", async () => {
    server.play(reply(200, good));
    const { client, logs } = clientOf({ schemas: { getBook: { responses: { 200: even } } } });
    await client.books.get({ bookId: "1" });
    expect(logs).toEqual([
      {
        message:
          "getBook: 200, but what arrived is not what the document says: /pages should be even",
        paths: ["/pages"],
      },
    ]);
  });

  test("one that fails itself loses nothing", async () => {
    server.play(reply(200, good));
    const validate = () => {
      throw new RangeError("too deep");
    };
    const schema = { "~standard": { validate } };
    const { client, logs } = clientOf({ schemas: { getBook: { responses: { 200: schema } } } });
    expect(await client.books.get({ bookId: "1" })).toEqual(good);
    expect(logs[0]?.message).toContain("cannot be compared (RangeError)");
  });
});

test.each([1n, undefined])(
  "what is no JSON, such as %o, is told of all the same",
  async (value) => {
    const issues = [{ message: "is wrong" }];
    const schema: ResponseSchema = { "~standard": { validate: () => ({ issues }) } };
    const operation = { id: "op", response: { accept: "" } } as OperationSpec;
    const outcome = { data: value, response: new Response(), requestId: undefined };
    const told: string[] = [];
    const check = responseValidation({
      logger: { warn: (message) => void told.push(message) },
      schemas: { op: { responses: { 200: schema } } },
    });
    expect(await check(operation, Promise.resolve(outcome))).toBe(outcome);
    expect(told).toHaveLength(1);
  },
);

/** Where the value does not fit. */
function issues(schema: ResponseSchema, value: unknown) {
  const result = schema["~standard"].validate(value);
  if (result instanceof Promise) throw new Error("these answer at once");
  return (result.issues ?? []).map(({ path = [] }) =>
    path.map((step) => (typeof step === "object" ? step.key : step)),
  );
}

test("the schemas themselves", () => {
  expect(issues(Book, good)).toEqual([]);
  expect(issues(Book, { ...good, series: { name: "S", spin_offs: { a: {} } } })).toEqual([
    ["series", "spin_offs", "a", "name"],
  ]);
  expect(issues(Item, { kind: "film", title: "T" })).toEqual([["minutes"]]);
  expect(issues(Item, { kind: "opera" })).toEqual([["kind"]]);
});

test("a schema in the middle of a hierarchy admits what extends it; a mismatch is told of the one that the tag means", () => {
  const overdue = { type: "LoanOverdue", at: "2026-01-31T12:00:00Z", days: 3 };
  const lost = { ...overdue, type: "LoanLost", fee: 5 };
  for (const schema of [LibraryEvent, LoanOverdue]) {
    expect(issues(schema, overdue)).toEqual([]);
    expect(issues(schema, lost)).toEqual([]);
    expect(issues(schema, { ...overdue, type: "LoanLost" })).toEqual([["fee"]]);
    expect(issues(schema, { ...overdue, days: "3" })).toEqual([["days"]]);
  }
  const returned = { type: "BookReturned", at: overdue.at, book_id: "b" };
  expect(issues(LibraryEvent, returned)).toEqual([]);
  expect(issues(LoanOverdue, returned)).toEqual([["type"]]);
});
