/** `request`: endpoints that the document does not have, on the emitted package, against a server on this machine. */
import { afterAll, beforeAll, describe, expect, expectTypeOf, test } from "vitest";
import { PaperbackLibraryCore } from "../../generated/kitchen-sink/src/client.js";
import {
  file,
  isPaperbackLibraryError,
  PaperbackLibrary,
  ProblemError,
  type RequestOptions,
} from "../../generated/kitchen-sink/src/index.js";
import { request } from "../../generated/kitchen-sink/src/request.js";
import {
  asBinary,
  asEvents,
  asJson,
  asJsonLines,
  asNothing,
  asText,
} from "../../generated/kitchen-sink/src/responses.js";
import { type FaultServer, reply, reset, startFaultServer } from "../support/fault-server.js";

const ok = reply(200, { id: 7 });

async function* lines(): AsyncGenerator<Uint8Array> {
  for (const text of ["a", "b"]) yield new TextEncoder().encode(text);
}

let server: FaultServer;
beforeAll(async () => {
  server = await startFaultServer();
});
const client = () =>
  new PaperbackLibrary({
    baseURL: `${server.url}/v1`,
    token: "bearer-secret",
    xLibraryBranch: "north",
    retries: { backoff: { initialInterval: 1, maxInterval: 2 } },
  });
afterAll(() => server.close());

/** As the method and as the function, which must be the same. */
const forms: [
  name: string,
  (method: string, path: string, options?: RequestOptions) => Promise<unknown>,
][] = [
  ["client.request", (method, path, options) => client().request(method, path, options)],
  ["request(client)", (method, path, options) => request(client(), method, path, options)],
];

describe.each(forms)("%s", (_, send) => {
  test("has path, query, headers, a body, the client's credentials and parameters", async () => {
    server.play(ok);
    const data = await send("post", "/shelves/{id}/{part}?draft=1", {
      path: { id: "a/b c", part: 3 },
      query: {
        tags: ["x", "y"],
        where: { year: { from: 1999 } },
        at: new Date(0),
        none: null,
        "odd name": "&=",
      },
      headers: { "X-Feature": "beta" },
      body: { title: "T" },
    });
    expect(data).toEqual({ id: 7 });
    expect(server.requests).toMatchObject([
      {
        method: "POST",
        url: "/v1/shelves/a%2Fb%20c/3?draft=1&tags=x&tags=y&where%5Byear%5D%5Bfrom%5D=1999&at=1970-01-01T00%3A00%3A00.000Z&odd%20name=%26%3D",
        body: '{"title":"T"}',
        headers: {
          authorization: "Bearer bearer-secret",
          "x-library-branch": "north",
          "x-feature": "beta",
          "content-type": "application/json",
          accept: "application/json",
        },
      },
    ]);
  });

  test("retries, by the rules of an operation", async () => {
    server.play(reply(503), ok);
    await send("GET", "/shelves");
    expect(server.requests).toHaveLength(2);
    server.play(reset, ok);
    await send("POST", "/shelves", { idempotencyKey: "key-1" });
    expect(server.requests.map(({ headers }) => headers["idempotency-key"])).toEqual([
      "key-1",
      "key-1",
    ]);
  });

  test("throws the API's errors", async () => {
    server.play(reply(422, { title: "Too long" }));
    const error = await send("PUT", "/shelves").catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ProblemError);
    expect(isPaperbackLibraryError(error)).toBe(true);
    expect(error).toMatchObject({ status: 422, message: "PUT /shelves: 422 Too long" });
  });

  test("ends with its timeout and its signal, and goes through middleware", async () => {
    const seen: string[] = [];
    const options: RequestOptions = {
      fetch: () => new Promise(() => {}), // never answers
      timeoutMs: 20,
      retries: { strategy: "none" },
      middleware: [
        (sent, next, { operation }) => {
          seen.push(`${operation.id} ${sent.headers.get("authorization")}`);
          return next(sent);
        },
      ],
    };
    await expect(send("GET", "/slow", options)).rejects.toMatchObject({ name: "TimeoutError" });
    expect(seen).toEqual(["GET /slow Bearer bearer-secret"]);
    await expect(send("GET", "/slow", { signal: AbortSignal.abort() })).rejects.toMatchObject({
      name: "AbortedError",
    });
  });
});

test("withResponse() and result()", async () => {
  server.play(reply(200, { id: 7 }, { "x-request-id": "req-1" }));
  expect(await client().request("GET", "/x").withResponse()).toMatchObject({
    data: { id: 7 },
    requestId: "req-1",
  });
  server.play(reply(409, { holder: "x" }));
  expect(await client().request("GET", "/x").result()).toMatchObject({
    ok: false,
    error: { name: "ConflictError", status: 409 },
  });
});

test("is typed by what the caller says, or by `response`", () => {
  const typed = () => [
    expectTypeOf(client().request("GET", "/x")).resolves.toEqualTypeOf<unknown>(),
    expectTypeOf(client().request<{ id: 7 }>("GET", "/x")).resolves.toEqualTypeOf<{ id: 7 }>(),
    expectTypeOf(client().request("GET", "/", { response: asText() })).resolves.toBeString(),
  ];
  expect(typed).toBeTypeOf("function"); // for the compiler: nothing is called
});

test.each<[string, RequestOptions, string | undefined, string | RegExp]>([
  ["an object", { body: { a: 1 } }, "application/json", '{"a":1}'],
  ["a list", { body: [1] }, "application/json", "[1]"],
  ["null", { body: null }, "application/json", "null"],
  ["a string", { body: "text" }, "application/json", '"text"'],
  [
    "a string with a content type",
    { body: "a,b", headers: { "Content-Type": "text/csv" } },
    "text/csv",
    "a,b",
  ],
  [
    "JSON under another name",
    { body: { a: 1 }, headers: { "content-type": "application/vnd.x+json" } },
    "application/vnd.x+json",
    '{"a":1}',
  ],
  [
    "URLSearchParams",
    { body: new URLSearchParams({ a: "1 2" }) },
    "application/x-www-form-urlencoded;charset=UTF-8",
    "a=1+2",
  ],
  ["bytes", { body: new TextEncoder().encode("bytes") }, undefined, "bytes"],
  ["a Blob", { body: new Blob(["blob"], { type: "image/png" }) }, "image/png", "blob"],
  ["an async iterable", { body: lines() }, undefined, "ab"],
  ["a stream", { body: new Blob(["streamed"]).stream() }, undefined, "streamed"],
  ["nothing", {}, undefined, ""],
])("the body: %s", async (_, options, contentType, body) => {
  server.play(ok);
  await client().request("POST", "/x", options);
  expect(server.requests[0]?.headers["content-type"]).toBe(contentType);
  expect(server.requests[0]?.body).toMatch(body);
});

test("the body: a form", async () => {
  server.play(ok);
  const body = new FormData();
  body.set("title", "T");
  body.set("cover", new Blob(["png"]), "cover.png");
  await client().request("POST", "/x", { body });
  expect(server.requests[0]?.headers["content-type"]).toMatch(/^multipart\/form-data; boundary=/);
  expect(server.requests[0]?.body).toContain('filename="cover.png"');
});

test("a stream is sent once", async () => {
  server.play(reply(503), ok);
  const body = new Blob(["streamed"]).stream();
  await expect(client().request("PUT", "/x", { body })).rejects.toMatchObject({ status: 503 });
  expect(server.requests).toHaveLength(1);
});

test.each<[parameter: string, method: string, path: string, RequestOptions]>([
  ["path", "GET", "shelves", {}],
  ["path", "GET", "https://evil.test/x", {}],
  ["path", "GET", "/shelves/../../admin", {}],
  ["path", "GET", "/shelves/%2e%2e/admin", {}],
  ["path", "GET", "/shelves#part", {}],
  ["path.id", "GET", "/shelves/{id}", {}],
  ["path.id", "DELETE", "/shelves/{id}", { path: { id: "" } }],
  ["path.id", "GET", "/shelves/{id}/x", { path: { id: ".." } }],
  ["path.constructor", "GET", "/shelves/{constructor}", { path: {} }],
  ["method", "CONNECT", "/x", {}],
  ["method", "GE T", "/x", {}],
  ["body", "GET", "/x", { body: {} }],
  ["body", "head", "/x", { body: "text" }],
  ["body", "POST", "/x", { body: { big: 1n } }],
  ["body", "POST", "/x", { body: { cover: file("png", "a.png") } }],
])(
  "an argument that cannot be sent names itself: %s of %s %s",
  async (parameter, method, path, options) => {
    server.play(ok);
    const result = await client().request(method, path, options).result();
    expect(result).toMatchObject({ ok: false, error: { name: "InvalidRequestError", parameter } });
    expect(server.requests).toHaveLength(0);
  },
);

describe("the answer", () => {
  test("is JSON, or nothing where nothing can be", async () => {
    server.play(reply(204));
    expect(await client().request("DELETE", "/x")).toBeUndefined();
    server.play(reply(200, "", { "content-type": "application/json" }));
    expect(await client().request("HEAD", "/x")).toBeUndefined();
    await expect(client().request("GET", "/x")).rejects.toMatchObject({
      name: "ResponseParseError",
      reason: "it is empty",
    });
  });

  test("is what `response` asks for", async () => {
    const typed = (type: string, body: string) => reply(200, body, { "content-type": type });
    const list = async <T>(items: AsyncIterable<T>) => {
      const all: T[] = [];
      for await (const item of items) all.push(item);
      return all;
    };
    server.play(typed("text/event-stream", 'data: {"n":1}\n\ndata: {"n":2}\n\n'));
    const events = await client().request("GET", "/x", { response: asEvents<{ n: number }>() });
    expect(await list(events)).toEqual([{ n: 1 }, { n: 2 }]);
    server.play(typed("application/jsonl", '{"n":1}\n{"n":2}\n'));
    const lines = await client().request("GET", "/x", { response: asJsonLines<{ n: number }>() });
    expect(await list(lines)).toEqual([{ n: 1 }, { n: 2 }]);
    server.play(typed("text/csv", "a,b"));
    expect(await client().request("GET", "/x", { response: asText("text/csv") })).toBe("a,b");
    expect(await client().request("GET", "/x", { response: asNothing() })).toBeUndefined();
    const download = await client().request("GET", "/x", { response: asBinary() });
    expect(await download.text()).toBe("a,b");
    server.play(ok);
    expect(await client().request("GET", "/x", { response: asJson<{ id: number }>() })).toEqual({
      id: 7,
    });
  });
});

test("without credentials, an API that has open operations is asked without", async () => {
  server.play(ok);
  const anonymous = new PaperbackLibraryCore({ baseURL: server.url });
  await request(anonymous, "GET", "/open");
  expect(server.requests[0]?.headers["authorization"]).toBeUndefined();
});
