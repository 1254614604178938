/** What the runtime hands to the platform's constructors has its own members only: what they would inherit is `Object.prototype`'s. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { call } from "../../templates/package/src/core/call.js";
import type { CallOptions } from "../../templates/package/src/core/contract.js";
import { file } from "../../templates/package/src/core/files.js";
import type { OperationSpec, ResponseSpec } from "../../templates/package/src/core/operation.js";
import { limitResponseSize } from "../../templates/package/src/core/response-size.js";
import { withRetries } from "../../templates/package/src/core/retries.js";
import { uploadProgress } from "../../templates/package/src/core/upload-progress.js";
import { binaryBody } from "../../templates/package/src/internal/body/binary.js";
import { multipartBody } from "../../templates/package/src/internal/body/multipart.js";
import { binaryResponse } from "../../templates/package/src/internal/response/binary.js";
import { eventStream } from "../../templates/package/src/internal/response/event-stream.js";
import { jsonResponse } from "../../templates/package/src/internal/response/json.js";
import { type Fault, type FaultServer, reply, startFaultServer } from "../support/fault-server.js";
import { ONCE, RankCore } from "../support/rank-sdk.js";

let server: FaultServer;
beforeAll(async () => {
  server = await startFaultServer();
});
afterAll(() => server.close());

const bytes = new TextEncoder().encode("bytes");

async function* generate() {
  yield bytes;
  yield "text";
}

function send<T>(
  answer: Fault,
  response: ResponseSpec<T>,
  { body, ...options }: CallOptions & Pick<OperationSpec, "body"> = {},
  request: object = {},
): Promise<T> {
  server.play(answer);
  const client = new RankCore({ baseURL: server.url, retries: ONCE });
  const operation = {
    id: "op",
    method: "POST",
    path: "/",
    errors: {},
    response,
    ...(body && { body }),
  };
  return call<T>(client, operation, request, options, withRetries);
}

const ok = reply(200, {});
const download = reply(200, "a download", { "Content-Type": "application/octet-stream" });
const events = reply(200, "data: 1\n\ndata: 2\n\n", { "Content-Type": "text/event-stream" });
const received = () =>
  server.requests.map(({ body, headers }) => [
    body.replace(/specwright\w+/g, "boundary"),
    headers["content-type"]?.replace(/specwright\w+/g, "boundary"),
    headers["referer"],
  ]);

async function all<T>(stream: ReadableStream<T>): Promise<T[]> {
  const reader = stream.getReader();
  const items: T[] = [];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return items;
    items.push(value);
  }
}

const works: Readonly<Record<string, () => Promise<unknown>>> = {
  async "an upload that is read while it is sent"() {
    await send(ok, jsonResponse, { body: binaryBody("*/*") }, { body: file(generate(), "a") });
    return received();
  },
  async "a form with a stream in it"() {
    await send(ok, jsonResponse, { body: multipartBody("flat") }, { text: "t", photo: generate() });
    return received();
  },
  async "a form"() {
    await send(
      ok,
      jsonResponse,
      { body: multipartBody("flat") },
      { text: "t\n", photo: new Blob([bytes]) },
    );
    return received();
  },
  async "the progress of an upload"() {
    const seen: unknown[] = [];
    const middleware = [uploadProgress((progress) => seen.push(progress))];
    await send(ok, jsonResponse, { body: binaryBody("*/*"), middleware }, { body: bytes });
    return [seen, received()];
  },
  "a download": async () => (await send(download, binaryResponse("*/*"))).text(),
  "a Blob": async () => (await (await send(download, binaryResponse("*/*"))).blob()).type,
  "a download as a stream": async () => all((await send(download, binaryResponse("*/*"))).stream()),
  async "a limited download"() {
    const middleware = [limitResponseSize({ bytes: 1000 })];
    return (await send(download, binaryResponse("*/*"), { middleware })).text();
  },
  "a stream of events": async () =>
    all((await send(events, eventStream<number>())).toReadableStream()),
  async "an error with its body and its cause"() {
    const { name, message, body, headers, cause } = (await send(
      reply(400, { message: "no" }),
      jsonResponse,
    ).catch((error: unknown) => error)) as Error & { body: string; headers: Headers };
    return [name, message, body, headers.get("content-type"), cause];
  },
  async "a source that fails"() {
    const failing = async function* () {
      yield bytes;
      throw new Error("gone");
    };
    const sent = send(ok, jsonResponse, { body: binaryBody("*/*") }, { body: failing() });
    const { name, message } = (await sent.catch((error: unknown) => error)) as Error;
    return [name, message];
  },
};

/** Without those that Node's own fetch takes from there, whoever calls it: `autoAllocateChunkSize`, `highWaterMark`, `get`, `set`, `mode`,
 * `cache`, `referrer`, `status`. */
const members: Readonly<Record<string, unknown>> = {
  // Of streams and their strategies
  type: "polluted",
  start: "polluted",
  pull: "polluted",
  cancel: "polluted",
  size: "polluted",
  transform: "polluted",
  flush: "polluted",
  readableType: "polluted",
  writableType: "polluted",
  preventClose: true,
  preventAbort: true,
  preventCancel: true,
  // Of a Blob, a decoder, a listener, a descriptor
  endings: "native",
  fatal: true,
  ignoreBOM: true,
  stream: true,
  once: true,
  capture: true,
  // Of a request and a response
  statusText: "polluted",
};

const everyObject = Object.getPrototypeOf({}) as object;

/** A `Request` that somebody makes of bytes is read from a stream of Node's own. */
const isPlatform = (work: string, name: string) =>
  work === "the progress of an upload" && name === "cancel";

const cases = Object.keys(works).flatMap((work) =>
  Object.entries(members)
    .filter(([name]) => !isPlatform(work, name))
    .map(([name, value]) => [work, name, value] as const),
);

describe("nothing changes where Object.prototype has a member of a dictionary", () => {
  it.each(cases)("%s: %s", async (title, name, value) => {
    const work = works[title] ?? (() => expect.fail("no such work"));
    const before = await work();
    Object.defineProperty(everyObject, name, bare({ value, configurable: true, writable: true }));
    const after = await work()
      .catch(String)
      .finally(() => Reflect.deleteProperty(everyObject, name));
    expect(after).toEqual(before);
  });
});

function bare(descriptor: PropertyDescriptor): PropertyDescriptor {
  return Object.assign(Object.create(null) as object, descriptor);
}
